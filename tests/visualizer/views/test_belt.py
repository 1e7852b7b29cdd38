"""On the belt thickness is the size of a number, and a click finds the part that carries it."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from engine.beats import Phase
from tests.visualizer.views.subjects import brackets, moment
from visualizer.paint import Look
from visualizer.theme import ROLES
from visualizer.views.belt import Belt
from visualizer.views.view import Spill


@pytest.fixture
def belt() -> Belt:
    return Belt(brackets(), 2, QRectF(20, 60, 1720, 440), Spill(20, 60, 52), Look())


def test_each_part_can_be_clicked(belt: Belt) -> None:
    plan = belt.plan
    middle = {"kept": plan.x(0.4), "c": plan.x(0.7), "": plan.x(0.1)}
    assert {belt.at(QPointF(x, plan.upper)) for x in middle.values()} == set(middle)
    lower = {"g": plan.x(0.2), "new": plan.x(0.42), "m": plan.x(0.7), "h": plan.x(0.9)}
    for name, x in lower.items():
        assert belt.at(QPointF(x, plan.lower)) == name


def test_the_belt_runs_from_edge_to_edge(belt: Belt) -> None:
    assert (belt.plan.left, belt.plan.right) == (0, 1800)


@pytest.mark.parametrize(("width", "told"), [(1720, True), (560, False)])
def test_backward_a_gauge_is_shown_only_with_its_own_number(width: int, told: bool) -> None:
    belt = Belt(brackets(), 2, QRectF(20, 60, width, 440), Spill(20, 60, 52), Look())
    image = QImage(1900, 600, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    belt.paint(painter, moment(brackets(), Phase.BACKWARD, 6), 6)
    painter.end()
    valve = belt.valves["f"]
    seen = image.pixelColor(int(valve.x - 50 * valve.scale), int(valve.gauge)).name().upper()
    assert (seen == ROLES["f"]) == told
