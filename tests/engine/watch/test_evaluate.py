"""Random expressions against the same written with Python's numbers, one time step after another."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.trace import Trace
from engine.watch.evaluate import evaluate
from engine.watch.reading import Reader
from engine.watch.watch import hits, read
from tests.engine.watch.sight import LOSSES, seen, struck, trace, words

Plain = Callable[[Trace, int], float]
Pair = tuple[str, Plain]
LEAVES: list[Pair] = [
    ("norm(dh[t])", lambda found, t: math.hypot(*found.grad["h"][t])),
    ("min(f[t])", lambda found, t: min(found.value["f"][t])),
    ("c[t, 3]", lambda found, t: found.value["c"][t, 2]),
    ("h'[t, 2]", lambda found, t: found.value["h"][t - 1, 1] if t else 0.0),
    ("mean(abs(dx[t]))", lambda found, t: sum(abs(x) for x in found.grad["x"][t]) / len(found.grad["x"][t])),
    ("share(o[t] > .5)", lambda found, t: sum(x > 0.5 for x in found.value["o"][t]) / 5),
    ("max(c)", lambda found, t: float(found.value["c"].max())),
    ("loss", lambda found, t: LOSSES[-1]),
    ("t", lambda found, t: t + 1),
    ("2.5", lambda found, t: 2.5),
    ("zf.h'[2, 1]", lambda found, t: found.weight["zf.h'"][1, 0]),
    ("argmax(h[t])", lambda found, t: 1 + list(found.value["h"][t]).index(max(found.value["h"][t]))),
]


def combined(left: Pair, sign: str, right: Pair) -> Pair:
    by = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}[sign]
    return f"({left[0]} {sign} {right[0]})", lambda found, t: by(left[1](found, t), right[1](found, t))


def compared(left: Pair, sign: str, right: Pair) -> Pair:
    by = {"<": lambda a, b: a < b, ">=": lambda a, b: a >= b, "!=": lambda a, b: a != b}[sign]
    return f"({left[0]} {sign} {right[0]})", lambda found, t: by(left[1](found, t), right[1](found, t))


def joined(left: Pair, sign: str, right: Pair) -> Pair:
    by = {"and": lambda a, b: a and b, "or": lambda a, b: a or b}[sign]
    return f"({left[0]} {sign} not {right[0]})", lambda found, t: by(left[1](found, t), not right[1](found, t))


numbers = st.recursive(
    st.sampled_from(LEAVES), lambda deeper: st.builds(combined, deeper, st.sampled_from("+-*"), deeper), max_leaves=4
)
conditions = st.recursive(
    st.builds(compared, numbers, st.sampled_from(["<", ">=", "!="]), numbers),
    lambda deeper: st.builds(joined, deeper, st.sampled_from(["and", "or"]), deeper),
    max_leaves=3,
)


@given(numbers)
@settings(max_examples=150)
def test_a_number_is_what_python_makes_of_it(pair: Pair) -> None:
    found = trace()
    watch = read(pair[0], words(found))
    data = np.broadcast_to(evaluate(watch.node, Reader(seen(found), watch.free)).data, found.T)
    np.testing.assert_allclose(data, [pair[1](found, t) for t in range(found.T)], rtol=1e-12, atol=1e-14)


@given(conditions)
@settings(max_examples=150)
def test_a_condition_holds_where_python_says(pair: Pair) -> None:
    found = trace()
    watch = read(pair[0], words(found))
    where = {t for t in range(found.T) if pair[1](found, t)}
    got = hits(watch, seen(found))
    if watch.free:
        assert {hit.t for hit in got} == where
        assert [hit.done for hit in got] == sorted(hit.done for hit in got)
    else:
        assert bool(got) == bool(where)


@pytest.mark.parametrize("name", ["f", "c", "h", "zi", "y"])
@pytest.mark.parametrize("bound", [-0.2, 0.05, 0.4, 0.7])
def test_the_smallest_and_the_largest_are_found_where_they_are_first(name: str, bound: float) -> None:
    found = trace()
    for text, test in (
        (f"min({name}) < {bound}", lambda x: x < bound),
        (f"max({name}) > {bound}", lambda x: x > bound),
        (f"{bound} > min({name})", lambda x: x < bound),
        (f"any({name} < {bound})", lambda x: x < bound),
        (f"not all({name} >= {bound})", lambda x: x < bound),
    ):
        steps = [t for t in range(found.T) if any(test(x) for x in found.value[name][t])]
        got = struck(text)
        assert [hit.beat.t for hit in got] == steps[:1]
        assert all(hit.beat.line == name for hit in got)
        if got:
            wanted = [test(x) for x in found.value[name][steps[0]]]
            assert wanted[got[0].unit]
            assert test(got[0].value)


def test_what_holds_for_all_is_known_at_the_last() -> None:
    assert struck("all(f > 0)")[0].beat.t == trace().T - 1
    assert struck("min(f) > 0")[0].beat.t == trace().T - 1
    assert struck("min(dh) > -1000")[0].beat.t == 0


@pytest.mark.parametrize(
    "text", ["1 / 0 > 5", "10 ** 400 > 5", "exp(1e5) > 1", "isnan(sqrt(-1))", "isnan(0 / 0)", "isnan(inf - inf)"]
)
def test_what_overflows_is_infinite_and_warns_nobody(text: str) -> None:
    assert struck(text)


def test_the_past() -> None:
    assert not struck("loss > 2 * median(loss)")
    assert struck("loss < median(loss)")
    assert struck("mean(last(losses, 2)) == 0.4")
    assert struck("mean(last(losses, 200)) == mean(losses)")
    assert struck("max(gradient) == 9 and gradient == 9")
