"""Words that stand: where lying ones were too small, Chinese downwards, others turned, none beyond its column."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from visualizer.layout import Axis
from visualizer.paint import Look, text_width
from visualizer.views.standing import Standing, length, standing, upright

pytestmark = pytest.mark.usefixtures("fonts")
EVENTS = ("visit", "complain", "buy")
ZH = ("访问", "优惠券", "购买")


def axis(pitch: float, steps: int) -> Axis:
    return Axis(0, pitch * steps, steps, 0, 400, 0)


def ink(word: str, made: Standing) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of a word whose foot is at (100, 200)."""
    image = QImage(200, 240, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    made.paint(painter, QPointF(100, 200), word, Look().font(made.size), "#000000")
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(240, 200)
    rows, columns = np.nonzero((pixels & 0xFF) < 128)
    return int(columns.min()), int(columns.max()), int(rows.min()), int(rows.max())


@pytest.mark.parametrize(
    ("pitch", "tokens", "stand"),
    [(46, EVENTS, True), (200, EVENTS, False), (46, ZH, True), (120, ZH, False), (46, tuple("abc"), False),
     (15, EVENTS, False)],
)  # fmt: skip
def test_words_stand_only_where_that_makes_them_larger(pitch: float, tokens: tuple[str, ...], stand: bool) -> None:
    assert (standing(axis(pitch, 24), tokens, 160) is not None) is stand


@pytest.mark.parametrize("word", [*EVENTS, *ZH])
@pytest.mark.parametrize("pitch", [30.0, 46.0])
def test_a_word_stays_in_its_column_and_is_as_tall_as_was_told(word: str, pitch: float) -> None:
    tokens = EVENTS if word in EVENTS else ZH
    made = standing(axis(pitch, 24), tokens, 160)
    assert made
    left, right, top, bottom = ink(word, made)
    assert 100 - pitch / 2 < left < right < 100 + pitch / 2
    assert abs((left + right) / 2 - 100) < 0.2 * made.size
    assert 200 - made.tall - 0.3 * made.size <= top < bottom <= 200 + 0.3 * made.size


def test_less_room_makes_them_smaller_and_too_little_lets_them_lie() -> None:
    sizes = [made.size if (made := standing(axis(46, 24), EVENTS, room)) else 0.0 for room in (200, 90, 40)]
    assert sizes[0] > sizes[1] > sizes[2] == 0


def test_chinese_and_single_signs_are_upright_and_latin_is_turned() -> None:
    assert [upright(word) for word in ("访问", "→", "visit", "ATM机")] == [True, True, False, False]
    assert length("访问") < length("优惠券")
    assert text_width(Look().font(20).toString(), "complain") <= 20 * length("complain")


def test_numbers_that_could_not_be_read_do_not_stand_either() -> None:
    series = ("20.68", "21.73", "24.09")
    assert standing(axis(30, 36), series, 160)
    assert standing(axis(30, 36), series, 160, numbers=True) is None
    assert standing(axis(46, 24), ("74@1", "90@8"), 160, numbers=True)
