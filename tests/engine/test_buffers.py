"""Names side by side in one array."""

import numpy as np

from engine.buffers import Buffers


def buffers() -> Buffers:
    return Buffers([("a", "b"), ("c",)], {"a": 2, "b": 3, "c": 5}.__getitem__, 7, 11, "float32")


def test_neighbours_are_one_piece_of_memory() -> None:
    made = buffers()
    assert made.part("a", "b").shape == (7, 5, 11)
    assert np.shares_memory(made.part("a", "b"), made.part("b"))
    assert made.neighbours("a", "b")
    assert not made.neighbours("b", "a")
    assert not made.neighbours("b", "c")


def test_others_see_rows_before_units() -> None:
    made = buffers()
    made.part("c")[1, 2, 3] = 1
    assert made.seen("c").shape == (7, 11, 5)
    assert made.seen("c")[1, 3, 2] == 1


def test_two_names_can_share_and_a_name_can_be_given_an_array() -> None:
    made = buffers()
    made.share("c", "b")
    array = np.zeros((7, 4, 11))
    made.put("d", array)
    assert np.shares_memory(made.part("c"), made.part("b"))
    assert np.shares_memory(made.part("d"), array)
