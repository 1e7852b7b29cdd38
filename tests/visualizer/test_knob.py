"""A knob turns by equal steps and stops at its ends."""

import pytest

from presets.load import Knob
from visualizer.knob import TURNS, turned

KNOB = Knob(key="radius", low=0.5, high=1.5)


def test_a_knob_has_its_places_and_its_ends() -> None:
    value, places = KNOB.low, [KNOB.low]
    for _ in range(TURNS):
        value = turned(KNOB, value, 1)
        places.append(value)
    assert places == pytest.approx([0.5 + 0.1 * n for n in range(11)])
    assert turned(KNOB, KNOB.high, 1) == KNOB.high
    assert turned(KNOB, KNOB.low, -1) == KNOB.low
    assert turned(KNOB, 0.93, 1) == 1.0, "from between two places to the next"
    assert turned(KNOB, 99.0, -1) == KNOB.high
