"""Addresses: how they are written, sought in other traces, and when their numbers are written."""

import pytest

from engine.beats import Beats, Cursor, Phase
from engine.origin import Address
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from visualizer.debugger.element import moment_of, seen_in, title, written_at


@pytest.mark.parametrize(("at", "text"), [
    (Address("value", "c", 6, (1,)), "c[7, 2]"), (Address("grad", "h", 0, (0,)), "∂h[1, 1]"),
    (Address("value", "zi.h'", None, (2, 0)), "zi.h′[3, 1]"), (Address("delta", "zi.b", None, (4,)), "Δzi.b[5]"),
    (Address("loss", "y", 3), "L[4]"), (Address("loss", "y"), "L"), (Address("answer", "y", 0, (1,)), "p[1, 2]"),
])  # fmt: skip
def test_an_address_is_written_from_one(at: Address, text: str) -> None:
    assert title(at) == text


def test_what_is_written_at_a_moment_is_known_from_that_moment_on(trace: Trace) -> None:
    beats = Beats(tuple(line.name for line in trace.lines), trace.T)
    for done in range(1, len(beats)):
        at = written_at(Cursor(beats, done), 1)
        assert at is not None
        assert moment_of(beats, at) == done
    assert written_at(Cursor(beats, len(beats)), 0) is None
    assert written_at(Cursor(beats, 0), 0) is None
    assert moment_of(beats, Address("value", "c", -1, (0,))) is None
    assert beats.at(moment_of(beats, Address("grad", "zi.b", None, (0,)))).phase is Phase.UPDATE


def test_it_is_found_again_in_another_trace_or_not(trace: Trace) -> None:
    small = Trainer(Run(task="brackets", cell="rnn", hidden=2, length=4)).trace()
    assert seen_in(small, Address("value", "h", 3, (2,))) == Address("value", "h", 3, (1,))
    for lost in (Address("value", "c", 0, (0,)), Address("value", "h", 5, (0,)), Address("value", "zi.x", None, (0, 0)),
                 Address("value", "z.h'", None, (2, 2))):  # fmt: skip
        assert seen_in(small, lost) is None
    whole = Address("grad", "zi.x", None, (0, 0))
    assert seen_in(trace, whole) == whole
