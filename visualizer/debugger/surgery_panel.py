"""Surgery: a change is tried on the step on the desk, before and after side by side; it is kept only if one says so.

Some changes ask for a number: it is typed, or doubled and halved with the arrows, and tried at once.
"""

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine import derive
from engine.messages import Tried
from engine.optim import norm
from engine.origin import Side
from engine.trace import Trace
from visualizer.debugger.heat_map import heat_image
from visualizer.debugger.operations import Operation
from visualizer.debugger.word_row import WordRow
from visualizer.overlay import Cover
from visualizer.paint import RIGHT, Look, box, colour, number, rule, text_width, write
from visualizer.views.decades import Decades, decades

WIDE, TALL = 1380.0, 744.0
MARGIN, LIST, TOP, ROW = 40.0, 500.0, 92.0, 40.0
NUMBERS, MAPS, MAP = 112.0, 296.0, 150.0
WORDS, WORDS_TALL, HINT = 44.0, 32.0, 300.0
TYPED = frozenset("0123456789.-e")
KEEP, UNDO, LESS, MORE, CLOSE = "keep", "undo", "less", "more", "close"
PANES = ((580.0, 360.0), (980.0, 360.0))
"""Left edge and width of before and after."""
SHOWN: tuple[Side, ...] = ("value", "grad")
NOTHING = Operation("不改动", "no change", ())


class SurgeryPanel(Cover):
    """Lists what can be tried; says which is to be tried, and which result is to be kept."""

    tried = Signal(object)
    """(tuple of Edit)"""
    kept = Signal(object)
    """(Run): the run that has the change in its history."""
    undone = Signal()
    """What was kept last should be taken back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # a trial paints no pictures of the desk anew
        self.operations: tuple[Operation, ...] = ()
        self.chosen = 0
        self.result: Tried | None = None
        self.line = "h"
        self.typed = ""
        """What has been written of another number for the chosen change."""
        self.words = WordRow(self)
        self.words.on_plate = True
        self.words.chosen.connect(self._do)
        self._keeping = False
        """Whether the answer on its way is to be kept."""
        self._images: list[tuple[QImage, QImage]] = []

    def place(self, room: QRect) -> None:
        """Stand in the middle."""
        wide, tall = round(WIDE * self.unit), round(TALL * self.unit)
        self.setGeometry((room.width() - wide) // 2, (room.height() - tall) // 2, wide, tall)
        area = QRectF(MARGIN, TALL - WORDS, WIDE - 2 * MARGIN - HINT, WORDS_TALL)
        scaled = QRectF(area.topLeft() * self.unit, area.size() * self.unit)
        self.words.setGeometry(scaled.toRect())

    def offer(self, operations: tuple[Operation, ...], line: str) -> None:
        """Open with what can be tried here."""
        self.operations, self.chosen, self.line = (NOTHING, *operations), 0, line
        self.rise()
        self._try()

    def take(self, result: Tried) -> None:
        """Take what a trial gave."""
        if not self.isHidden():
            self.result = result
            scale = decades(*(np.abs(trace.grad[self.line]) for trace in (result.before, result.after)))
            self._images = [(self._image(result.before, side, scale), self._image(result.after, side, scale))
                            for side in SHOWN]
            self.update()
            if self._keeping:
                self._keep()

    def _image(self, trace: Trace, side: Side, scale: Decades) -> QImage:
        most = (round(MAP * self.unit), round(PANES[0][1] * self.unit))
        return heat_image(trace, self.line, side, self.look, most, scale)

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        self.words.restyle(look, unit)
        if self.operations:
            self._show_words()
        if self.result is not None:
            self.take(self.result)

    def _try(self, typed: str = "") -> None:
        """Ask what the chosen change does."""
        self.typed, self._keeping = typed, False
        self.result, self._images = None, []
        self._show_words()
        self.tried.emit(self.operations[self.chosen].changes)
        self.update()

    def _show_words(self) -> None:
        word, words = self.look.word, []
        if self.operations[self.chosen].asks:
            words = [(LESS, word("← 减半", "← halve")), (MORE, word("→ 加倍", "→ double"))]
        words += [(KEEP, word("Enter 保留", "Enter keep")),
                  (UNDO, word("Backspace 撤销上次保留的", "Backspace undo what was kept")),
                  (CLOSE, word("Esc 关闭", "Esc close"))]
        self.words.show_words(tuple(words), frozenset())

    def said(self, operation: Operation) -> str:
        """An operation in the words of the room, its number as it is or as it is being written."""
        written = f"{self.typed}▏" if self.typed and operation is self.operations[self.chosen] else ""
        text = self.look.word(operation.zh, operation.en)
        return text.format(written or number(operation.number)) if operation.asks else text

    # -- drawing

    def paint(self, painter: QPainter) -> None:
        """Draw the plate, the list and the two panes."""
        theme, word = self.look.theme, self.look.word
        self.fill(painter, theme.paper)
        box(painter, QRectF(2, 2, WIDE - 4, TALL - 4), theme.wash, theme.ink, 3, 12)
        title = word("手术：在这一步上试一个改动", "surgery: try a change on this step")
        write(painter, MARGIN, 62, title, self.look.font(30, medium=True), theme.ink)
        for place, operation in enumerate(self.operations):
            self._paint_operation(painter, place, self.said(operation))
        if self.operations[self.chosen].asks:
            said = word("输入数字可改成别的数", "type a number for another one")
            write(painter, WIDE - MARGIN, TALL - WORDS + 21, said, self.look.font(18), theme.ink2, RIGHT)
        if self.result is not None:
            self._paint_result(painter, self.result)

    def _paint_operation(self, painter: QPainter, place: int, text: str) -> None:
        theme, top = self.look.theme, TOP + ROW * place
        if place == self.chosen:
            painter.fillRect(QRectF(MARGIN - 12, top, LIST, ROW), colour(theme.rule))
        size = 22
        while size > 14 and text_width(self.look.font(size).toString(), text) > LIST - 24:
            size -= 1
        write(painter, MARGIN, top + 28, text, self.look.font(size, medium=place == self.chosen), theme.ink)

    def _paint_result(self, painter: QPainter, result: Tried) -> None:
        theme, word = self.look.theme, self.look.word
        names = (word("之前", "before"), word("之后", "after"))
        for side, ((x, wide), name) in enumerate(zip(PANES, names, strict=True)):
            right = x + wide
            write(painter, x, 62, name, self.look.font(26, medium=True), theme.ink)
            rule(painter, x, 76.5, right, 76.5, theme.rule)
            for row, (label, value) in enumerate(self._numbers(result, side)):
                write(painter, x, NUMBERS + 36 * row, label, self.look.font(20), theme.ink2)
                write(painter, right, NUMBERS + 36 * row, value, self.look.font(22, medium=True), theme.ink, RIGHT)
            for row, images in enumerate(self._images):
                top = MAPS + (MAP + 48) * row
                sign = "∂" if row else ""
                write(painter, x, top - 10, f"{sign}{self.line}", self.look.font(20), theme.ink2)
                self._paint_map(painter, images[side], QRectF(x, top, wide, MAP))

    def _paint_map(self, painter: QPainter, image: QImage, area: QRectF) -> None:
        painter.fillRect(area, colour(self.look.theme.paper))
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(area, image, QRectF(image.rect()))

    def _numbers(self, result: Tried, side: int) -> tuple[tuple[str, str], ...]:
        word, trace = self.look.word, (result.before, result.after)[side]
        reach = derive.grad_norms(trace, self.line)
        return (
            (word("本批损失", "loss of the batch"), number(result.losses[side], 4)),
            (word("权重梯度的长度", "weight gradient, length"), number(result.lengths[side], 4)),
            (word("这次更新的步长", "step of this update"), number(norm(trace.delta), 4)),
            (word(f"‖∂L/∂{self.line}‖ 在 t = 1", f"‖∂L/∂{self.line}‖ at t = 1"), number(float(reach[0]))),
        )

    # -- keys and clicks

    def choose(self, place: int) -> None:
        """Try another change."""
        if 0 <= place < len(self.operations) and place != self.chosen:
            self.chosen = place
            self._try()

    def write_number(self, typed: str) -> None:
        """Take what has been written of a number, and try it if it is one."""
        operation = self.operations[self.chosen]
        if not operation.asks:
            return
        chosen = _read(typed)
        if chosen is not None and operation.takes(chosen):
            self._put(operation.at(chosen), typed)
        elif typed:
            self.typed, self._keeping, self.result, self._images = typed, False, None, []
            self.update()
        else:
            self._try()

    def _turn(self, factor: float) -> None:
        """Try a number so many times as large."""
        operation = self.operations[self.chosen]
        if operation.takes(operation.number * factor):
            self._put(operation.at(float(f"{operation.number * factor:.6g}")))

    def _put(self, operation: Operation, typed: str = "") -> None:
        self.operations = (*self.operations[: self.chosen], operation, *self.operations[self.chosen + 1 :])
        self._try(typed)

    def _keep(self) -> None:
        """Go on with what is tried, once it is known what that does."""
        written = not self.typed or _read(self.typed) == self.operations[self.chosen].number
        self._keeping = self.result is None and written
        if self.result is not None:
            self.hide()
            if self.operations[self.chosen].changes:
                self.kept.emit(self.result.run)

    def _undo(self) -> None:
        """Take back the last digit, else what was kept last."""
        if self.typed:
            self.write_number(self.typed[:-1])
        else:
            self.hide()
            self.undone.emit()

    def _do(self, word: str) -> None:
        if word in {LESS, MORE}:
            self._turn(2.0 if word == MORE else 0.5)
        else:
            {KEEP: self._keep, UNDO: self._undo, CLOSE: self.hide}[word]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, write a number, keep with Enter, leave with Esc; every other key is lost here."""
        key = event.key()
        known = {Qt.Key.Key_Return: KEEP, Qt.Key.Key_Enter: KEEP, Qt.Key.Key_Backspace: UNDO, Qt.Key.Key_Left: LESS,
                 Qt.Key.Key_Right: MORE, Qt.Key.Key_Escape: CLOSE}
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.choose(self.chosen + (1 if key == Qt.Key.Key_Down else -1))
        elif key in known:
            self._do(known[Qt.Key(key)])
        elif event.text() and event.text() in TYPED:
            self.write_number(self.typed + event.text())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Try what was clicked."""
        point = QPointF(event.position() / self.unit)
        if point.x() < MARGIN + LIST and point.y() >= TOP:
            self.choose(int((point.y() - TOP) // ROW))


def _read(typed: str) -> float | None:
    """The number that has been written; None if it is none yet."""
    try:
        return float(typed)
    except ValueError:
        return None
