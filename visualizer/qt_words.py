"""Qt's own words, as in its file dialog, in the language of the room."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

FILES = {"zh": "qtbase_zh_CN"}
"""By language the translation that comes with Qt; English is what Qt speaks by itself."""
NAME = "qt-words"


def qt_speaks(lang: str) -> None:
    """Let Qt speak a language from now on."""
    app = QApplication.instance()
    if app is None:
        return
    known = app.findChild(QTranslator, NAME)
    if known is None and lang in FILES:
        translator = QTranslator(app)
        translator.setObjectName(NAME)
        translator.load(FILES[lang], QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        app.installTranslator(translator)
    elif known is not None and lang not in FILES:
        app.removeTranslator(known)
        known.setObjectName("")
        known.deleteLater()
