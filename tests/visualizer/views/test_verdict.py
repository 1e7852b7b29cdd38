"""Which answers are wrong: sets by half their share, single symbols by who is first, nothing where nothing is asked."""

from dataclasses import replace

import numpy as np

from tests.visualizer.views.subjects import brackets
from visualizer.views.verdict import sureness, wrong

SET = np.array([[0.5, 0, 0.5, 0, 0]])
ONE = np.array([[0, 1.0, 0, 0, 0]])


def judged(targets: np.ndarray, answers: list[float], scored: float = 1.0) -> bool:
    trace = replace(brackets(), targets=targets, scored=np.array([scored]))
    return bool(wrong(trace, np.array([answers]))[0])


def test_every_symbol_of_a_set_must_be_named_and_no_other() -> None:
    assert not judged(SET, [0.5, 0.1, 0.3, 0.1, 0.0])
    assert judged(SET, [0.7, 0.1, 0.1, 0.1, 0.0])
    assert judged(SET, [0.4, 0.3, 0.3, 0.0, 0.0])


def test_a_single_symbol_must_be_first() -> None:
    assert not judged(ONE, [0.3, 0.4, 0.3, 0.0, 0.0])
    assert judged(ONE, [0.5, 0.4, 0.1, 0.0, 0.0])


def test_what_is_not_asked_is_not_wrong() -> None:
    assert not judged(ONE, [0.5, 0.4, 0.1, 0.0, 0.0], scored=0.0)
    trace = replace(brackets(), targets=ONE, scored=np.zeros(1))
    assert np.isnan(sureness(trace, ONE)).all()


def test_sureness_adds_up_all_that_is_right() -> None:
    trace = replace(brackets(), targets=SET, scored=np.ones(1))
    assert sureness(trace, np.array([[0.5, 0.1, 0.3, 0.1, 0.0]])) == np.array([0.8])
