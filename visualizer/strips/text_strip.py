"""Type a string: every key is answered at once; where the signs are few, they can be picked as well."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from engine.tasks.spoken import AS_HEARD, RECORDED
from engine.tasks.takes import Typed
from engine.tasks.task import LONGEST
from visualizer.paint import CENTRE, Look, box, text_width, write
from visualizer.strips.strip import Strip

LINE, LETTER = 72.0, 38
CHIP, CHIP_GAP, CHIP_SIZE, CHIP_INSIDE = 46.0, 8.0, 24, 14.0


class TextStrip(Strip):
    """A line to type into, and signs to pick."""

    title = ("试一试：打字", "Try it: type")
    hint = ("每敲一个字，网络就回答一次；符号也可以点。", "The net answers every key; signs can be clicked, too.")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.recording = ""
        """A recording as it is heard, too long to be read."""
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(LONGEST)
        self.edit.setFrame(False)
        self.edit.textEdited.connect(self._edited)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        """What stands in the line, or the recording that stands for it."""
        return self.recording or self.edit.text()

    def put_file(self, text: str, name: str) -> None:
        """Take a text, or a recording under its name."""
        self.put(text)
        if text.startswith(AS_HEARD):
            self.recording = text
            self.edit.setText(f"{RECORDED} {name}")
            self.edit.selectAll()

    def put(self, text: str) -> None:
        """Write it into the line, all of it selected, so that typing replaces it."""
        self.recording = text if text.startswith(AS_HEARD) else ""
        self.edit.setText(RECORDED if self.recording else text)
        self.edit.selectAll()

    def _edited(self) -> None:
        self.note = self.recording = ""
        self.say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give Tab to what is offered, and the keys of all strips to the strip."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                offered = self.offered()
                if offered:
                    self.pick(offered[0])
                return True
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in {
                Qt.Key.Key_N, Qt.Key.Key_L, Qt.Key.Key_O
            }:  # fmt: skip
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    # -- what can be picked

    def offered(self) -> tuple[str, ...]:
        """What may be picked now."""
        return self.takes.signs if isinstance(self.takes, Typed) else ()

    def pick(self, sign: str) -> None:
        """Put a sign where the caret stands."""
        self.edit.insert(sign)
        self._edited()

    def chips(self) -> tuple[tuple[str, QRectF], ...]:
        """Where what is offered stands; what finds no room is left out."""
        field, key, found = self.field, self.look.font(CHIP_SIZE).toString(), []
        x, y = field.left(), field.top() + LINE + 14
        for sign in self.offered():
            wide = max(CHIP, text_width(key, sign) + 2 * CHIP_INSIDE)
            if x + wide > field.right():
                x, y = field.left(), y + CHIP + CHIP_GAP
            if y + CHIP > field.bottom() + 1:
                break
            found.append((sign, QRectF(x, y, wide, CHIP)))
            x += wide + CHIP_GAP
        return tuple(found)

    def chip_at(self, point: QPointF) -> str:
        """What is offered under a point."""
        return next((sign for sign, area in self.chips() if area.contains(point)), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick, or do what a button says."""
        sign = self.chip_at(self.point(event))
        if sign:
            self.pick(sign)
            self.edit.setFocus()
        super().mousePressEvent(event)

    # -- how it looks

    def place(self, room: QRect) -> None:
        """Stand at the foot, the line in its field."""
        super().place(room)
        unit, field = self.unit, self.field
        self.edit.setGeometry(
            round((field.left() + 20) * unit), round((field.top() + 6) * unit),
            round((field.width() - 40) * unit), round((LINE - 12) * unit),
        )  # fmt: skip

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or scale."""
        super().restyle(look, unit)
        font = QFont(look.font(LETTER))
        font.setPixelSize(max(8, round(LETTER * unit)))
        self.edit.setFont(font)
        theme = look.theme
        self.edit.setStyleSheet(
            f"QLineEdit {{ color: {theme.ink}; background: transparent;"
            f" selection-background-color: {theme.now_wash}; selection-color: {theme.ink}; }}"
        )

    def paint_field(self, painter: QPainter) -> None:
        """Draw the line's plate, and what is offered."""
        theme, field = self.look.theme, self.field
        line = QRectF(field.left(), field.top(), field.width(), LINE)
        box(painter, line, theme.paper, theme.ink, 2.5, 8)
        for place, (sign, area) in enumerate(self.chips()):
            box(painter, area, theme.paper, theme.ink3 if place or not self.first_is_next else theme.ink, 1.5, 8)
            write(painter, area.center().x(), area.center().y() + 9, sign, self.look.font(CHIP_SIZE), theme.ink, CENTRE)

    @property
    def first_is_next(self) -> bool:
        """Whether Tab takes the first of what is offered."""
        return False
