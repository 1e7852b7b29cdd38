"""Ink: what is drawn is what the task reads, between the lines or in the square, and the font can be traced."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from engine.run import Run
from engine.tasks.handwriting import Handwriting
from engine.tasks.hanzi import Hanzi
from engine.tasks.strokes import drawn
from engine.trainer import Trainer
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.ink_strip import BASE, TOP, InkStrip
from visualizer.strips.reply import Reply

Open = Callable[..., Bench]


def ink(made: Bench) -> InkStrip:
    """The strip."""
    assert isinstance(made.strip, InkStrip)
    return made.strip


def line(made: Bench, x: float, *heights: float) -> None:
    """Draw an upright stroke between shares of the canvas."""
    canvas = ink(made).canvas
    made.drag(*((canvas.left() + x, canvas.top() + share * canvas.height()) for share in heights))


def test_a_stroke_between_the_lines_is_one_high_and_read_so(bench: Open) -> None:
    made = bench(Handwriting().takes, "")
    line(made, 100, TOP, (TOP + BASE) / 2, BASE)
    (stroke,) = drawn(made.heard[-1])
    assert np.ptp(stroke.imag) == pytest.approx(1, abs=0.02)
    batch = Handwriting().encode(made.heard[-1])
    np.testing.assert_allclose(batch.x[:, 0], [[0, -1, 0]] * 4, atol=0.02)


def test_each_piece_of_the_way_is_said_and_a_second_stroke_comes_through_the_air(bench: Open) -> None:
    made = bench(Handwriting().takes, "")
    line(made, 100, TOP, 0.4, 0.6, BASE)
    assert len(made.heard) == 4
    line(made, 200, BASE, TOP)
    assert len(drawn(made.heard[-1])) == 2
    assert Handwriting().encode(made.heard[-1]).x[:, 0, 2].sum() == 1


def test_letters_are_written_by_the_font_and_lie_below_the_pen(bench: Open) -> None:
    made = bench(Handwriting().takes, "")
    made.type("no9")
    assert made.heard == ["n", "no"]
    line(made, 100, TOP, BASE)
    assert (made.heard[-1][0], ink(made).model) == ("=", "no")
    made.press(Qt.Key.Key_Backspace)
    assert made.heard[-1] == "no", "the stroke goes first"
    made.press(Qt.Key.Key_Backspace)
    assert made.heard[-1] == "n"


def test_a_character_is_picked_or_written_in_its_square(bench: Open) -> None:
    made = bench(Hanzi().takes, "网")
    assert made.strip.text == "网"
    area = dict(ink(made).chips())["人"]
    made.click(area.center().x(), area.center().y())
    made.press(Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert made.heard[-1] == "人"
    canvas = ink(made).canvas
    made.drag((canvas.left() + 60, canvas.top() + 60), (canvas.left() + 60, canvas.bottom() - 60))
    assert Hanzi().encode(made.heard[-1]).x.shape[0] > 1
    assert all(area.right() <= made.strip.field.right() for _, area in ink(made).chips())


def test_arrows_of_the_training_data_are_drawn_as_strokes(bench: Open) -> None:
    made = bench(Handwriting().takes, "↓↓⇒↓↓")
    read = Handwriting().encode(made.strip.text).x[:, 0]
    np.testing.assert_allclose(read, Handwriting().encode("↓↓⇒↓↓").x[:, 0], atol=0.05)


def test_a_stroke_that_leaves_the_field_stays_at_its_edge(bench: Open) -> None:
    made = bench(Handwriting().takes, "")
    canvas = ink(made).canvas
    made.drag((canvas.left() + 50, canvas.top() + 50), (canvas.left() + 50, canvas.bottom() + 300))
    lowest = min(ink(made).strokes[-1], key=QPointF.y)
    assert ink(made)._spot(lowest).y() == pytest.approx(canvas.bottom(), abs=2)


def test_what_the_net_spells_stands_over_the_ink(bench: Open) -> None:
    made, trainer = bench(Handwriting().takes, ""), Trainer(Run(task="handwriting", hidden=4, batch=2))
    line(made, 100, TOP, BASE)
    before = made.strip.grab().toImage()
    trace = trainer.trace(made.heard[-1])
    trace.value["y"][...] = 0
    trace.value["y"][1:, 5] = 9
    made.strip.show_replies((("net", Reply("e", (), ())),), (trace,), fresh=True)
    canvas = ink(made).canvas
    letter = made.strip.grab().toImage().copy(*[round(v / 2) for v in (canvas.left() + 70, canvas.top(), 60, 34)])
    assert letter != before.copy(*[round(v / 2) for v in (canvas.left() + 70, canvas.top(), 60, 34)])
