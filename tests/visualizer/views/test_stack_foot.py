"""Under the tower: bytes while frames are pushed, and how much of the weight gradient the popped ones have given."""

from dataclasses import replace

import pytest

from engine import derive
from engine.beats import Phase
from engine.trace import Trace
from tests.visualizer.views.subjects import before, brackets, moment
from visualizer.paint import Look, number
from visualizer.views.stack_foot import LENGTH, StackFoot, sized


def alone() -> Trace:
    """A sequence that is its whole batch: the weights' gradients are the sums of what its steps add."""
    trace = brackets()
    own = {name: derive.shares(trace, name).sum(axis=0) for name in trace.weight}
    return replace(trace, rows=1, grad={**trace.grad, **own})


def foot(trace: Trace) -> StackFoot:
    return StackFoot(trace, Look(lang="en"), 24)


def test_bytes_are_written_with_three_digits() -> None:
    assert [sized(count) for count in (784, 9408, 65_536, 250_000, 12_400_000)] == [
        "784 B", "9.41 kB", "65.5 kB", "250 kB", "12.4 MB"]


def test_forward_it_says_bytes() -> None:
    assert foot(alone()).wordings(before(alone())) == []
    (words,) = foot(alone()).wordings(moment(alone(), Phase.FORWARD, 4))
    assert words[0].endswith("a frame × 5 = ")


def test_backward_it_says_how_much_is_gathered_by_the_steps_worked_through() -> None:
    trace = alone()
    for t, line, first in ((7, None, 7), (7, "y", 8), (4, "zf", 5)):
        words = foot(trace).wordings(moment(trace, Phase.BACKWARD, t, line))[0]
        assert words == [f"gathered {LENGTH} = ", number(derive.gathered(trace)[first])]
    assert foot(trace).wordings(moment(trace, Phase.BACKWARD, 11, "y"))[0][1] == "0"


def test_a_step_adds_when_its_motion_has_come_to_rest() -> None:
    trace = alone()
    moving, still = (moment(trace, Phase.BACKWARD, 6, part=part) for part in (0.5, 1.0))
    assert (foot(trace).worked_through(moving), foot(trace).worked_through(still)) == (7, 6)


def test_an_empty_stack_has_given_the_whole_gradient_only_if_that_is_so() -> None:
    trace = alone()
    assert all("✓" in words[-1] for words in foot(trace).wordings(moment(trace, Phase.UPDATE)))
    name = next(iter(trace.weight))
    other = replace(trace, grad={**trace.grad, name: trace.grad[name] * 1.01})
    assert not any("✓" in words[-1] for words in foot(other).wordings(moment(other, Phase.UPDATE)))


@pytest.mark.parametrize("t", [11, 3, 0])
def test_of_a_batch_nothing_is_said_since_other_sequences_add_too(t: int) -> None:
    trace = replace(alone(), rows=8)
    assert foot(trace).wordings(moment(trace, Phase.BACKWARD, t)) == []
