"""Strides: as many updates as fit the time of an answer, or a pace that is kept."""

import pytest

from visualizer.stride import ANSWER_SECONDS, MOST_UPDATES, Stride


@pytest.fixture
def now() -> list[float]:
    """A clock that a test turns."""
    return [100.0]


@pytest.fixture
def stride(now: list[float]) -> Stride:
    return Stride(lambda: now[0])


def test_at_a_pace_a_question_has_its_share_and_is_due_after_its_share_of_the_time(
    stride: Stride, now: list[float]
) -> None:
    stride.begin(400, 10.0)
    assert (stride.updates, stride.interval) == (2, 0.05)
    assert stride.patience == 0.0
    now[0] += 0.03
    assert stride.patience == pytest.approx(0.02)
    now[0] += 0.03
    assert stride.patience == 0.0


def test_in_leaps_the_stride_stays_what_it_was_however_long_an_answer_takes(stride: Stride, now: list[float]) -> None:
    stride.begin(401, None, leaps=True)
    stride.start_clock()
    for _ in range(3):
        assert (stride.updates, stride.patience) == (51, 0.0)
        now[0] += 20 * ANSWER_SECONDS
        stride.measure(51)
    stride.begin(400, None)
    assert stride.updates == 1


def test_flat_out_nothing_is_waited_for_and_the_stride_at_most_doubles(stride: Stride, now: list[float]) -> None:
    stride.begin(400, None)
    stride.start_clock()
    for expected in (2, 4, 8):
        assert stride.patience == 0.0
        now[0] += ANSWER_SECONDS / 1000
        stride.measure(stride.updates)
        assert stride.updates == expected
    now[0] += 10 * ANSWER_SECONDS
    stride.measure(8)
    assert stride.updates == 1
    for _ in range(20):
        stride.measure(stride.updates)
    assert stride.updates == MOST_UPDATES


def test_at_a_pace_the_time_of_an_answer_changes_nothing(stride: Stride, now: list[float]) -> None:
    stride.begin(400, 10.0)
    now[0] += 0.001
    stride.measure(2)
    assert stride.updates == 2
