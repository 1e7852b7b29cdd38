"""Brackets: which places are left open, and which are not there."""

import pytest

from engine.errors import WatchError
from engine.watch.binding import Binder
from engine.watch.grammar import parse
from tests.engine.watch.sight import trace, words

WORDS = words(trace())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("h", ("time", "unit")),
        ("h[:]", ("time", "unit")),
        ("h[t]", ("t", "unit")),
        ("h[t-1, :]", ("t", "unit")),
        ("h[t, 5]", ("t",)),
        ("h[:, 5]", ("time",)),
        ("h[3]", ("unit",)),
        ("h[T-1, 1]", ()),
        ("h'[t]", ("t", "unit")),
        ("zf.h'", ("source", "out")),
        ("zf.h'[2, :]", ("out",)),
        ("zf.h'[:, 2]", ("source",)),
        ("zf.h'[5, 5]", ()),
        ("zf.b", ("out",)),
        ("zf.b[1]", ()),
    ],
)
def test_what_is_left_open(text: str, left: tuple[str, ...]) -> None:
    assert Binder(text, WORDS).bind(parse(text))[1].names == left


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("h[0]", 2, "no time step 0"),
        ("h[t, 6]", 5, "They go from 1 to 5"),
        ("h[t, 0]", 5, "no unit 0"),
        ("h[t, t]", 5, "a time step, not a unit"),
        ("zf.h'[2]", 0, r"as in zf.h'\[2, 1\]"),
        ("zf.b[1, 1]", 0, r"as in zf.b\[1\]"),
        ("zf.x[3, 1]", 5, "no source 3"),
        ("zf.h'[t, 1]", 6, "not a source"),
    ],
)
def test_what_is_not_there(text: str, at: int, said: str) -> None:
    with pytest.raises(WatchError, match=said) as told:
        Binder(text, WORDS).bind(parse(text))
    assert told.value.at == at
