"""Worksheets of the step on screen: asks where to, writes both files, says where they are."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.trace import Trace
from visualizer.errors import VisualizerError
from visualizer.worksheet.folder_line import FolderLine
from visualizer.worksheet.printing import print_step, too_much

if TYPE_CHECKING:
    from visualizer.window import Window

FOLDER = "out/worksheet"


class Worksheets(QObject):
    """What a window prints."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window, self.line = window, FolderLine(window)

    @property
    def _trace(self) -> Trace | None:
        shown = self._window.session.shown
        return shown.traces[0] if shown is not None and self._window.lecture.scene is not None else None

    def ask(self) -> None:
        """Ask where to, if the step on screen is one for a pencil; else say why not."""
        trace = self._trace
        if trace is None:
            return
        told = too_much(trace, self._window.look)
        if told:
            self._window.warn(told)
        else:
            self.line.ask(FOLDER)

    def write(self, folder: str) -> None:
        """Write a worksheet and its key."""
        trace, window = self._trace, self._window
        if not folder or trace is None:
            return
        try:
            made = print_step(trace, window.lecture.slide.title, window.look, Path(folder).expanduser())
        except VisualizerError as error:
            window.warn(error.told)
            return
        word = window.look.word
        window.banner.show_failure(word("演算纸和答案已写好。", "The worksheet and its key are written."),
                                   "   ".join(map(str, made)))
