"""What x's products read, with and without dropout."""

import numpy as np

from engine.cells import line
from engine.entry import Entry
from engine.ops import TIMES
from engine.rooms import Room

X = np.arange(12.0).reshape(2, 2, 3)


def test_x_is_read_as_it_is_with_a_one_beside_it() -> None:
    entry = Entry(None, X.shape, Room("float64"))
    entry.take(X, {})
    np.testing.assert_array_equal(entry.read[..., :-1], X)
    assert (entry.read[..., -1] == 1).all()
    assert entry.give(X) is X


def test_what_is_dropped_is_not_read_and_gets_nothing() -> None:
    entry = Entry(line("xd", TIMES, "x", "mx", role="i"), X.shape, Room("float64"))
    mask = (X % 2) * 2
    entry.take(X, {"mx": mask})
    np.testing.assert_array_equal(entry.value["xd"], X * mask)
    np.testing.assert_array_equal(entry.give(X + 1), (X + 1) * mask)
    np.testing.assert_array_equal(entry.grad["mx"], (X + 1) * X)
    entry.take(X, {})
    np.testing.assert_array_equal(entry.read[..., :-1], X)
