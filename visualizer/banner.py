"""A strip that says what went wrong and what to do, one failure at a time, while the lecture goes on above it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.sentence import word
from visualizer.key_caps import TALL, caps_width, paint_caps
from visualizer.overlay import Overlay
from visualizer.paint import RIGHT, mix, text_width, write
from visualizer.wrap import wrapped

MARGIN, PADDING = 60.0, 20.0
HINT_GAP = 40.0
SIZES = (28, 24)
PITCHES = (40.0, 36.0)
MOST = 6
"""Lines of a failure; more belong into a file."""
QUIET = 10.0
"""Seconds in which a failure that was dismissed stays quiet when it comes again and again."""


@dataclass(slots=True)
class Notice:
    """One failure: what happened, what to do, how often, and when last."""

    what: str
    remedy: str
    count: int = 0
    last: float = -inf
    waiting: bool = False


class Banner(Overlay):
    """Shows the failure that came first; the next one follows when it is dismissed."""

    def __init__(self, parent: QWidget, clock: Callable[[], float] = monotonic) -> None:
        self.lift = 0
        """Pixels at the foot of the window that stay free: the bar."""
        self.clock = clock
        self.notices: dict[tuple[str, str], Notice] = {}
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_failure(self, what: str, remedy: str = "") -> None:
        """Show a failure, or count one that is shown already."""
        notice = self.notices.setdefault((what, remedy), Notice(what, remedy))
        quiet = self.clock() - notice.last < QUIET
        notice.count += 1
        notice.last = self.clock()
        notice.waiting = notice.waiting or not quiet
        self._refresh()

    def dismiss(self) -> bool:
        """Take the shown failure away; says whether there was one."""
        shown = self.shown
        if shown is not None:
            shown.waiting = False
            self._refresh()
        return shown is not None

    def clear(self) -> None:
        """Forget all failures."""
        self.notices.clear()
        self._refresh()

    @property
    def waiting(self) -> list[Notice]:
        """Failures not yet dismissed, the first one first."""
        return [notice for notice in self.notices.values() if notice.waiting]

    @property
    def shown(self) -> Notice | None:
        """The failure that is shown."""
        return next(iter(self.waiting), None)

    def _refresh(self) -> None:
        if self.shown is None:
            self.hide()
        else:
            self.setAccessibleName(" ".join(self.texts))
            self.rise()
            self.update()

    def place(self, room: QRect) -> None:
        """Lie over the caption, above the bar, as high as the words need: the title and the stage stay in sight."""
        tall = 2 * PADDING + sum(PITCHES[rank] for rank, _ in self._lines(room.width() / self.unit))
        high = round(tall * self.unit)
        self.setGeometry(0, room.height() - self.lift - high, room.width(), high)

    @property
    def texts(self) -> tuple[str, str]:
        """What happened and what to do, in the language of the room, should it have changed since."""
        shown = self.shown or Notice("", "")
        return word(shown.what, self.look.lang), word(shown.remedy, self.look.lang)

    def _lines(self, width: float) -> list[tuple[int, str]]:
        """Break both texts; each line with its rank, 0 what happened, 1 what to do."""
        if self.shown is None:
            return []
        room = width - 2 * MARGIN - HINT_GAP - self._hint_width
        texts = self.texts
        lines = [(rank, line) for rank, text in enumerate(texts) if text
                 for line in wrapped(text, self._font(rank), room)]
        if len(lines) > MOST:
            more = len(lines) - MOST + 1
            lines[MOST - 1:] = [(1, self.look.word(f"… 还有 {more} 行", f"… {more} more lines"))]
        return lines

    def _font(self, rank: int) -> QFont:
        return self.look.font(SIZES[rank], medium=rank == 0)

    @property
    def _words(self) -> str:
        """What stands left of the key: how often, and how many more there are."""
        if self.shown is None:
            return ""
        more = len(self.waiting) - 1
        often = f"×{self.shown.count}" if self.shown.count > 1 else ""
        behind = self.look.word(f"还有 {more} 条", f"{more} more") if more else ""
        return "   ".join(part for part in (often, behind) if part)

    @property
    def _hint_width(self) -> float:
        words = text_width(self.look.font(24).toString(), self._words)
        return words + (18 if words else 0) + caps_width(("Esc",), self.look)

    def paint(self, painter: QPainter) -> None:
        """Draw the words on ink, and at the right how to be rid of them."""
        theme = self.look.theme
        self.fill(painter, theme.ink)
        y = PADDING
        for rank, line in self._lines(self.room.width()):
            ink = theme.paper if rank == 0 else mix(theme.paper, theme.ink, 0.22)
            write(painter, MARGIN, y + PITCHES[rank] * 0.72, line, self._font(rank), ink)
            y += PITCHES[rank]
        right = self.room.width() - MARGIN - caps_width(("Esc",), self.look)
        paint_caps(painter, right, PADDING + TALL / 2 + 2, ("Esc",), self.look)
        write(painter, right - 18, PADDING + PITCHES[0] * 0.72, self._words, self.look.font(24), theme.paper, RIGHT)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever hides it from outside has dismissed all that it had to say."""
        super().hideEvent(event)
        if self.isHidden():
            for notice in self.waiting:
                notice.waiting = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on it dismisses it."""
        event.accept()
        self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc dismisses it, should it have the focus; the window's own Esc calls `dismiss`."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
