"""Precedence against Python's own, places of mistakes, and text that is no watch at all."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import WatchError
from engine.watch.grammar import DEEPEST, parse
from engine.watch.tree import Binary, Call, Node, Number, Ref, Unary
from tests.engine.watch.sight import mistaken

SIGNS = ("+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "and", "or")


def written(node: Node) -> str:
    """The tree with a bracket around everything, as Python reads it."""
    match node:
        case Number(value):
            return repr(value)
        case Unary(sign, operand):
            return f"({sign} {written(operand)})"
        case Binary(sign, left, right):
            return f"({written(left)} {sign} {written(right)})"
        case _:
            raise AssertionError(node)


numbers = st.integers(1, 3).map(str)
flat = st.recursive(
    numbers,
    lambda deeper: st.one_of(
        st.tuples(deeper, st.sampled_from(SIGNS), deeper).map(" ".join),
        deeper.map(lambda text: f"({text})"),
        numbers.map(lambda text: f"-{text} ** 2"),
        deeper.map(lambda text: f"(not {text})"),
    ),
    max_leaves=12,
)


@given(flat)
def test_signs_bind_as_in_python(text: str) -> None:
    error = mistaken(parse, text)
    if error is not None:
        assert "nested" in str(error)
        return
    try:
        theirs = eval(text)
    except ZeroDivisionError:
        return
    assert eval(written(parse(text))) == theirs


def test_a_chain_means_all_of_it() -> None:
    assert eval(written(parse("1 < 2 < 3"))) is True
    assert eval(written(parse("3 > 2 > 2"))) is False
    assert eval(written(parse("2 ** 3 ** 2"))) == 512
    assert eval(written(parse("-2 ** 2"))) == -4


def test_names_and_what_is_asked_of_them() -> None:
    node = parse("""d("enc:zi.x")[2, :] + h[t-1, 3] * delta(zf.h') - c[T] / f(1, nan)""")
    assert isinstance(node, Binary)
    found = [part for part in flatten(node) if isinstance(part, Ref)]
    assert [(ref.name, ref.side, ref.quoted) for ref in found] == [
        ("enc:zi.x", "grad", True), ("h", "value", False), ("zf.h'", "delta", False), ("c", "value", False)
    ]  # fmt: skip
    assert [[(pick.of, pick.number) for pick in ref.picks] for ref in found] == [
        [("number", 2), (":", 0)], [("t", -1), ("number", 3)], [], [("T", 0)]
    ]  # fmt: skip
    call = next(part for part in flatten(node) if isinstance(part, Call))
    assert isinstance(call.args[1], Number)
    assert math.isnan(call.args[1].value)


def flatten(node: Node) -> list[Node]:
    match node:
        case Binary(_, left, right):
            return [node, *flatten(left), *flatten(right)]
        case _:
            return [node]


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("", 0, "a value is missing"),
        ("1 +", 3, "a value is missing"),
        ("norm(h[t) > 1", 8, 'the "[" of character 7 is still open'),
        ("(1 + 2", 6, 'the "(" of character 1 is still open'),
        ("1 2", 2, "complete before it"),
        ("h[-1]", 2, "no place"),
        ("h[1.5]", 2, "no place"),
        ("h[1,2,3]", 1, "three places"),
        ("d(3)", 2, "a name is missing"),
        ("d(h", 3, "still open"),
        ("and", 0, "a value is missing"),
        ("x > or", 4, "a value is missing"),
        ("f(,)", 2, "a value is missing"),
        ("1 if 2 else 3", 2, "complete"),
        ("lambda: 3", 6, "complete"),
        ("h.x.y > 2", 3, "not understood"),
    ],
)
def test_a_mistake_is_pointed_at(text: str, at: int, said: str) -> None:
    with pytest.raises(WatchError) as told:
        parse(text)
    assert said in told.value.what
    assert told.value.at == at


@pytest.mark.parametrize("opening", ["(", "-", "not ", "norm(", "2 ** ", "1 - ("])
def test_depth_has_a_limit(opening: str) -> None:
    parse(opening * (DEEPEST // 2) + "1" + ")" * (DEEPEST // 2 * opening.count("(")))
    with pytest.raises(WatchError, match="nested too deeply"):
        parse(opening * (DEEPEST + 1) + "1" + ")" * ((DEEPEST + 1) * opening.count("(")))


@given(st.one_of(st.text(max_size=60), st.text(alphabet="hct'.[]()<>=+-*/:\"1e ndo,", max_size=60)))
def test_any_text_is_read_or_pointed_into(text: str) -> None:
    error = mistaken(parse, text)
    assert error is None or 0 <= error.at <= len(text)
