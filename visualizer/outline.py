"""All slides at a glance, over the whole window: choose one by arrows, by its number, or by a click."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from visualizer.jump import JumpNumber
from visualizer.layout import Area
from visualizer.overlay import Cover
from visualizer.paint import RIGHT, Look, box, write
from visualizer.slide_grid import MARGIN, TOP, SlideGrid
from visualizer.theme import LIGHT

Thumbnail = Callable[[int, int, int], QPixmap]
"""Draws slide `index` at so many screen pixels, width and height."""

KEPT = 120
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (0, -3), Qt.Key.Key_PageDown: (0, 3),
}


class Outline(Cover):
    """A grid of small slides; pictures are made when they come into sight, one at a time."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.titles: tuple[str, ...] = ()
        self.current, self.selected, self.offset = 0, 0, 0.0
        self.thumbnail: Thumbnail | None = None
        self.jump = JumpNumber(self, top=32)
        self._made: dict[int, QPixmap] = {}
        self._maker = QTimer(self, singleShot=True, interval=0)
        self._maker.timeout.connect(self._make_next)
        self._drag: float | None = None

    def show_slides(self, titles: Sequence[str], current: int, thumbnail: Thumbnail) -> None:
        """Take the slides, which one is now, and who draws them small; then show them."""
        self.titles, self.current, self.thumbnail = tuple(titles), current, thumbnail
        self._made.clear()
        self.offset = 0.0
        self.rise()
        self._type("")
        self._select(current)

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        self.jump.restyle(look, unit)
        self._made.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have pictures of another size made anew."""
        super().resizeEvent(event)
        self._made.clear()
        self.offset = self.grid.shown(self.selected, self.offset)
        self.jump.place(self.rect())

    @property
    def grid(self) -> SlideGrid:
        """Where everything stands."""
        return SlideGrid(len(self.titles), self.room.width(), self.room.height())

    def _select(self, index: int) -> None:
        self.selected = index
        self._scroll(self.grid.shown(index, self.offset))

    def _scroll(self, offset: float) -> None:
        self.offset = self.grid.clamped(offset)
        self.update()

    def _choose(self, index: int) -> None:
        self.hide()
        self.chosen.emit(index)

    def paint(self, painter: QPainter) -> None:
        """Draw the slides in sight under the title."""
        self.fill(painter, self.look.theme.paper)
        grid = self.grid
        painter.save()
        painter.setClipRect(QRectF(0, TOP - 12, grid.width, grid.height - TOP + 12))
        for index in grid.visible(self.offset):
            self._paint_slide(painter, index, grid.area(index, self.offset))
        painter.restore()
        self._paint_head(painter, grid)
        self._paint_bar(painter, grid)
        if any(index not in self._made for index in grid.visible(self.offset)):
            self._maker.start()

    def _paint_head(self, painter: QPainter, grid: SlideGrid) -> None:
        theme = self.look.theme
        write(painter, MARGIN, 98, self.look.word("全部页面", "All slides"), self.look.font(48, medium=True), theme.ink)
        place = f"{self.current + 1} / {grid.count}"
        write(painter, grid.width - MARGIN, 98, place, self.look.font(28), theme.ink2, RIGHT)

    def _paint_slide(self, painter: QPainter, index: int, area: Area) -> None:
        theme, now = self.look.theme, index == self.current
        place = QRectF(area.x, area.y, area.width, area.height)
        picture = self._made.get(index)
        if picture is None or picture.isNull():
            box(painter, place, theme.wash, corner=0)
        else:
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
        self._paint_frame(painter, place, now=now, selected=index == self.selected)
        ink = theme.ink if now or index == self.selected else theme.ink2
        font = self.look.font(20, medium=now)
        number = write(painter, area.x, area.bottom + 32, str(index + 1), font, ink)
        room = area.width - number - 12
        title = QFontMetricsF(font).elidedText(self.titles[index], Qt.TextElideMode.ElideRight, room)
        write(painter, area.x + number + 12, area.bottom + 32, title, font, ink)

    def _paint_frame(self, painter: QPainter, place: QRectF, *, now: bool, selected: bool) -> None:
        """Frame the present yellow and the choice in ink; the present is seen either way."""
        theme = self.look.theme
        if now:
            box(painter, place.adjusted(-3.5, -3.5, 3.5, 3.5), None, LIGHT.now, 7, corner=3)
        else:
            box(painter, place, None, theme.rule, 1.5, corner=0)
        if selected:
            reach = 8.5 if now else 2.0
            box(painter, place.adjusted(-reach, -reach, reach, reach), None, theme.ink, 4 if not now else 3, corner=4)

    def _paint_bar(self, painter: QPainter, grid: SlideGrid) -> None:
        """Draw how far it is scrolled, if it scrolls."""
        if grid.most > 0:
            x, length = grid.width - MARGIN / 2 - 4, grid.window - 24
            thumb = max(40.0, length * grid.window / (grid.window + grid.most))
            y = TOP + (length - thumb) * self.offset / grid.most
            box(painter, QRectF(x, TOP, 8, length), self.look.theme.wash, corner=4)
            box(painter, QRectF(x, y, 8, thumb), self.look.theme.ink3, corner=4)

    def _make_next(self) -> None:
        """Make one missing picture in sight, then let others have their turn."""
        missing = next((index for index in self.grid.visible(self.offset) if index not in self._made), None)
        if missing is None or self.thumbnail is None or not self.isVisible():
            return
        self._made[missing] = QPixmap()  # one that fails is not asked for again
        scale = self.unit * self.devicePixelRatioF()
        try:
            self._made[missing] = self.thumbnail(missing, round(self.grid.wide * scale), round(self.grid.tall * scale))
        finally:
            self.update()
        while len(self._made) > KEPT:
            self._made.pop(next(iter(self._made)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, type a number, choose or close."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.selected)
        elif key == Qt.Key.Key_Backspace:
            self._type(self.jump.digits[:-1])
        elif event.text().isdecimal() and event.text().isascii():
            self._type(self.jump.digits + event.text())
        else:
            self._move(key)

    def _move(self, key: int) -> None:
        goal = self.selected
        if key in ARROWS:
            goal = self.grid.moved(self.selected, *ARROWS[key])
        elif key == Qt.Key.Key_Home:
            goal = 0
        elif key == Qt.Key.Key_End:
            goal = len(self.titles) - 1
        if goal != self.selected:
            self._type("")
            self._select(goal)

    def _type(self, digits: str) -> None:
        """Take the digits if there is such a slide; a wrong one begins a new number."""
        if digits and not 0 < int(digits) <= len(self.titles):
            digits = digits[-1] if 0 < int(digits[-1]) <= len(self.titles) else ""
        self.jump.show_number(digits, self.titles[int(digits) - 1] if digits else "")
        if digits:
            self._select(int(digits) - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        pixels = event.pixelDelta().y() / self.unit or event.angleDelta().y() / 120 * self.grid.pitch / 2
        self._scroll(self.offset - pixels)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the slide under the pointer, or begin to drag the bar."""
        point = self.point(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if point.x() > self.room.width() - MARGIN and self.grid.most > 0:
            self._drag_to(point)
            return
        index = self.grid.at(point.x(), point.y(), self.offset)
        if index is not None:
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the bar."""
        if self._drag is not None:
            self._drag_to(self.point(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the bar go."""
        del event
        self._drag = None

    def _drag_to(self, point: QPointF) -> None:
        self._drag = point.y()
        self._scroll(self.grid.most * (point.y() - TOP) / self.grid.window)
