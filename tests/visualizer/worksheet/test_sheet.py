"""A worksheet: everything is on it once, nothing stands on anything else, and the key is the same pages filled in."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from engine.by_hand import sections
from tests.visualizer.worksheet.small import made, small
from visualizer.worksheet.items import Blank, Heading
from visualizer.worksheet.paper import BOTTOM, TALL, TOP, WIDE
from visualizer.worksheet.sheet import Sheet

pytestmark = pytest.mark.usefixtures("fonts")
EVERY_RUN = pytest.mark.parametrize("run", ["rnn", "gru", "lstm"])
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def picture(sheet: Sheet, number: int, *, filled: bool) -> QImage:
    image = QImage(int(WIDE), int(TALL), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet.paint(painter, number, filled=filled)
    painter.end()
    return image


@EVERY_RUN
@LANGS
def test_every_row_stands_on_the_sheet_once_and_in_order(run: str, lang: str) -> None:
    wanted = [row.name + row.sign for part in sections(small(run)) for row in part.rows]
    found = [item.row.name + item.row.sign for page in made(run, lang).pages for _, item in page
             if isinstance(item, Blank)]
    assert found == wanted


@EVERY_RUN
@LANGS
def test_pages_are_filled_from_the_top_and_nothing_overlaps(run: str, lang: str) -> None:
    for page in made(run, lang).pages:
        assert page[0][0] == TOP
        for (top, item), (below, _) in pairwise(page):
            assert below == pytest.approx(top + item.tall)
        last, item = page[-1]
        assert last + item.tall <= BOTTOM
        assert not item.leads, "a heading has what follows it on its page"


@EVERY_RUN
def test_the_key_is_the_worksheet_with_its_blanks_filled_in(run: str) -> None:
    sheet = made(run)
    for number in range(len(sheet.pages)):
        blank, filled = (picture(sheet, number, filled=each) for each in (False, True))
        for top, item in sheet.pages[number]:
            one, two = (each.copy(0, int(top), each.width(), int(item.tall)) for each in (blank, filled))
            assert (one == two) == (not isinstance(item, Blank))


def test_a_section_says_what_it_computes_and_what_is_given() -> None:
    page = made("rnn").pages[0]
    headings = [item.text for _, item in page if isinstance(item, Heading)]
    assert headings[:3] == ["Given: inputs x, targets q, weights", "Forward, step 1 of 4", "Forward, step 2 of 4"]
    zh = [item.text for _, item in made("rnn", "zh").pages[0] if isinstance(item, Heading)]
    assert zh[1] == "前向，第 1 步（共 4 步）"
