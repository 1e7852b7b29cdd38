"""Qt's own dialogs speak the language of the room, also after it has changed."""

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from visualizer.qt_words import NAME, qt_speaks

pytestmark = pytest.mark.usefixtures("qapp")


def label() -> str:
    """What a file dialog calls the place it looks in."""
    return QCoreApplication.translate("QFileDialog", "Look in:")


def test_a_file_dialog_speaks_chinese_and_english_again(qapp: QApplication) -> None:
    qt_speaks("zh")
    qt_speaks("zh")
    assert len(qapp.findChildren(QTranslator, NAME)) == 1
    assert any("一" <= sign <= "鿿" for sign in label())
    qt_speaks("en")
    assert label() == "Look in:"
    qt_speaks("en")
    assert label() == "Look in:"


def test_a_real_dialog_is_written_in_it(qtbot: QtBot) -> None:
    qt_speaks("zh")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = [button.text() for button in dialog.findChildren(QPushButton)]
    qt_speaks("en")
    assert {"取消", "打开(&O)"} <= {word.strip() for word in words}
