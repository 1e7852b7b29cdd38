"""Cards as they are painted: seeds as dots, the one on stage yellow, a picture or a placeholder."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from engine.sentence import at_line
from engine.shelf import Entry
from presets.load import Preset, load, names
from visualizer.gallery.card_paint import Marks, paint_card, paint_own
from visualizer.gallery.catalogue import Card
from visualizer.layout import Area
from visualizer.paint import Look
from visualizer.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("fonts")
PLAIN = Marks()
AREA = Area(20, 20, 432, 243)


def painted(card: Card | None, look: Look, picture: QPixmap | None = None, marks: Marks = PLAIN) -> QImage:
    image = QImage(480, 420, QImage.Format.Format_RGB32)
    image.fill(QColor(look.theme.paper))
    painter = QPainter(image)
    if card is None:
        paint_own(painter, AREA, look, marks)
    else:
        paint_card(painter, AREA, card, look, picture, marks)
    painter.end()
    return image


def card(preset: Preset | None, *mistakes: str) -> Card:
    path = Path("x.toml")
    return Card(path, False, Entry(path, preset, mistakes))


def inked(image: QImage, place: QRectF) -> float:
    """How dark a place is, 0…1."""
    grey = [image.pixelColor(x, y).lightnessF() for x in range(round(place.left()), round(place.right()))
            for y in range(round(place.top()), round(place.bottom()))]
    return 1 - float(np.mean(grey))


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("look", [Look(LIGHT, "zh"), Look(DARK, "en")], ids=["zh", "en"])
def test_nothing_of_a_card_reaches_beyond_it(name: str, look: Look) -> None:
    image = painted(card(load(name)), look)
    paper = QColor(look.theme.paper).rgb()
    assert all(image.pixel(x, y) == paper for y in range(420) for x in (8, 9, 466, 472))
    assert all(image.pixel(x, 411) == paper for x in range(480))


def test_seeds_that_met_are_filled_dots_and_the_others_open() -> None:
    proven = next(load(name) for name in names() if (proof := load(name).proof) and proof.met < proof.of == 5)
    proof = proven.proof
    assert proof is not None
    image = painted(card(proven), Look(lang="en"))
    middles = [QRectF(24 + 17 * seed, AREA.bottom + 93, 4, 4) for seed in range(5)]
    assert [inked(image, place) > 0.5 for place in middles] == [seed < proof.met for seed in range(5)]


def test_the_one_on_stage_is_yellow_and_the_choice_is_framed_in_ink() -> None:
    plain = painted(card(load("brackets")), Look())
    now = painted(card(load("brackets")), Look(), marks=Marks(now=True))
    chosen = painted(card(load("brackets")), Look(), marks=Marks(selected=True))
    assert now.pixelColor(16, 100).name().upper() == LIGHT.now
    assert plain.pixelColor(16, 100).name().upper() == LIGHT.paper
    assert chosen.pixelColor(18, 100).name().upper() == LIGHT.ink
    assert painted(None, Look()) != painted(None, Look(), marks=Marks(selected=True))


def test_a_picture_is_drawn_whole_and_a_placeholder_where_there_is_none() -> None:
    picture = QPixmap(64, 36)
    picture.fill(QColor("#224466"))
    assert painted(card(load("brackets")), Look(), picture).pixelColor(200, 200).name() == "#224466"
    assert painted(card(load("brackets")), Look()).pixelColor(30, 30).name().upper() == LIGHT.wash


def test_a_broken_preset_shows_mistakes_in_place_of_a_picture() -> None:
    few = painted(card(None, at_line("x.toml", 1, "wrong.")), Look())
    many = painted(card(None, *(at_line("x.toml", n, "wrong.") for n in range(30))), Look())
    assert inked(many, QRectF(30, 100, 380, 120)) > inked(few, QRectF(30, 100, 380, 120))
