"""The histogram: the tallest bar reaches the top, the part of now is yellow."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visualizer.debugger.histogram_plot import HistogramPlot
from visualizer.debugger.statistics import BINS, histogram
from visualizer.theme import LIGHT

pytestmark = pytest.mark.usefixtures("fonts")


def test_yellow_stands_in_the_bins_of_now(qtbot: QtBot, where: Callable[[QWidget, str], np.ndarray]) -> None:
    plot = HistogramPlot()
    qtbot.addWidget(plot)
    plot.resize(480, 120)
    array = np.linspace(-1, 1, 96).reshape(-1, 4)
    bars = histogram(array, log=False)
    plot.show_histogram(bars, "values")
    assert not len(where(plot, LIGHT.now))
    plot.seek(bars.now(array[:1]))
    columns = where(plot, LIGHT.now)
    assert columns.min() >= 0
    assert columns.max() < 480 / BINS
    assert len(where(plot, LIGHT.ink3)) > 300


@pytest.mark.parametrize("array", [np.zeros((0, 1)), np.full((3, 3), 1e-30), np.array([[1e-9, 1e3]])], ids=str)
def test_any_sizes_have_ticks(qtbot: QtBot, array: np.ndarray) -> None:
    plot = HistogramPlot()
    qtbot.addWidget(plot)
    plot.resize(480, 120)
    plot.show_histogram(histogram(array, log=True), "sizes")
    assert not plot.grab().isNull()
