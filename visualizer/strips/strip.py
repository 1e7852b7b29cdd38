"""A strip to try a net on: a field for one kind of gesture, what the net says to it, and what can be done.

A strip turns gestures into the text that the task reads, and says it after each gesture; it knows neither engine nor
session. It takes all keys while it is shown: Return keeps what is on stage, Esc puts back what was there.
"""

from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.errors import sentences
from engine.messages import Failed
from engine.tasks.takes import Takes, Typed
from engine.trace import Trace
from visualizer.overlay import Cover
from visualizer.paint import Look, box, colour, rule, write
from visualizer.painted import sheet_for
from visualizer.strips.answer_panel import paint_answers
from visualizer.strips.buttons import TALL as BUTTON
from visualizer.strips.buttons import hit, paint_buttons
from visualizer.strips.own_file import taken
from visualizer.strips.reply import Reply
from visualizer.strips.unfit import Unfit
from visualizer.wrap import wrapped

MARGIN, PANEL, GAP = 48.0, 600.0, 32.0
HEAD, WORDS, FOOT = 58.0, 64.0, 62.0
"""Heights of the title, of what is said below the field, and of the buttons."""
SIZES = ((26, 1, 44.0, 0.0), (20, 2, 28.0, 27.0), (16, 3, 20.0, 19.0))
"""How large what is said below the field is, how many lines of it fit, where the first stands, and how far apart."""
Setting = tuple[int, int, float, float]
LONG = 100
"""Signs of what was expected that are written out, such as of an alphabet."""
TURNING = {Qt.Key.Key_PageDown: "next", Qt.Key.Key_PageUp: "previous"}
DOING = {Qt.Key.Key_N: "example", Qt.Key.Key_L: "clear", Qt.Key.Key_O: "file"}


class Strip(Cover):
    """What all strips share; a kind fills in `put`, `paint_field` and its gestures."""

    changed = Signal(str)
    """The input as it is now."""
    left = Signal(bool)
    """The strip is to be closed, and what is on stage kept, or not."""
    turned = Signal(str)
    """A clicker's key: the lecture is to go on."""
    example_wanted = Signal()
    tall = 352.0
    title = ("试一试", "Try it")
    hint = ("", "")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.takes: Takes = Typed()
        self.replies: tuple[tuple[str, Reply], ...] = ()
        self.traces: tuple[Trace, ...] = ()
        """What the replies were read off."""
        self.fresh = True
        """Whether `replies` are to what stands there."""
        self.refusal = ""
        self.note = ""
        self._still: tuple[tuple[Look, float, int], QPixmap] | None = None
        self.setAcceptDrops(True)

    # -- what a kind fills in

    @property
    def text(self) -> str:
        """The input as the task reads it; nothing for none."""
        return ""

    def put(self, text: str) -> None:
        """Take an input as a state to go on from; one that is not of this kind leaves the field empty."""

    def hints(self) -> tuple[str, str]:
        """How it goes, in both languages."""
        return self.hint

    def paint_field(self, painter: QPainter) -> None:
        """Draw the field."""

    # -- what the window does

    def begin(self, takes: Takes, text: str) -> None:
        """Open with an input."""
        self.takes, self.refusal, self.note, self.fresh = takes, "", "", True
        self.put(text)
        self.rise()

    def take_example(self, text: str) -> None:
        """Go on from an input that was drawn."""
        self.note = ""
        self.put(text)
        self.say()

    def show_replies(
        self, replies: tuple[tuple[str, Reply], ...], traces: tuple[Trace, ...] = (), *, fresh: bool
    ) -> None:
        """Show what the nets say, each under its title, and why; `fresh` if it is to what stands there."""
        self.replies, self.traces, self.fresh = replies, traces, fresh
        self.refusal = "" if fresh else self.refusal
        self.update()

    def show_refusal(self, failed: Failed) -> None:
        """Say why what stands there cannot be shown; the stage stays as it was."""
        what, expected, remedy = sentences(failed, self.look.lang)
        expected = expected if len(expected) <= LONG else f"{expected[:LONG]} …"
        self.refusal = self.look.word("", " ").join(part for part in (what, expected, remedy) if part)
        self.fresh = False
        self.update()

    def say(self) -> None:
        """Tell the input as it is now."""
        self.fresh = False
        self.changed.emit(self.text)
        self.update()

    # -- where things stand

    def place(self, room: QRect) -> None:
        """Stand at the foot of the window."""
        high = round(self.tall * self.unit)
        self.setGeometry(0, room.height() - high, room.width(), high)

    @property
    def field(self) -> QRectF:
        """Where the gestures go."""
        right = self.room.width() - MARGIN - PANEL - GAP
        return QRectF(MARGIN, HEAD, right - MARGIN, self.tall - HEAD - WORDS - FOOT)

    @property
    def _buttons_top(self) -> float:
        return self.tall - FOOT + (FOOT - BUTTON) / 2 - 4

    def paint(self, painter: QPainter) -> None:
        """Draw the plate, the title, the field, the words below it, the buttons and the answer."""
        theme, width = self.look.theme, self.room.width()
        self.fill(painter, theme.wash)
        rule(painter, 0, 1.5, width, 1.5, theme.ink3, 3)
        painter.drawPixmap(QPointF(0, 0), self._kept())
        self.paint_field(painter)
        self._paint_words(painter)
        panel = QRectF(width - MARGIN - PANEL, 22, PANEL, self.tall - 44)
        paint_answers(painter, panel, self.replies, self.look, fresh=self.fresh)

    def _kept(self) -> QPixmap:
        """Title and buttons as a picture, drawn anew for another look, scale or width."""
        key = (self.look, self.unit, self.width())
        if self._still is None or self._still[0] != key:
            sheet, painter = sheet_for(self, self.unit, self.room)
            title = self.look.word(*self.title)
            write(painter, MARGIN, 42, title, self.look.font(28, medium=True), self.look.theme.ink)
            paint_buttons(painter, MARGIN, self._buttons_top, self.look)
            painter.end()
            sheet.setDevicePixelRatio(sheet.devicePixelRatio() * self.unit)
            self._still = key, sheet
        return self._still[1]

    def _paint_words(self, painter: QPainter) -> None:
        """Write below the field what is wrong, or what was done, or how it goes."""
        words = self.refusal or self.note or self.look.word(*self.hints())
        field, mark = self.field, 26.0 if self.refusal else 0.0
        (size, most, base, pitch), lines = self.set_words(words, field.width() - mark)
        ink = self.look.theme.ink if self.refusal or self.note else self.look.theme.ink2
        if self.refusal:
            painter.fillRect(QRectF(field.left(), field.bottom() + 10, 6, WORDS - 14), colour(self.look.theme.positive))
        for place, line in enumerate(lines[:most]):
            write(painter, field.left() + mark, field.bottom() + base + pitch * place, line, self.look.font(size), ink)

    def set_words(self, words: str, width: float) -> tuple[Setting, tuple[str, ...]]:
        """Break words into lines, as large as they fit; what is wrong may be larger than how it goes."""
        for setting in SIZES[0 if self.refusal else 1 :]:
            lines = wrapped(words, self.look.font(setting[0]), width)
            if len(lines) <= setting[1]:
                break
        return setting, lines

    def paint_paper(self, painter: QPainter) -> None:
        """Draw an empty field."""
        box(painter, self.field, self.look.theme.paper, self.look.theme.ink3, 2, 8)

    # -- what is done

    def do(self, name: str) -> None:
        """Do what a button says."""
        if name in {"keep", "leave"}:
            self.left.emit(name == "keep")
        elif name == "example":
            self.example_wanted.emit()
        elif name == "clear":
            self.note = ""
            self.put("")
            self.say()
        elif name == "file":
            path, _ = QFileDialog.getOpenFileName(self, self.look.word("打开文件", "Open a file"))
            self.setFocus()
            if path:
                self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Take an input from a file of the user's own; one that does not fit leaves everything as it was."""
        try:
            made = taken(path, self.takes, self.traces[0].symbols if self.traces else ())
        except Unfit as error:
            self.refusal = error.words(self.look)
            self.update()
            return
        self.put_file(made.text, path.name)
        cut = self.look.word("（只取了开头）", " (only its beginning)") if made.cut else ""
        self.refusal, self.note = "", f"{path.name}{cut}"
        self.say()

    def put_file(self, text: str, _name: str) -> None:
        """Take what a file has as a state to go on from."""
        self.put(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do what a button says; anything else is a gesture's."""
        name = hit(MARGIN, self._buttons_top, self.look, self.point(event))
        if name:
            self.do(name)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key says; no other key goes through to the lecture."""
        key = Qt.Key(event.key())
        event.accept()
        if key == Qt.Key.Key_Escape:
            self.do("leave")
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.do("keep")
        elif key in TURNING:
            self.turned.emit(TURNING[key])
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in DOING:
            self.do(DOING[key])
        else:
            self.key(event)

    def key(self, event: QKeyEvent) -> None:
        """Take a key that means something to this kind only."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first of the files that are dropped."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.open_file(Path(urls[0].toLocalFile()))
