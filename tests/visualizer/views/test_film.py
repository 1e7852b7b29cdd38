"""Pictures as images: the right colour at the right pixel, the newest part marked, what is gone pale."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.views.subjects import has
from visualizer.paint import Look
from visualizer.theme import LIGHT, THEMES
from visualizer.views.film import Film, filmed, image

pytestmark = pytest.mark.usefixtures("fonts")
ROWS = "g0000000 0g000000 00g00000 000g0000 0000g000 00000g00 000000g0 0000000g"


def digit(by: str) -> Trace:
    """A diagonal of full ink."""
    return Trainer(Run(task="digits", by=by, cell="rnn", hidden=3)).trace(ROWS)


def frame(trace: Trace, t: int, *, newest: bool = False, own: bool = False) -> QImage:
    """What is painted of a step, into a square of 80."""
    made = QImage(100, 100, QImage.Format.Format_RGB32)
    made.fill(QColor(LIGHT.paper))
    painter, place = QPainter(made), QRectF(10, 10, 80, 80)
    if own:
        Film(trace, Look()).paint_own(painter, t, place, read=True)
    else:
        Film(trace, Look()).paint(painter, t, place, newest=newest)
    painter.end()
    return made


@pytest.mark.parametrize("theme", THEMES)
def test_one_channel_is_ink_on_paper_and_three_are_colours(theme: str) -> None:
    look = Look(THEMES[theme])
    grey = image(np.array([[[0.0], [1.0]]]), look)
    assert [grey.pixelColor(x, 0).name().upper() for x in (0, 1)] == [look.theme.paper, look.theme.ink]
    red, green, blue, blank = (image(np.eye(3)[None] if k < 3 else np.zeros((1, 3, 3)), look) for k in range(4))
    colours = [red.pixelColor(0, 0), green.pixelColor(1, 0), blue.pixelColor(2, 0)]
    for place, each in enumerate(colours):
        channels = each.red(), each.green(), each.blue()
        assert channels[place] == max(channels)
        assert sorted(channels)[-2] < max(channels) - 40
    assert blank.pixelColor(1, 0).name().upper() == look.theme.paper


@pytest.mark.parametrize("by", ["row", "column"])
def test_a_diagonal_grows_by_a_pixel_at_each_step(by: str) -> None:
    trace = digit(by)
    for t in range(8):
        shown = frame(trace, t)
        inked = [shown.pixelColor(15 + 10 * k, 15 + 10 * k).name().upper() == LIGHT.ink for k in range(8)]
        assert inked == [True] * (t + 1) + [False] * (7 - t)


@pytest.mark.parametrize(("by", "inside", "outside"), [("row", (85, 45), (45, 85)), ("column", (45, 85), (85, 45))])
def test_what_came_in_last_is_marked_in_yellow(by: str, inside: tuple[int, int], outside: tuple[int, int]) -> None:
    plain, marked = (frame(digit(by), 3, newest=newest) for newest in (False, True))
    assert not has(plain, LIGHT.now)
    assert has(marked, LIGHT.now)
    x, y = inside
    around = [marked.pixel(x + dx, y + dy) != plain.pixel(x + dx, y + dy) for dx in range(-6, 7) for dy in range(-6, 7)]
    assert any(around)
    x, y = outside
    assert all(marked.pixel(x + dx, y + dy) == plain.pixel(x + dx, y + dy) for dx in (-2, 0, 2) for dy in (-2, 0, 2))


def test_what_went_in_at_a_step_is_painted_alone() -> None:
    row, column = frame(digit("row"), 3, own=True), frame(digit("column"), 3, own=True)
    assert row.pixelColor(45, 50).name().upper() == LIGHT.ink, "the fourth pixel of a row"
    assert row.pixelColor(45, 20).name().upper() == LIGHT.paper
    assert column.pixelColor(50, 45).name().upper() == LIGHT.ink
    assert column.pixelColor(20, 45).name().upper() == LIGHT.paper


def test_a_picture_seen_once_is_pale_afterwards_and_words_follow() -> None:
    trace = Trainer(Run(task="captions", cell="rnn", hidden=3)).trace("R■b4+g∪h5")
    film = Film(trace, Look())
    assert [film.gone(t) for t in (0, 1, 5)] == [False, True, True]
    assert film.words == trace.tokens[1:]
    place = 10 + 80 * 1.5 / 12, 10 + 80 * 7.5 / 12
    bright, pale = (frame(trace, t).pixelColor(*map(round, place)) for t in (0, 1))
    assert bright.red() - bright.green() > 2 * (pale.red() - pale.green()) > 40


def test_what_is_no_film_has_none() -> None:
    assert filmed(Trainer(Run(task="hanzi", hidden=3)).trace("网"), Look()) is None
    assert filmed(Trainer(Run(task="brackets", length=4)).trace(), Look()) is None
    assert filmed(digit("row"), Look()) is not None
