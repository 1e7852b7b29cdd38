"""The pictures of the desk: one lane, a dot over each time step with a breakpoint of its own."""

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QWidget

from tests.visualizer.debugger.conftest import AtDesk


def test_a_dot_stands_over_the_time_step_of_a_breakpoint(
    desk: AtDesk, where: Callable[[QWidget, str], np.ndarray]
) -> None:
    stage = desk.desk.stage
    desk.press("F10", "F10", "F11").settle()
    before = desk.picture(stage)
    desk.press("Shift+F9")
    assert desk.picture(stage) != before
    columns = where(stage, desk.window.look.theme.positive)
    x = stage.lanes[0].axis.x(2) * stage.unit
    assert abs(columns - x).min() < 3
    desk.press("Shift+F9")
    assert desk.picture(stage) == before
