"""What a pass is given: nothing by default, and no step that is there is called dead."""

import numpy as np

from engine.outside import NOTHING, Outside, dead


def test_nothing_is_given_unless_something_is() -> None:
    assert (NOTHING.start, NOTHING.masks, NOTHING.border) == ({}, {}, 0)
    assert dead(NOTHING) is None
    assert dead(Outside(alive=np.ones((3, 2)))) is None


def test_what_is_not_alive_is_dead() -> None:
    alive = np.array([[1.0, 1.0], [1.0, 0.0]])
    found = dead(Outside(alive=alive))
    assert found is not None
    assert found[..., 0].tolist() == [[0, 0], [0, 1]]
