"""Answers fill their panel: guesses as bars, words as large as they fit, numbers, and pale ones that are late."""

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from visualizer.fonts import Fonts
from visualizer.paint import Look
from visualizer.painted import sheet_for
from visualizer.strips.answer_panel import paint_answers
from visualizer.strips.reply import Guess, Reply

GUESSES = Reply(None, (Guess("u", 0.97), Guess("e", 0.02), Guess("a", 0.0001)), ())
WORDS = Reply("the black cat does not eat the apple", (), ())
LONG = Reply("and so it goes on and on " * 20, GUESSES.guesses, ())
NUMBERS = Reply(None, (), (("next out", "1,204"), ("next in", "2,900")))
AREA = QRectF(10, 10, 600, 300)


def painted(fonts: Fonts, *replies: Reply, fresh: bool = True) -> QImage:
    """A picture of a panel."""
    sheet, painter = sheet_for(QWidget(), 1.0, QSizeF(620, 320))
    titles = tuple((f"net {place}", reply) for place, reply in enumerate(replies))
    paint_answers(painter, AREA, titles, Look(sans=fonts.sans), fresh=fresh)
    painter.end()
    return sheet.toImage()


@pytest.mark.parametrize("reply", [GUESSES, WORDS, LONG, NUMBERS], ids=["guesses", "words", "long", "numbers"])
def test_nothing_is_drawn_outside_the_panel(qapp: QApplication, fonts: Fonts, reply: Reply) -> None:
    image = painted(fonts, reply, reply)
    edge = [(x, y) for x in range(620) for y in (2, 317)] + [(x, y) for y in range(320) for x in (2, 617)]
    assert not any(image.pixelColor(x, y).alpha() for x, y in edge)
    assert image != painted(fonts), "it has something to show"
    assert qapp


def test_each_kind_of_answer_looks_different_and_a_late_one_is_pale(qapp: QApplication, fonts: Fonts) -> None:
    pictures = [painted(fonts, reply) for reply in (GUESSES, WORDS, LONG, NUMBERS)]
    pictures.append(painted(fonts, GUESSES, fresh=False))
    for place, one in enumerate(pictures):
        assert all(one != other for other in pictures[place + 1:])
    assert qapp


def test_a_surer_guess_has_a_longer_bar(qapp: QApplication, fonts: Fonts) -> None:
    def ink(share: float) -> int:
        image = painted(fonts, Reply(None, (Guess("u", share),), ()))
        return sum(image.pixelColor(x, 80).lightness() < 80 for x in range(620))

    assert ink(0.95) > ink(0.6) + 100
    assert qapp
