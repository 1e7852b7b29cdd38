"""Place shapes on a field: one or two, moved with the mouse or the arrows, and the net says what it sees."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from engine.errors import RunError
from engine.tasks.captions import GO, NOTHING
from engine.tasks.raster import PAPER, Raster, is_raster, rastered
from engine.tasks.shapes import COLOURS, NAMES, SIDE, SIGNS, Shape, read, written
from visualizer.paint import box, colour, rule, write
from visualizer.strips.strip import Strip

INKS = {"r": "#D5352C", "g": "#2E9E4F", "b": "#2F6FDB"}
CELL, CELL_GAP = 62.0, 10.0
WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
FIRST = Shape("■", "r", big=True, column=1, row=3)


class ShapeStrip(Strip):
    """A field with shapes on it, and a box of shapes beside it."""

    tall = 500.0
    title = ("试一试：摆图形", "Try it: place shapes")
    hint = (
        "拖动图形；点空格处放下选中的一种；右键拿走。方向键移动，Tab 换一个，S 大小，R G B 颜色，1–4 形状。",
        "Drag shapes, click to add, right-click to remove. Arrows move, Tab: the other, S size, R G B, 1–4 shape.",
    )

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shapes: list[Shape] = []
        self.raster: Raster | None = None
        """A picture from a file that shows something else than shapes; the first gesture puts shapes in its place."""
        self.chosen = 0
        self.brush = FIRST
        """What is put down next."""
        self._held: tuple[int, int] | None = None
        """By which of its squares a shape is held, while it is dragged."""

    # -- the input

    @property
    def text(self) -> str:
        """The shapes, or the pixels, as they are written."""
        return written(self.shapes) if self.raster is None else str(self.raster)

    def put(self, text: str) -> None:
        """Take shapes, or pixels."""
        seen, self.raster = text.partition(GO)[0].replace(NOTHING, " ").strip(), None
        try:
            self.raster = rastered(seen) if is_raster(seen) else None
            self.shapes = [] if self.raster else list(read(seen))
        except RunError:
            self.shapes = []
        self.chosen = 0
        self.brush = self.shapes[0] if self.shapes else FIRST

    # -- where things stand

    @property
    def square(self) -> float:
        """The side of a square of the field."""
        return self.field.height() / SIDE

    @property
    def grid(self) -> QRectF:
        """Where the field of shapes stands."""
        return QRectF(self.field.left(), self.field.top(), self.field.height(), self.field.height())

    def squares_at(self, spot: QPointF) -> tuple[int, int]:
        """Column and row under a point."""
        column = int((spot.x() - self.grid.left()) / self.square)
        row = int((self.grid.bottom() - spot.y()) / self.square)
        return max(0, min(SIDE - 1, column)), max(0, min(SIDE - 1, row))

    def shape_at(self, spot: QPointF) -> int | None:
        """Which shape lies under a point; the later one, where two overlap."""
        column, row = self.squares_at(spot)
        found = [
            place for place, shape in enumerate(self.shapes)
            if 0 <= column - shape.column < shape.wide and 0 <= row - shape.row < shape.wide
        ]  # fmt: skip
        return found[-1] if found else None

    def offered(self) -> tuple[tuple[Shape, QRectF], ...]:
        """The box of shapes: a row for each colour, big ones and small ones."""
        left, top, found = self.grid.right() + 36, self.grid.top(), []
        kinds = [(sign, big) for big in (True, False) for sign in SIGNS]
        for row, ink in enumerate(COLOURS):
            for place, (sign, big) in enumerate(kinds):
                x = left + place * (CELL + CELL_GAP) + (24 if not big else 0)
                area = QRectF(x, top + 34 + row * (CELL + CELL_GAP), CELL, CELL)
                found.append((Shape(sign, ink, big, 0, 0), area))
        return tuple(found)

    # -- the mouse and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a shape, put one down, take one away, or choose what is put down."""
        spot = self.point(event)
        picked = next((shape for shape, area in self.offered() if area.contains(spot)), None)
        if picked is not None:
            self._become(sign=picked.sign, colour=picked.colour, big=picked.big)
        elif self.grid.contains(spot):
            self._touch(spot, wipe=event.button() == Qt.MouseButton.RightButton)
        super().mousePressEvent(event)

    def say(self) -> None:
        """Tell the picture as it is now: shapes that were put down take the place of pixels."""
        if self.shapes:
            self.raster = None
        super().say()

    def _take_away(self, place: int | None) -> None:
        """Take a shape away, or the pixels of a file."""
        if self.raster is not None:
            self.raster = None
        elif place is not None and self.shapes:
            del self.shapes[place]
        else:
            return
        self.chosen = 0
        self.say()

    def _touch(self, spot: QPointF, *, wipe: bool) -> None:
        under = self.shape_at(spot)
        if wipe:
            self._take_away(under)
            return
        column, row = self.squares_at(spot)
        if under is None:
            half = self.brush.wide // 2
            self.shapes = [*self.shapes[-1:], _within(replace(self.brush, column=column - half, row=row - half))]
            under = len(self.shapes) - 1
            self.say()
        self.chosen = under
        self.brush = self.shapes[under]
        self._held = (column - self.shapes[under].column, row - self.shapes[under].row)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the shape that is held."""
        if self._held is not None and self.shapes:
            column, row = self.squares_at(self.point(event))
            self._move(column - self._held[0], row - self._held[1])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None
        event.accept()

    def _move(self, column: int, row: int) -> None:
        moved = _within(replace(self.shapes[self.chosen], column=column, row=row))
        if moved != self.shapes[self.chosen]:
            self.shapes[self.chosen] = self.brush = moved
            self.say()

    def _become(self, **changes: object) -> None:
        """Change the chosen shape, or what is put down next."""
        if not self.shapes:
            self.shapes = [self.brush]
            self.chosen = 0
        changed = _within(replace(self.shapes[self.chosen], **changes))  # type: ignore[arg-type]  # fields of a shape
        self.shapes[self.chosen] = self.brush = changed
        self.say()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep Tab."""
        return False

    def key(self, event: QKeyEvent) -> None:
        """Move or change the chosen shape, choose the other one, add one, or take it away."""
        key, sign = Qt.Key(event.key()), event.text().lower()
        if key in WAYS and self.shapes:
            shape, (right, up) = self.shapes[self.chosen], WAYS[key]
            self._move(shape.column + right, shape.row + up)
        elif key == Qt.Key.Key_Tab:
            self._take_other()
        elif key == Qt.Key.Key_Backspace:
            self._take_away(self.chosen)
        elif sign == "s":
            big = not (self.shapes[self.chosen] if self.shapes else self.brush).big
            self._become(big=big)
        elif sign and sign in COLOURS:
            self._become(colour=sign)
        elif sign and sign in "1234":
            self._become(sign=[*SIGNS][int(sign) - 1])

    def _take_other(self) -> None:
        """Choose the other shape; where there is one, put another beside it."""
        if len(self.shapes) == 1:
            other = "b" if self.shapes[0].colour != "b" else "g"
            column = self.shapes[0].column + SIDE // 2
            self.shapes.append(_within(replace(self.shapes[0], colour=other, column=column % (SIDE - 3))))
            self.chosen = 1
            self.say()
        elif self.shapes:
            self.chosen = 1 - self.chosen
            self.update()

    # -- how it looks

    def paint_field(self, painter: QPainter) -> None:
        """Draw the field, the shapes on it, and the box of shapes."""
        theme, grid, side = self.look.theme, self.grid, self.square
        box(painter, grid.adjusted(-2, -2, 2, 2), theme.paper, theme.ink3, 2, 2)
        for place in range(1, SIDE):
            rule(painter, grid.left() + place * side, grid.top(), grid.left() + place * side, grid.bottom(), theme.rule)
            rule(painter, grid.left(), grid.top() + place * side, grid.right(), grid.top() + place * side, theme.rule)
        self._paint_raster(painter)
        for place, shape in enumerate(self.shapes):
            corner = QPointF(grid.left() + shape.column * side, grid.bottom() - (shape.row + shape.wide) * side)
            self._paint_shape(painter, shape, corner, side)
            if place == self.chosen:
                area = QRectF(corner.x() - 2, corner.y() - 2, shape.wide * side + 4, shape.wide * side + 4)
                box(painter, area, None, theme.ink, 4, 3)
                box(painter, area, None, theme.now, 2, 3)
        self._paint_box(painter)

    def _paint_raster(self, painter: QPainter) -> None:
        """Draw the pixels that the net is shown of a file."""
        side, grid = self.square, self.grid
        for down, row in enumerate(self.raster.rows if self.raster else ()):
            for column, letter in enumerate(row):
                if letter != PAPER:
                    area = QRectF(grid.left() + column * side, grid.top() + down * side, side + 0.5, side + 0.5)
                    painter.fillRect(area, colour(INKS[letter]))

    def _paint_box(self, painter: QPainter) -> None:
        theme, now = self.look.theme, self.shapes[self.chosen] if self.shapes else self.brush
        areas = self.offered()
        for start, (zh, en) in ((0, ("大", "big")), (4, ("小", "small"))):
            left = areas[start][1].left()
            write(painter, left, self.grid.top() + 20, self.look.word(zh, en), self.look.font(20), theme.ink2)
        for shape, area in areas:
            same = (shape.sign, shape.colour, shape.big) == (now.sign, now.colour, now.big)
            box(painter, area, theme.paper, theme.ink if same else theme.rule, 3 if same else 1.5, 8)
            side = 9.0
            corner = area.center() - QPointF(shape.wide * side / 2, shape.wide * side / 2)
            self._paint_shape(painter, shape, corner, side)
        names = NAMES["zh" if self.look.lang == "zh" else "en"]
        words = "   ".join(f"{place} {names[sign]}" for place, sign in enumerate(SIGNS, 1))
        write(painter, areas[0][1].left(), areas[-1][1].bottom() + 30, words, self.look.font(20), theme.ink2)

    def _paint_shape(self, painter: QPainter, shape: Shape, corner: QPointF, side: float) -> None:
        for down, line in enumerate(SIGNS[shape.sign][shape.big].split("/")):
            for right, sign in enumerate(line):
                if sign == "#":
                    area = QRectF(corner.x() + right * side, corner.y() + down * side, side + 0.5, side + 0.5)
                    painter.fillRect(area, colour(INKS[shape.colour]))


def _within(shape: Shape) -> Shape:
    """The same shape, moved as little as it takes to stand on the field."""
    most = SIDE - shape.wide
    return replace(shape, column=max(0, min(most, shape.column)), row=max(0, min(most, shape.row)))
