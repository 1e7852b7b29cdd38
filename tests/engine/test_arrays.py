"""The two kinds of numbers, and the two kinds of arrays."""

import numpy as np
import pytest

from engine.arrays import all_there, copied, finite, hosted, placed, space, squares, type_of, xp, zeros


def test_types_go_by_the_names_that_runs_use() -> None:
    assert {name: np.zeros(1, dtype).dtype.itemsize for name, dtype in type_of.items()} == {"float32": 4, "float64": 8}
    assert xp is np


@pytest.mark.parametrize("device", ["", "cpu"])
def test_arrays_and_tensors_are_asked_alike(device: str) -> None:
    if device:
        pytest.importorskip("torch")
    a = placed(np.array([3.0, 4.0], np.float32), device)
    assert space(a).__name__ == ("torch" if device else "numpy")
    assert zeros((2, 3), a).dtype == a.dtype
    own = copied(a)
    own += 1
    assert a.tolist() == [3, 4]
    assert float(squares(a)) == 25
    assert float(squares(1e30 * a)) == pytest.approx(2.5e61)
    assert finite([a, own])
    assert not finite([a, own / zeros((2,), a)] if device else [a, np.array([np.inf])])
    assert finite([])
    np.testing.assert_array_equal(hosted(a), np.array([3.0, 4.0], np.float32))
    assert type(placed(a, "")) is np.ndarray
    assert placed(a, device) is a or not device


def test_a_tensor_that_nobody_may_write_into_is_copied_without_a_word() -> None:
    pytest.importorskip("torch")
    a = np.ones(3)
    a.flags.writeable = False
    placed(a, "cpu").zero_()
    assert a.tolist() == [1, 1, 1]


def test_whether_all_steps_are_there_is_asked_of_arrays_only() -> None:
    torch = pytest.importorskip("torch")
    assert all_there(np.ones(3))
    assert not all_there(np.array([1.0, 0.0]))
    assert not all_there(torch.ones(3))
