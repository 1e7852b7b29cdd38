"""A caption loses no word: it shrinks, then breaks."""

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from visualizer.caption import LARGE, SMALL, Caption, shortened
from visualizer.paint import Look
from visualizer.theme import LIGHT

pytestmark = pytest.mark.usefixtures("fonts")
Where = Callable[..., np.ndarray]

LINE = "第 7 帧出栈：用它记下的门和状态，把误差再往前传一步。"


@pytest.fixture
def caption(qtbot: QtBot) -> Caption:
    widget = Caption()
    qtbot.addWidget(widget)
    widget.resize(1920, 60)
    widget.restyle(Look(), 1.0)
    widget.show()
    return widget


def test_a_short_one_is_large_a_longer_one_smaller_a_long_one_breaks(caption: Caption) -> None:
    caption.show_texts(LINE)
    assert (caption.set_in(1800).size, len(caption.set_in(1800).lines)) == (LARGE, 1)
    smaller = caption.set_in(680)
    assert SMALL <= smaller.size < LARGE
    assert len(smaller.lines) == 1
    assert (caption.set_in(500).size, len(caption.set_in(500).lines)) == (SMALL, 2)


@pytest.mark.parametrize("times", [1, 3, 6, 20])
def test_no_word_is_ever_lost(caption: Caption, times: int) -> None:
    caption.show_texts(LINE * times)
    setting = caption.set_in(1400)
    assert "".join(setting.lines).replace(" ", "") == (LINE * times).replace(" ", "")
    assert len(setting.lines) <= 2


def test_both_texts_keep_the_margins(caption: Caption, where: Where) -> None:
    caption.show_texts(LINE * 6, "✓ 梯度检验 1.2×10⁻⁹")
    ink = where(caption, LIGHT.ink)
    assert ink.min() >= 60
    assert where(caption, LIGHT.ink2).max() <= 1860


def test_a_mark_is_drawn_as_a_shape_and_differs_from_its_opposite(caption: Caption) -> None:
    pictures = []
    for status in ("✓ 梯度检验", "✗ 梯度检验", "梯度检验"):
        caption.show_texts("", status)
        pictures.append(caption.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


@pytest.mark.parametrize("unit", [0.5, 2 / 3, 1.0])
def test_nothing_leaves_the_strip_at_any_scale(caption: Caption, unit: float) -> None:
    caption.resize(round(1920 * unit), round(60 * unit))
    caption.restyle(Look(), unit)
    caption.show_texts(LINE * 4, "✓ ok")
    image = caption.grab().toImage()
    edges = {image.pixelColor(x, y).name() for x in range(image.width()) for y in (0, image.height() - 1)}
    assert edges == {LIGHT.paper.lower()}


def test_an_input_of_ones_own_is_written_out_if_it_is_short() -> None:
    look = Look(lang="en")
    assert shortened("(())", look) == "(())"
    assert shortened("1.00 " * 40, look) == "1.00 " * 12 + " …"
    assert shortened("= 0.10,0.20", look) == "written or recorded"
    assert shortened("····▒█▓·" * 20, look) == shortened("··5g9···" * 8, look) == "a picture"
    assert shortened("1211", look) == "1211"
