"""On the belt thickness is the size of a number, and a click finds the part that carries it."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from tests.visualizer.views.subjects import brackets
from visualizer.paint import Look
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
