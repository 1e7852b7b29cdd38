"""What can compute a layer: everything that claims to has all that is asked of it."""

import pytest

from engine.cells import CELLS
from engine.choice import made
from engine.compile import Compiled
from engine.passing import Make, Passing, Shape


@pytest.mark.parametrize("make", [made, Compiled])
def test_a_layer_is_as_large_as_its_shape(make: Make) -> None:
    layer: Passing = make(CELLS["gru"], Shape(3, 5, 7, 2, "float32", ((0, 7),)))
    assert layer.says.shape == layer.slope.shape == (7, 2, 5)
    assert set(layer.values) == {"x", *(line.name for line in CELLS["gru"].lines)}
    assert set(layer.grads) == set(layer.values) - {"x"}
    assert {array.dtype.name for array in layer.values.values()} == {"float32"}
