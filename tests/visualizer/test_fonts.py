"""Chinese is letters, not boxes."""


import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont

from visualizer.fonts import font, load_fonts

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_letter_of_a_lecture_is_in_the_face() -> None:
    face = QRawFont.fromFont(font(load_fonts().sans, 38))
    letters = "循环神经网络长短期记忆沿时间反向传播门控遗忘梯度，。：；“”（）⇒→×−ΔABCabc0123"
    assert not [letter for letter in letters if not face.supportsCharacter(ord(letter))]


def test_the_same_faces_are_given_again_at_once() -> None:
    assert load_fonts() is load_fonts()


def test_type_keeps_its_shape_at_every_scale() -> None:
    family = load_fonts().sans
    small, large = (QFontMetricsF(font(family, size)).horizontalAdvance("BPTT 梯度") for size in (20, 80))
    assert large == pytest.approx(4 * small, rel=0.01)
