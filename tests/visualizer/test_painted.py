"""A painted widget counts in design pixels at every scale."""

import pytest
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visualizer.paint import Look
from visualizer.painted import Painted, paint_between, sheet_for

INK, OTHER = "#1B1E23", "#F0E442"


class Plain(Painted):
    """Everything in one colour."""

    def paint(self, painter: QPainter) -> None:
        self.fill(painter, INK)


@pytest.mark.parametrize("unit", [0.37, 2 / 3, 1.0, 2.0])
def test_fill_reaches_every_corner_at_every_scale(qtbot: QtBot, unit: float) -> None:
    widget = Plain()
    qtbot.addWidget(widget)
    widget.resize(301, 77)
    widget.restyle(Look(), unit)
    image = widget.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in (0, 300) for y in (0, 76)} == {INK.lower()}
    assert widget.room == QSizeF(301, 77) / unit


@pytest.mark.parametrize("unit", [1 / 3, 0.37, 0.5, 2 / 3, 1.0])
def test_nothing_of_what_was_there_before_shines_through_a_fill(qtbot: QtBot, unit: float) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(400, 40)
    parent.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    widget = Plain(parent)
    widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    widget.restyle(Look(), unit)
    parent.show()
    for width in range(100, 380):
        widget.setGeometry(7, 11, width, 9)
        image = QImage(400, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("#FF00FF"))
        parent.render(image, QPoint())
        inside = image.copy(7, 11, width, 9)
        assert {inside.pixelColor(x, y).name() for x in (0, 1, width - 2, width - 1) for y in range(9)} == {INK.lower()}


def test_a_sheet_is_laid_down_only_between_two_edges(qtbot: QtBot) -> None:
    widget = Plain()
    qtbot.addWidget(widget)
    sheet, painter = sheet_for(widget, 0.5, QSizeF(200, 40))
    painter.fillRect(0, 0, 200, 40, QColor(OTHER))
    painter.end()
    image = QImage(100, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(INK))
    target = QPainter(image)
    target.scale(0.5, 0.5)
    paint_between(target, sheet, 40, 120)
    target.end()
    assert [image.pixelColor(QPoint(x, 10)).name().upper() for x in (10, 40, 70)] == [INK, OTHER, INK]
