"""The crash report on screen: it takes no keys, a click goes there or closes it, and it fits in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from engine.crash import Crash, Operand
from engine.diverged import Fault
from visualizer.crash_report import CrashReport
from visualizer.paint import Look
from visualizer.theme import DARK, LIGHT

CRASH = Crash(
    "a", 7, Fault(Phase.FORWARD, 4, "zf", 1, 2), float("nan"), "affine", "", ("x", "h'"),
    (Operand("x", False, 4, 0, -1, 1.0), Operand("zf.h'", False, -1, 2, 1, 1e308)), (0.5, 0.4, 0.45), (1.0, 2.0, 1e9),
)  # fmt: skip


@pytest.fixture
def report(qtbot: QtBot) -> CrashReport:
    """A report in a window."""
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(1280, 720)
    room.show()
    made = CrashReport(room)
    made.restyle(Look(LIGHT, "en"), 2 / 3)
    made.show_crash(CRASH)
    return made


@pytest.mark.usefixtures("fonts")
def test_a_click_goes_there_and_one_on_close_closes(report: CrashReport, qtbot: QtBot) -> None:
    report.grab()
    said = []
    report.wanted.connect(lambda: said.append("there"))
    report.dismissed.connect(lambda: said.append("closed"))
    for point in (report.rect().center(), (report._close.center() * report.unit).toPoint()):
        qtbot.mouseClick(report, Qt.MouseButton.LeftButton, pos=point)
    assert said == ["there", "closed"]
    assert report.focusPolicy().name == "NoFocus", "the lecture goes on"


@pytest.mark.usefixtures("fonts")
def test_it_looks_different_in_each_language_and_look_and_lies_above_the_bar(report: CrashReport) -> None:
    seen = []
    for theme in (LIGHT, DARK):
        for lang in ("zh", "en"):
            report.restyle(Look(theme, lang), 2 / 3)
            seen.append(report.grab().toImage())
            assert report.told.count("\n") == 5
    assert all(one != other for place, one in enumerate(seen) for other in seen[:place])
    report.lift = 100
    report.place(report.over.rect())
    assert report.geometry().bottom() == 720 - 100 - 1


@pytest.mark.usefixtures("fonts")
def test_a_run_that_breaks_at_once_has_no_history(report: CrashReport) -> None:
    before = report.grab().toImage()
    report.show_crash(Crash("a", 0, CRASH.fault, float("inf"), "affine", "", ("x",), (), (), ()))
    assert report.grab().toImage() != before
    assert "inputs" not in report.told
