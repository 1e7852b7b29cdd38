"""Move a shape over a field: every square that it comes to is a frame, and the net says which way it went."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.tasks.takes import Filmed
from engine.tasks.task import LONGEST
from engine.tasks.video import COLUMNS, HIDDEN, ROWS, SHAPES, SIDE
from visualizer.paint import CENTRE, box, colour, mix, rule, write
from visualizer.strips.strip import Strip

WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
CELL, CELL_GAP = 62.0, 10.0
FADING = 10
"""Frames after which a place where the shape was is not seen any more."""
Square = tuple[int, int]


class FilmStrip(Strip):
    """A field over which a shape is dragged, and the shapes to choose from."""

    tall = 500.0
    title = ("试一试：拍一段影片", "Try it: make a film")
    hint = (
        "拖动图形，每一格是一帧；空格是被云遮住的一帧，退格去掉最后一帧，1–5 换图形。",
        "Drag the shape, a frame a square; Space hides it, Backspace takes a frame back, 1–5 change the shape.",
    )

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frames: list[Square | None] = []
        """Where the shape is, frame by frame; None where it is hidden."""
        self.shape = "■"
        self._dragging = False

    # -- the input

    @property
    def text(self) -> str:
        """The frames as they are written."""
        signs = (HIDDEN if frame is None else f"{self.shape}{COLUMNS[frame[0]]}{ROWS[frame[1]]}"
                 for frame in self.frames)  # fmt: skip
        return " ".join(signs)

    def put(self, text: str) -> None:
        """Take frames; one that is none ends the film."""
        self.frames = []
        for sign in text.replace(",", " ").split():
            square = sign[-2:]
            if sign == HIDDEN and self.frames:
                self.frames.append(None)
            elif len(square) == 2 and square[0] in COLUMNS and square[1] in ROWS and sign[:-2] in SHAPES:
                self.shape = sign[:-2]
                self.frames.append((COLUMNS.index(square[0]), ROWS.index(square[1])))
            else:
                break

    @property
    def last(self) -> Square | None:
        """Where the shape was seen last."""
        return next((frame for frame in reversed(self.frames) if frame is not None), None)

    # -- where things stand

    @property
    def square(self) -> float:
        """The side of a square."""
        return self.field.height() / SIDE

    @property
    def grid(self) -> QRectF:
        """Where the film is seen."""
        return QRectF(self.field.left(), self.field.top(), self.field.height(), self.field.height())

    def offered(self) -> tuple[tuple[str, QRectF], ...]:
        """The shapes, beside the field."""
        left, top = self.grid.right() + 36, self.grid.top() + 34
        shapes = self.takes.shapes if isinstance(self.takes, Filmed) else ()
        return tuple(
            (shape, QRectF(left + place * (CELL + CELL_GAP), top, CELL, CELL)) for place, shape in enumerate(shapes)
        )

    # -- the mouse and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a film here, go on with one from here, or choose a shape."""
        spot = self.point(event)
        picked = [shape for shape, area in self.offered() if area.contains(spot)]
        if picked:
            self.shape = picked[0]
            self.say()
        elif self.grid.contains(spot):
            self._dragging = True
            if self.last is not None and max(abs(a - b) for a, b in zip(self.last, self._at(spot), strict=True)) > 1:
                self.frames = []
            self._go(self._at(spot))
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on, a square at a time."""
        if self._dragging:
            self._go(self._at(self.point(event)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragging = False
        event.accept()

    def _at(self, spot: QPointF) -> Square:
        column = int((spot.x() - self.grid.left()) / self.square)
        row = int((self.grid.bottom() - spot.y()) / self.square)
        return max(0, min(SIDE - 1, column)), max(0, min(SIDE - 1, row))

    def _go(self, to: Square) -> None:
        """Add frames up to a square, first across, then up or down."""
        if not self.frames:
            self.frames = [to]
        elif self.last == to:
            return
        while self.last is not None and self.last != to and len(self.frames) < LONGEST:
            column, row = self.last
            if column != to[0]:
                self.frames.append((column + (1 if to[0] > column else -1), row))
            else:
                self.frames.append((column, row + (1 if to[1] > row else -1)))
        self.note = ""
        self.say()

    def key(self, event: QKeyEvent) -> None:
        """Move by a square, hide, take a frame back, or change the shape."""
        key, sign = Qt.Key(event.key()), event.text()
        shapes = self.takes.shapes if isinstance(self.takes, Filmed) else ()
        if key in WAYS and len(self.frames) < LONGEST:
            column, row = self.last or (SIDE // 2, SIDE // 2)
            right, up = WAYS[key] if self.frames else (0, 0)
            self.frames.append(((column + right) % SIDE, (row + up) % SIDE))
        elif key == Qt.Key.Key_Space and self.frames and len(self.frames) < LONGEST:
            self.frames.append(None)
        elif key == Qt.Key.Key_Backspace and self.frames:
            self.frames.pop()
        elif sign.isdecimal() and sign.isascii() and 1 <= int(sign) <= len(shapes):
            self.shape = shapes[int(sign) - 1]
        else:
            return
        self.say()

    # -- how it looks

    def paint_field(self, painter: QPainter) -> None:
        """Draw the field, the way of the shape, and the shapes to choose from."""
        theme, grid, side = self.look.theme, self.grid, self.square
        box(painter, grid.adjusted(-2, -2, 2, 2), theme.paper, theme.ink3, 2, 2)
        shown = self.frames[-FADING:]
        for age, frame in zip(range(len(shown) - 1, -1, -1), shown, strict=True):
            if frame is not None:
                shade = mix(theme.paper, theme.ink, 1.0 if age == 0 else 0.28 * (1 - age / FADING))
                self._paint_shape(painter, self.shape, frame, shade)
        for place in range(1, SIDE):
            rule(painter, grid.left() + place * side, grid.top(), grid.left() + place * side, grid.bottom(), theme.rule)
            rule(painter, grid.left(), grid.top() + place * side, grid.right(), grid.top() + place * side, theme.rule)
        if self.frames and self.frames[-1] is None:
            words = self.look.word("被云遮住", "in a cloud")
            write(painter, grid.center().x(), grid.center().y() + 8, words, self.look.font(26), theme.ink2, CENTRE)
        self._paint_box(painter)

    def _paint_shape(self, painter: QPainter, shape: str, at: Square, ink: str) -> None:
        """Draw a shape with its lower left pixel on a square, across the edges."""
        for up, line in enumerate(reversed(SHAPES[shape])):
            for right, sign in enumerate(line):
                if sign == "#":
                    column, row = (at[0] + right) % SIDE, (at[1] + up) % SIDE
                    x, y = self.grid.left() + column * self.square, self.grid.bottom() - (row + 1) * self.square
                    painter.fillRect(QRectF(x, y, self.square, self.square), colour(ink))

    def _paint_box(self, painter: QPainter) -> None:
        theme, areas = self.look.theme, self.offered()
        if not areas:
            return
        left = areas[0][1].left()
        write(painter, left, self.grid.top() + 20, self.look.word("图形", "shape"), self.look.font(20), theme.ink2)
        for shape, area in areas:
            same = shape == self.shape
            box(painter, area, theme.paper, theme.ink if same else theme.rule, 3 if same else 1.5, 8)
            lines, side = SHAPES[shape], 12.0
            corner = area.center() - QPointF(len(lines[0]) * side / 2, len(lines) * side / 2)
            for down, line in enumerate(lines):
                for right, sign in enumerate(line):
                    if sign == "#":
                        where = QRectF(corner.x() + right * side, corner.y() + down * side, side, side)
                        painter.fillRect(where, colour(theme.ink))
        count = self.look.word(f"{len(self.frames)} 帧", f"{len(self.frames)} frames")
        write(painter, left, areas[0][1].bottom() + 48, count, self.look.font(26), theme.ink)
