"""The line for a folder."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visualizer.worksheet.folder_line import FolderLine


def test_it_asks_for_a_folder_in_both_languages(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    assert FolderLine(room).words == ("文件夹", "folder")
