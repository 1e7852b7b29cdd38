"""What clipping did, against the same sums written out."""

from dataclasses import replace

import numpy as np
import pytest

from engine.clipping import clipping
from engine.learning import Learning
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.engine.traces import made


def flat(trace: Trace, arrays: dict[str, np.ndarray]) -> np.ndarray:
    return np.concatenate([arrays[name].ravel() for name in trace.weight])


def test_nothing_happens_to_a_gradient_below_both_limits() -> None:
    trace = made("gru", clip=1e3)
    found = clipping(trace)
    assert not found.was_shortened
    assert found.length_before == found.length_after == pytest.approx(np.linalg.norm(flat(trace, trace.grad)))
    assert (found.was_cut, found.share) == (0, 0)


def test_a_long_gradient_is_shortened_to_the_limit_and_keeps_its_direction() -> None:
    trace = made("gru", clip=0.01)
    found = clipping(trace)
    assert found.was_shortened
    assert found.length_after == pytest.approx(0.01)
    before, after = flat(trace, found.before), flat(trace, found.after)
    assert before @ after == pytest.approx(np.linalg.norm(before) * np.linalg.norm(after))
    assert found.share == 1


def test_single_numbers_are_cut_first() -> None:
    trace = made("gru", clip=0.01, clip_value=0.003)
    found, whole = clipping(trace), flat(trace, trace.grad)
    assert found.was_cut == np.count_nonzero(np.abs(whole) > 0.003) > 0
    assert found.length_cut == pytest.approx(np.linalg.norm(np.clip(whole, -0.003, 0.003)))


def test_plain_descent_steps_by_the_rate_times_what_is_left() -> None:
    trace = made("gru", clip=0.01, optimizer="sgd")
    found = clipping(trace)
    assert found.step == pytest.approx(0.01 * found.length_after)
    assert found.relative == pytest.approx(found.step / np.linalg.norm(flat(trace, trace.weight)))


def test_without_a_limit_there_is_no_share_of_clipped_updates() -> None:
    assert clipping(made("gru", clip=None)).share is None
    assert clipping(replace(made("gru"), learning=Learning())).share is None


def test_what_is_held_is_no_part_of_the_gradient() -> None:
    trace = made("gru")
    held = {name: np.zeros_like(array) for name, array in trace.weight.items()}
    assert clipping(replace(trace, learning=replace(trace.learning, learns=held))).length_before == 0


def test_the_share_counts_this_update_too() -> None:
    trainer = Trainer(Run(task="brackets", length=10, clip=0.3))
    trainer.goto(5)
    found = clipping(trainer.trace())
    trainer.advance()
    assert found.share == np.mean(np.array(trainer.lengths) > 0.3)
