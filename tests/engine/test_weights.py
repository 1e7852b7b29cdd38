"""Weights brought to where the products want them, each set to its own place."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.model import Model, Start, draw
from engine.vector import Packing

kernels, layer = pytest.importorskip("engine.kernels"), pytest.importorskip("engine.layer")
passing = pytest.importorskip("engine.passing")


def test_the_fused_matrix_is_the_weights_side_by_side_and_the_biases_below() -> None:
    shape = passing.Shape(3, 5, 4, 2, "float64", ((0, 2), (2, 4)))
    made = layer.Layer(kernels.kernels(CELLS["lstm"], "float64"), shape)
    net = Model("lstm", "softmax", 3, 5, 2)
    both = [draw(net, Start(), np.random.default_rng(seed)) for seed in range(2)]
    made.forward(both, np.zeros((4, 2, 3)), passing.Inside())
    for held, weight in zip(made._weights, both, strict=True):
        (fused,) = (matrix.fused for matrix in held.outer.values())
        for place, name in enumerate(made.score.beside):
            columns = slice(place * made._width, place * made._width + 5)
            np.testing.assert_array_equal(fused[:3, columns], weight[f"{name}.x"])
            np.testing.assert_array_equal(fused[3, columns], weight[f"{name}.b"])


@pytest.mark.parametrize("cell", CELLS)
def test_one_vector_and_one_by_one_are_the_same_and_another_order_is_seen(cell: str) -> None:
    net = Model(cell, "softmax", 3, 5, 2)
    weight = draw(net, Start(), np.random.default_rng(0))
    packing = Packing.of(weight)
    packed = packing.views(packing.pack(weight))
    turned = Packing.of(dict(reversed(weight.items())))
    others = turned.views(turned.pack(weight))
    made = layer.Layer(kernels.kernels(CELLS[cell], "float64"), passing.Shape(3, 5, 4, 2, "float64", ((0, 4),)))
    x, found = np.random.default_rng(1).normal(size=(4, 2, 3)), []
    for each in (weight, packed, others, packed):
        made.forward([each], x, passing.Inside())
        found.append(made.says.tobytes())
    assert len(set(found)) == 1
