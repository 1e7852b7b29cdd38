"""Paint pixels: a picture of a few squares, each stroke of the brush asked at once."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from engine.ctc import spikes
from engine.tasks.scans import picture
from engine.tasks.spelling import SEEN, written
from engine.tasks.takes import Painted
from visualizer.paint import CENTRE, box, colour, mix, rule, write
from visualizer.strips.strip import Strip

Levels = npt.NDArray[np.signedinteger]
CORE, RIM = 0.62, 1.15
"""Within how many squares of its middle the brush gives all its ink, and half of it."""
SPELT, MOST = 38.0, 10
"""The room for letters that are read, and how many the font writes."""
LETTERED = (
    "敲字母由字体来写；鼠标左键画，右键擦；方向键移动，空格画或擦。图片的高度就是一行的高度。",
    "Letters typed are written by the font. Paint with the left button, wipe with the right. A picture is a line high.",
)
WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class PixelStrip(Strip):
    """A grid to paint on: left for ink, right to take it away."""

    tall = 500.0
    title = ("试一试：画像素", "Try it: paint")
    hint = (
        "鼠标左键画，右键擦；方向键移动，空格画或擦，+ − 深浅。",
        "Paint with the left button, wipe with the right; arrows move, Space paints or wipes, + and − shade.",
    )

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.levels: Levels = np.zeros((8, 8), int)
        """(rows, columns)"""
        self.at = (0, 0)
        """The square of the keys: column and row."""
        self.word = ""
        """What was typed, and is written there until somebody paints."""
        self._brush = 0
        self._last = QPointF()

    def hints(self) -> tuple[str, str]:
        """How it goes, with letters or without."""
        return LETTERED if self.painted.writes else self.hint

    @property
    def painted(self) -> Painted:
        """What is painted."""
        return self.takes if isinstance(self.takes, Painted) else Painted(8, 8, "01", 0)

    @property
    def full(self) -> int:
        """The level of most ink."""
        return len(self.painted.levels) - 1

    # -- the input

    @property
    def text(self) -> str:
        """The word that is written there, or the sign of each pixel; nothing if nobody has painted."""
        if self.word:
            return self.word
        if (self.levels == self.painted.blank).all():
            return ""
        order = self.levels if self.painted.by_row else self.levels.T
        return "".join(self.painted.levels[level] for level in order.ravel().tolist())

    def put(self, text: str) -> None:
        """Take pixels; as many columns as there are, if it is read by columns. Or a word, where words are written."""
        known = self.painted
        self.word = text if known.writes and text and set(text) <= set(known.writes) else ""
        if self.word:
            self._write()
            return
        signs = "".join(text.replace("0", known.levels[0]).split())
        places = [known.levels.find(sign) for sign in signs]
        columns, over = divmod(len(signs), known.rows)
        fits = not over and min(places, default=-1) >= 0 and (columns == known.columns or not known.by_row)
        if not fits:
            self.levels = np.full((known.rows, known.columns), known.blank)
        elif known.by_row:
            self.levels = np.array(places).reshape(known.rows, columns)
        else:
            self._take(np.array(places).reshape(columns, known.rows))
        self.at = (self.levels.shape[1] // 2, known.rows // 2)

    def _write(self) -> None:
        """Write the word as the font has it."""
        self._take(picture(written(self.word, SEEN[0])))

    def _take(self, columns: Levels) -> None:
        """Take columns (T, rows); where words are written there is room for more."""
        known = self.painted
        room = max(0, known.columns - len(columns)) if known.writes else 0
        self.levels = np.pad(columns.T, ((0, 0), (0, room)), constant_values=known.blank)

    # -- where things stand

    @property
    def square(self) -> float:
        """The side of a pixel."""
        rows, columns = self.levels.shape
        return float(min((self.field.height() - self._head) / rows, self.field.width() / columns))

    @property
    def grid(self) -> QRectF:
        """Where the picture stands."""
        rows, columns = self.levels.shape
        top = self.field.top() + self._head
        return QRectF(self.field.left(), top, columns * self.square, rows * self.square)

    @property
    def _head(self) -> float:
        """The room over the picture for what is read from it."""
        return SPELT if self.painted.writes else 0.0

    # -- the mouse and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to paint, or to wipe."""
        if self.grid.contains(self.point(event)):
            self._brush = -1 if event.button() == Qt.MouseButton.RightButton else 1
            self._last = self.point(event)
            self._paint_at(self._last)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Paint on."""
        if self._brush:
            self._paint_at(self.point(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the brush."""
        self._brush = 0
        event.accept()

    def _paint_at(self, spot: QPointF) -> None:
        """Give ink to the pixels under the brush on its way from where it was, or take it."""
        before, self.word = self.levels.copy(), ""
        x, y = ((spot - self.grid.topLeft()) / self.square).toTuple()
        away = self._away(complex(*((self._last - self.grid.topLeft()) / self.square).toTuple()), complex(x, y))
        for row, column in np.argwhere(away < RIM):
            level = int(self.levels[row, column])
            self.levels[row, column] = self._inked(level, 1.0 if away[row, column] < CORE else 0.5)
        self._last, column, row = spot, int(x), int(y)
        self.at = (max(0, min(self.levels.shape[1] - 1, column)), max(0, min(self.levels.shape[0] - 1, row)))
        if (before != self.levels).any():
            self.note = ""
            self.say()

    def _away(self, begin: complex, end: complex) -> Array:
        """How far the middle of each pixel is from a line, in pixels."""
        rows, columns = self.levels.shape
        middles = np.arange(columns) + 0.5 + 1j * (np.arange(rows)[:, None] + 0.5)
        along, way = end - begin, middles - begin
        share = (way * np.conj(along)).real / (abs(along) ** 2 or 1.0)
        return np.asarray(abs(way - share.clip(0, 1) * along))

    def _inked(self, level: int, ink: float) -> int:
        """A level after the brush: towards all ink, or back to none."""
        if self._brush < 0:
            return self.painted.blank if ink == 1 or self.painted.blank == 0 else level
        return max(level, round(self.painted.blank + ink * (self.full - self.painted.blank)))

    def key(self, event: QKeyEvent) -> None:
        """Move, paint or wipe a pixel, or change its shade."""
        (column, row), (rows, columns) = self.at, self.levels.shape
        key = Qt.Key(event.key())
        level = int(self.levels[row, column])
        if self._typed(event):
            return
        if key in WAYS:
            right, down = WAYS[key]
            self.at = ((column + right) % columns, (row + down) % rows)
            self.update()
            return
        if key == Qt.Key.Key_Space:
            level = self.painted.blank if level != self.painted.blank else self.full
        elif event.text() and event.text() in "+=-−":
            level += max(1, self.full // 8) * (1 if event.text() in "+=" else -1)
        else:
            return
        self.word = ""
        self.levels[row, column] = max(0, min(self.full, level))
        self.say()

    def _typed(self, event: QKeyEvent) -> bool:
        """Write a letter that was typed, or take the last away."""
        sign, gone = event.text().lower(), event.key() == Qt.Key.Key_Backspace and bool(self.word)
        known = self.painted.writes
        if not known or not (gone or sign.strip()) or sign in set("+=-−"):
            return False
        if not gone and sign not in known:
            self.note = self.look.word(f"字体里没有“{sign}”：它写 {known[0]} 到 {known[-1]}。",
                                       f'The font has no "{sign}": it writes {known[0]} to {known[-1]}.')
            self.update()
            return True
        self.note = ""
        if not self.word and (self.levels != self.painted.blank).any():
            self._append(sign)
        else:
            self.put(self.word[:-1] if gone else (self.word + sign)[-MOST:])
        self.say()
        return True

    def _append(self, sign: str) -> None:
        """Write a letter behind what is painted."""
        last = int(np.flatnonzero((self.levels != self.painted.blank).any(axis=0))[-1])
        self._take(np.concatenate([self.levels[:, : last + 2].T, picture(written(sign, SEEN[0]))]))

    # -- how it looks

    def paint_field(self, painter: QPainter) -> None:
        """Draw the pixels, and the square of the keys."""
        theme, grid, side = self.look.theme, self.grid, self.square
        box(painter, grid.adjusted(-2, -2, 2, 2), theme.paper, theme.ink3, 2, 2)
        for (row, column), level in np.ndenumerate(self.levels):
            area = QRectF(grid.left() + column * side, grid.top() + row * side, side - 1, side - 1)
            painter.fillRect(area, colour(mix(theme.paper, theme.ink, int(level) / self.full)))
        column, row = self.at
        area = QRectF(grid.left() + column * side, grid.top() + row * side, side - 1, side - 1)
        box(painter, area, None, theme.ink, 4, 2)
        box(painter, area, None, theme.now, 2, 2)
        self._paint_spelt(painter)
        if self.painted.spoken:
            words = self.look.word("列是时间，行是 12 个倒谱系数", "columns are time, rows are 12 cepstra")
            write(painter, grid.right() + 24, grid.top() + 22, words, self.look.font(20), theme.ink2)

    def _paint_spelt(self, painter: QPainter) -> None:
        """Write each letter that is spelt over the column at which the net said it."""
        if not self.traces or self.traces[0].loss_name != "ctc" or not self.fresh:
            return
        trace, grid, side = self.traces[0], self.grid, self.square
        for t, place in spikes(trace.value["y"]):
            x = grid.left() + (t + 0.5) * side
            rule(painter, x, grid.top() - 10, x, grid.top() - 3, self.look.theme.ink3, 2)
            font = self.look.font(28, medium=True)
            write(painter, x, grid.top() - 15, trace.symbols[place], font, self.look.theme.ink, CENTRE)
