"""Numbers and moments, read against the trace itself and against walking through all beats."""

import numpy as np
import pytest

from engine.beats import Phase
from engine.watch.binding import Binder
from engine.watch.grammar import parse
from engine.watch.known import NEVER, Known
from engine.watch.reading import Reader, beats_of
from tests.engine.watch.sight import LENGTHS, LOSSES, seen, trace, words

TRACE = trace()


def read(text: str, *, free: bool = False) -> Known:
    node, _ = Binder(text, words(TRACE)).bind(parse(text))
    return Reader(seen(TRACE), free).read(node)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("h", TRACE.value["h"]),
        ("dc", TRACE.grad["c"]),
        ("h[3]", TRACE.value["h"][2]),
        ("h[T]", TRACE.value["h"][-1]),
        ("h[T-2, 4]", TRACE.value["h"][-3, 3]),
        ("x[:, 2]", TRACE.value["x"][:, 1]),
        ("zf.h'", TRACE.weight["zf.h'"]),
        ("d(zf.h')[2, 3]", TRACE.grad["zf.h'"][1, 2]),
        ("delta(y.b)", TRACE.delta["y.b"]),
        ("zf.x[2, :]", TRACE.weight["zf.x"][1]),
        ("h'[1]", np.zeros(5)),
        ("h'[2]", TRACE.value["h"][0]),
        ("losses", LOSSES),
        ("loss", 0.6),
        ("gradient", LENGTHS[-1]),
        ("rate", 0.25),
        ("update", 4),
        ("T", TRACE.T),
        ("t", np.arange(1, TRACE.T + 1)),
        ("clipped", 1),
    ],
)
def test_a_name_gives_its_numbers(text: str, wanted: object) -> None:
    np.testing.assert_array_equal(read(text).data, wanted)


def test_a_step_that_is_not_there_is_never_known() -> None:
    found = read("h[t-1, 2]", free=True)
    assert found.when[0] == NEVER
    assert np.isnan(found.data[0])
    np.testing.assert_array_equal(found.data[1:], TRACE.value["h"][:-1, 1])
    assert read("h[400, 1]").when == NEVER
    assert (read("h[t+200]", free=True).when == NEVER).all()


@pytest.mark.parametrize(("text", "phase", "name"), [("f", Phase.FORWARD, "f"), ("dzg", Phase.BACKWARD, "zg")])
def test_a_line_is_known_at_its_beat(text: str, phase: Phase, name: str) -> None:
    beats = beats_of(TRACE)
    for t, when in enumerate(read(text).when):
        found = beats.at(int(when))
        assert found
        assert (found.phase, found.t, found.line) == (phase, t, name)


def test_with_t_only_what_is_read_at_t_says_when() -> None:
    assert not read("f", free=True).when.any()
    assert not read("loss", free=True).when
    assert read("f[t]", free=True).when.all()


@pytest.mark.parametrize(("text", "left"), [("d(zf.b)", 1), ("delta(zf.b)", 0), ("gradient", 1), ("clipped", 0)])
def test_weights_gradients_are_known_when_the_pass_is_done(text: str, left: int) -> None:
    assert read(text).when == len(beats_of(TRACE)) - left
