"""The slide on screen: every pixel where it belongs."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from pytestqt.qtbot import QtBot

from visualizer.deck import parse_deck, read_deck
from visualizer.slide_pane import SlidePane, thumbnail
from visualizer.theme import DARK, LIGHT

LECTURE = read_deck(Path(__file__).with_name("lecture.md"))
NOW = QColor(LIGHT.now)


@pytest.fixture
def pane(qtbot: QtBot) -> SlidePane:
    """A pane the size of a whole screen."""
    made = SlidePane(LIGHT)
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    return made


def picture(pane: SlidePane) -> QImage:
    """What is on the pane, on a ground that is neither paper nor ink."""
    image = QImage(pane.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    pane.render(image)
    return image


def show(pane: SlidePane, text: str) -> None:
    """Show one slide."""
    pane.show_slide(parse_deck("!SLIDE\n" + text, Path("deck.md")).slides[0], 1, 1)


def count(image: QImage, colour: QColor) -> int:
    """How many of every third pixel have a colour."""
    places = ((x, y) for y in range(0, image.height(), 3) for x in range(0, image.width(), 3))
    return sum(image.pixelColor(x, y).rgb() == colour.rgb() for x, y in places)


def edge(image: QImage) -> set[int]:
    """The colours along the rim."""
    wide, high = image.width(), image.height()
    rim = [(x, y) for x in range(wide) for y in (0, high - 1)] + [(x, y) for y in range(high) for x in (0, wide - 1)]
    return {image.pixelColor(x, y).rgb() for x, y in rim}


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (420, 560)])
def test_every_slide_is_painted_with_a_clean_rim(pane: SlidePane, size: tuple[int, int]) -> None:
    pane.resize(*size)
    pane.set_unit(size[1] / 1080)
    for theme in (LIGHT, DARK):
        pane.restyle(theme)
        for number, slide in enumerate(LECTURE.slides, 1):
            pane.show_slide(slide, number, len(LECTURE.slides))
            pane.set_revealed(None)
            assert edge(picture(pane)) == {QColor(theme.paper).rgb()}


def test_yellow_is_the_current_bullet_and_nothing_else(pane: SlidePane) -> None:
    for slide in LECTURE.slides:
        pane.show_slide(slide, 1, 1)
        assert count(picture(pane), NOW) == 0
    show(pane, "# t\n* a\n* b")
    pane.set_current(1)
    second = picture(pane)
    assert count(second, NOW) > 20
    pane.set_current(None)
    assert count(picture(pane), NOW) == 0


def test_showing_the_same_again_changes_no_pixel(pane: SlidePane) -> None:
    show(pane, "# t\n* a $x_t$\n* b")
    pane.set_current(0)
    first = picture(pane)
    pane.set_current(1)
    pane.set_current(0)
    assert picture(pane) == first


def test_bullets_appear_one_by_one_and_never_move(pane: SlidePane) -> None:
    pane.show_slide(LECTURE.slides[6], 1, 1)
    inked = []
    for shown in range(4):
        pane.set_revealed(shown)
        body = picture(pane).copy(0, 200, 1800, 780)
        inked.append(body.width() // 3 * body.height() // 3 - count(body, QColor(LIGHT.paper)))
    assert inked[0] == 0
    assert inked == sorted(set(inked))
    last = picture(pane)
    pane.set_revealed(None)
    assert picture(pane) == last


def test_a_slide_breaks_its_lines_alike_on_every_screen(pane: SlidePane) -> None:
    show(pane, "# t\n* " + "一段会换行的话，" * 20)
    tall = [len(made.body) for made in [pane._made()] if made]
    large = picture(pane)
    pane.resize(960, 540)
    pane.set_unit(0.5)
    small = picture(pane)
    assert tall == [len(made.body) for made in [pane._made()] if made]
    halved = large.scaled(960, 540, mode=Qt.TransformationMode.SmoothTransformation)
    differing = sum(
        abs(halved.pixelColor(x, y).lightness() - small.pixelColor(x, y).lightness()) > 110
        for x in range(0, 960, 2)
        for y in range(0, 540, 2)
    )
    assert differing < 600


def test_too_long_a_slide_is_turned_page_by_page(pane: SlidePane) -> None:
    show(pane, "# t\n" + "* a bullet\n  * and what is below it\n" * 60)
    assert pane.pages > 2
    first = picture(pane)
    assert pane.turn_page(1)
    assert picture(pane) != first
    assert pane.turn_page(-1)
    assert picture(pane) == first
    assert not pane.turn_page(-1)
    pane.set_current(59)
    assert pane.page == pane.pages - 1
    show(pane, "# t")
    assert (pane.page, pane.pages) == (0, 1)


def test_the_wheel_turns_pages(pane: SlidePane) -> None:
    show(pane, "# t\n" + "* a\n" * 100)
    at = QPointF(10, 10)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at, at, QPoint(0, 0), QPoint(0, -120), none, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    pane.wheelEvent(event)
    assert pane.page == 1


def test_an_empty_pane_is_paper(pane: SlidePane) -> None:
    assert edge(picture(pane)) == {QColor(LIGHT.paper).rgb()}
    assert pane.pages == 1


def test_a_screen_reader_hears_the_title(pane: SlidePane) -> None:
    show(pane, "# 沿时间反向传播")
    assert pane.accessibleName() == "沿时间反向传播"


@pytest.mark.usefixtures("qapp")
def test_a_thumbnail_is_the_slide_made_small() -> None:
    for slide in LECTURE.slides:
        small = thumbnail(slide, QSize(320, 320), DARK)
        assert small.size() == QSize(320, 180)
        assert small.toImage().pixelColor(0, 0) == QColor(DARK.paper)
