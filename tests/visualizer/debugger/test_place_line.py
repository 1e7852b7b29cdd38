"""The place, as a console says it, and the badge: green when the gradients are right, red when one is not."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.beats import Beats, Cursor
from engine.edits import Edit
from engine.messages import Checked
from visualizer.debugger.place_line import PlaceLine, edit_words, place_words
from visualizer.paint import Look
from visualizer.theme import DARK

BEATS = Beats(("z", "h", "y"), 3)


@pytest.mark.parametrize(("done", "en", "zh"), [
    (0, "update 38 · start", "更新 38 · 开始"), (1, "update 38 · forward · t 1 · z", "更新 38 · 前向 · t 1 · z"),
    (10, "update 38 · loss", "更新 38 · 损失"), (11, "update 38 · backward · t 3 · y", "更新 38 · 反向 · t 3 · y"),
    (20, "update 38 · update of the weights", "更新 38 · 权重更新"),
])  # fmt: skip
def test_every_moment_is_named_in_both_languages(done: int, en: str, zh: str) -> None:
    assert place_words(38, Cursor(BEATS, done), Look(lang="en")) == en
    assert place_words(38, Cursor(BEATS, done), Look(lang="zh")) == zh


@pytest.mark.usefixtures("fonts")
def test_the_badge_is_green_or_red_and_says_its_figure(
    qtbot: QtBot, where: Callable[[QWidget, str], np.ndarray]
) -> None:
    line = PlaceLine()
    qtbot.addWidget(line)
    line.resize(1200, 76)
    line.restyle(Look(DARK, "en"), 1.0)
    assert "checking" in line.badge
    green, red = "#009E73", DARK.positive
    assert not len(where(line, green))
    line.show_check(Checked((2.5e-10,), (1e-6,)))
    assert line.badge.endswith("2.5×10⁻¹⁰")
    assert len(where(line, green))
    assert not len(where(line, red))
    bad = Checked((2.5e-10, 0.3), (1e-6, 1e-6))
    assert not bad.passed
    line.show_check(bad)
    assert len(where(line, red)) > 100
    assert not len(where(line, green))


def test_the_last_change_in_the_history_is_named_and_all_are_counted() -> None:
    edits = (Edit(at=2, key="clip", set=0.5), Edit(at=4, weight="z.h'", unit=2, source=1, scale=2.0),
             Edit(at=6, line="c", unit=3, keeps=True))
    said = [edit_words(edits, step, Look(lang="en")) for step in (1, 2, 5, 9)]
    assert said == ["", "clip 0.500 since update 2", "z.h′[1][2] × 2.00 since update 4 (2 changes)",
                    "c[3] held since update 6 (3 changes)"]
    assert edit_words(edits, 2, Look(lang="zh")) == "clip 0.500 自更新 2 起"
