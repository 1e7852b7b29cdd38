"""Curves: what is dragged is what goes in, step by step, for one number or two, by mouse or by keys."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.run import Run
from engine.tasks.network import Network
from engine.tasks.next_step import NextStep
from engine.tasks.numbers import numbers
from engine.tasks.patients import GAPS, Patients
from engine.trainer import Trainer
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.curve_strip import CurveStrip
from visualizer.strips.reply import Reply

Open = Callable[..., Bench]


def curve(made: Bench) -> CurveStrip:
    """The strip."""
    assert isinstance(made.strip, CurveStrip)
    return made.strip


def test_a_drag_sets_every_step_on_its_way(bench: Open) -> None:
    made = bench(NextStep().takes, " ".join(["0"] * 20))
    strip = curve(made)
    area = strip.area(0)
    made.drag((strip.across(4), area.center().y()), (strip.across(10), area.top()))
    values = numbers(made.heard[-1])[:, 0]
    assert values[10] == pytest.approx(strip.bounds(0)[1], abs=0.05)
    assert (np.diff(values[4:11]) > 0).all(), "those between are on the line"
    assert not values[:4].any()
    assert not values[11:].any()


def test_beyond_its_end_a_series_goes_on(bench: Open) -> None:
    made = bench(NextStep().takes, "0.5")
    strip = curve(made)
    made.click(strip.across(6), strip.area(0).bottom())
    values = numbers(made.heard[-1])[:, 0]
    assert values.tolist() == pytest.approx([0.5] * 6 + [strip.bounds(0)[0]], abs=0.05)


def test_keys_choose_and_change_and_take_away(bench: Open) -> None:
    made = bench(NextStep().takes, "0 0 0")
    made.press(Qt.Key.Key_Left, Qt.Key.Key_Up)
    made.press(Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    low, high = curve(made).bounds(0)
    assert numbers(made.heard[-1])[:, 0].tolist() == pytest.approx([0, -0.08 * (high - low), 0], abs=0.02)
    made.press(Qt.Key.Key_Backspace)
    assert len(numbers(made.heard[-1])) == 2


def test_two_numbers_are_two_curves_and_counts_stand_on_a_log_scale(bench: Open) -> None:
    made = bench(Network().takes, "100/1000 100/1000")
    strip = curve(made)
    middle = strip.value(1, float(strip.area(1).center().y()))
    assert middle == pytest.approx(np.sqrt(11 * 3001) - 1, rel=0.02)
    made.click(strip.across(1), strip.area(1).center().y())
    packets = numbers(made.heard[-1], ("out", "in"))
    assert packets[0].tolist() == [100, 1000]
    assert packets[1].tolist() == pytest.approx([100, middle], rel=0.05)
    made.press(Qt.Key.Key_Tab, Qt.Key.Key_Up)
    assert numbers(made.heard[-1], ("out", "in"))[1, 0] > 100


def test_hours_rest_where_the_data_do(bench: Open) -> None:
    made = bench(Patients().takes, "80@4 80@4")
    strip = curve(made)
    for share in (0.1, 0.37, 0.71):
        area = strip.area(1)
        made.click(strip.across(1), area.top() + share * area.height())
        assert numbers(made.heard[-1], ("rate", "hours"))[1, 1] in GAPS
    made.press(*[Qt.Key.Key_Down] * 9)
    assert numbers(made.heard[-1], ("rate", "hours"))[1, 1] == GAPS[0]


def test_figures_beyond_the_usual_have_room(bench: Open) -> None:
    strip = curve(bench(NextStep().takes, "0 9 -30"))
    assert strip.bounds(0) == (-30, 9)
    for value in (-30, 0, 9):
        assert strip.value(0, float(strip.up(0, value))) == pytest.approx(value, abs=0.2)


def test_what_the_net_expected_is_drawn_beside_what_came(bench: Open) -> None:
    trainer = Trainer(Run(task="next-step", hidden=4, batch=2))
    made = bench(NextStep().takes, "0 1 0 -1 0 1 0")
    plain = made.strip.grab().toImage()
    trace = trainer.trace("0 1 0 -1 0 1 0")
    made.strip.show_replies((("net", Reply(None, (), (("next", "0"),))),), (trace,), fresh=True)
    field = made.strip.field
    where = [round(v / 2) for v in (field.left() + 120, field.top(), 300, field.height())]
    assert made.strip.grab().toImage().copy(*where) != plain.copy(*where)
