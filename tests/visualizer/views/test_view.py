"""A view that is told nothing paints nothing and answers no click; its texts keep off the edges of the stage."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from engine.beats import Phase
from presets.load import VIEWS as NAMES
from tests.visualizer.views.subjects import brackets, moment
from visualizer.layout import HEIGHTS, Area, Axis
from visualizer.paint import Look
from visualizer.theme import DARK
from visualizer.views import VIEWS
from visualizer.views.view import INSET, Spill, Subject, View

AXIS = Axis(100, 500, 12, 0, 300, 300)


def shown() -> View:
    """A plain view in a place."""
    view = View()
    view.show(Subject(brackets(), ()), Area(20, 30, 400, 200), AXIS, Look(DARK, "en"))
    return view


def test_every_name_that_a_scene_may_use_is_a_view() -> None:
    assert set(VIEWS) == set(NAMES) == set(HEIGHTS)
    for kind in VIEWS.values():
        made = kind()
        assert isinstance(made, View)
        assert (made.area, made.axis, made.spill) == (QRectF(), None, Spill())


def test_a_view_keeps_what_it_is_shown() -> None:
    view = shown()
    assert view.trace is view.subject.trace is brackets()
    assert view.area == QRectF(20, 30, 400, 200)
    assert (view.axis, view.look) == (AXIS, Look(DARK, "en"))


def test_a_new_subject_is_prepared_once_with_its_place_known() -> None:
    places = []

    class Watched(View):
        def prepare(self) -> None:
            places.append((self.area, self.trace.T))

    Watched().show(Subject(brackets(), ()), Area(0, 0, 10, 20), None, Look())
    assert places == [(QRectF(0, 0, 10, 20), 12)]


def test_a_plain_view_paints_nothing_and_answers_no_click() -> None:
    view, cursor = shown(), moment(brackets(), Phase.FORWARD, 3)
    image = QImage(500, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    blank = image.copy()
    painter = QPainter(image)
    view.paint_still(painter)
    view.paint(painter, cursor)
    painter.end()
    assert image == blank
    assert view.picked(QPointF(100, 100), cursor) is None


@pytest.mark.parametrize(
    ("spill", "left", "right"),
    [(Spill(), 20 + INSET, 420 - INSET), (Spill(left=20, right=60), 20 + 20, 420), (Spill(100, 100), 20, 420)],
)
def test_texts_keep_off_the_edge_of_the_stage_but_never_leave_the_area(spill: Spill, left: int, right: int) -> None:
    view = shown()
    view.spill = spill
    assert (view.left, view.right) == (left, right)


def test_a_subject_says_no_more_than_it_is_told() -> None:
    subject = Subject(brackets(), ())
    assert (subject.updates, subject.unit, subject.side, subject.company, subject.strip) == (0, 0, "auto", (), True)
    assert subject != Subject(brackets(), ()), "a subject is only ever equal to itself"
