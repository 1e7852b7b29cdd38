"""The heat map: every pixel is a number, large tensors are cut down to their extremes, a click finds its number."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from engine.origin import Address
from engine.trace import Trace
from visualizer.debugger.heat_map import TOP, HeatMap, Reach, heat_image, reduced
from visualizer.paint import Look

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize("shape", [(5, 7), (64, 2000), (256, 33), (1, 9)])
def test_a_block_keeps_the_number_farthest_from_zero(shape: tuple[int, int]) -> None:
    array = np.random.default_rng(0).normal(size=shape)
    small = reduced(array, 32, 100)
    assert small.shape[0] <= 32
    assert small.shape[1] <= 100
    rows, columns = (-(-n // most) for n, most in zip(shape, (32, 100), strict=True))
    for (i, j), found in np.ndenumerate(small):
        block = array[i * rows : (i + 1) * rows, j * columns : (j + 1) * columns]
        assert abs(found) == np.abs(block).max()
        assert found in block


@pytest.mark.parametrize("side", ["value", "grad"])
def test_a_picture_has_a_column_a_step_and_a_row_a_unit(trace: Trace, side: str) -> None:
    image = heat_image(trace, "c", side, Look(), (200, 400))
    assert (image.width(), image.height()) == (trace.T, 3)


def test_a_click_finds_the_number_under_it_if_it_is_known(qtbot: QtBot, trace: Trace) -> None:
    view = HeatMap()
    qtbot.addWidget(view)
    view.resize(300, 100)
    view.show_image(heat_image(trace, "c", "grad", Look(), (100, 300)), trace, ("c", "grad"), "c")
    view.seek(Reach(2, 6, 2))
    pitch = 300 / trace.T
    assert view.address_at(QPointF(4.5 * pitch, TOP + 2)) == Address("grad", "c", 4, (0,))
    assert view.address_at(QPointF(4.5 * pitch, 96)) == Address("grad", "c", 4, (2,))
    assert view.address_at(QPointF(0.5 * pitch, 60)) is None, "the pass has not come there"
    assert view.address_at(QPointF(10, 5)) is None
    view.show_image(heat_image(trace, "zi.x", "value", Look(), (100, 300)), trace, ("zi.x", "value"), "zi.x")
    found = view.address_at(QPointF(1, 97))
    assert found == Address("value", "zi.x", None, (0, trace.weight["zi.x"].shape[1] - 1))
