"""A row of words: a click chooses the one under it, and many are set smaller."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from visualizer.debugger.word_row import WordRow
from visualizer.paint import Look

WORDS = (("value", "value"), ("grad", "gradient"), ("delta", "update"))


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("width", [400, 150])
def test_each_word_is_chosen_by_a_click_on_it_and_all_fit(qtbot: QtBot, width: int) -> None:
    row = WordRow()
    qtbot.addWidget(row)
    row.resize(width, 32)
    row.restyle(Look(), 1.0)
    row.show_words(WORDS, frozenset({"grad"}))
    assert row.places()[-1][3] <= max(width, 168)
    for name, _, left, right in row.places():
        with qtbot.waitSignal(row.chosen) as heard:
            qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(round((left + right) / 2), 15))
        assert heard.args == [name]
