"""Since when a condition is known, against waiting for every single part."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.watch.known import NEVER, Known, either, settled

truths = st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=6)


@given(truths, st.randoms(use_true_random=False), st.sampled_from(["any", "all"]))
def test_a_row_is_known_when_nothing_later_can_change_it(truth: list[float], random: object, name: str) -> None:
    moments = list(range(10, 10 + len(truth)))
    random.shuffle(moments)
    gather = any if name == "any" else all
    waited = []
    for now in sorted(moments):
        known = [value for value, moment in zip(truth, moments, strict=True) if moment <= now]
        unknown = len(truth) - len(known)
        if gather([*known, *[0.0] * unknown]) == gather([*known, *[1.0] * unknown]):
            waited.append(now)
    assert settled(np.array(truth), np.array(moments), 1.0 if name == "any" else 0.0) == min(waited)


def one(truth: float, when: int) -> Known:
    return Known(np.asarray(truth), (), np.asarray(when))


def test_and_and_or_wait_for_no_more_than_they_need() -> None:
    assert either(one(0, 5), one(1, 9), 0.0) == 5
    assert either(one(1, 5), one(1, 9), 0.0) == 9
    assert either(one(1, 5), one(0, 9), 1.0) == 5
    assert either(one(0, 5), one(0, 9), 1.0) == 9


def test_what_is_not_there_decides_nothing() -> None:
    assert either(one(1, NEVER), one(1, 9), 0.0) == NEVER
    assert either(one(1, NEVER), one(0, 9), 1.0) == NEVER
    assert either(one(0, NEVER), one(1, 9), 1.0) == 9
