"""The slide's words and pictures on screen: painted, not a web page.

Everything is laid out in design pixels of a screen of 1920 × 1080 and painted at the window's unit, so a slide breaks
its lines in the same places on every screen, in the outline and on paper.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QWidget

from visualizer.deck import Slide
from visualizer.fonts import Fonts, load_fonts
from visualizer.pieces import paint_piece
from visualizer.slide_layout import MARGIN, Pane, SlideLayout, lay_out
from visualizer.text_box import ENDLESS, Manner, plain_box
from visualizer.theme import Theme

SCREEN = QSize(1920, 1080)


class SlidePane(QWidget):
    """One slide: its title, its text, and which bullet is the current one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unit = 1.0
        self._slide: Slide | None = None
        self._place = ""
        self._current: int | None = None
        self._revealed: int | None = None
        self._page = 0
        self._layout: SlideLayout | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_slide(self, slide: Slide, number: int, total: int) -> None:
        """Show a slide from its beginning; `number` counts from 1."""
        self._slide, self._place = slide, f"{number} / {total}"
        self._current = None
        self._revealed = 0 if slide.steps else None
        self._page = 0
        self.setAccessibleName(slide.title)
        self._changed()

    def set_current(self, bullet: int | None) -> None:
        """Say which top-level bullet is the current one, and turn to its page."""
        self._current = bullet
        self._changed()
        self._page = self._page_of(bullet)

    def set_revealed(self, count: int | None) -> None:
        """Show the first bullets only; None shows all."""
        self._revealed = count
        self.update()

    def set_unit(self, unit: float) -> None:
        """Say how many pixels a design pixel has."""
        self._unit = max(unit, 0.05)
        self._changed()

    def restyle(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._changed()

    @property
    def pages(self) -> int:
        """How many pages the slide's text fills; more than one only where it is far too long."""
        made = self._made()
        return len(made.starts) if made else 1

    @property
    def page(self) -> int:
        """The page on view, from 0."""
        return self._page

    def turn_page(self, step: int) -> bool:
        """Turn to a neighbouring page; whether there was one."""
        wanted = self._page + step
        if not 0 <= wanted < self.pages:
            return False
        self._page = wanted
        self.update()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page on view."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        made = self._made()
        if made is None:
            return
        painter.scale(self._unit, self._unit)
        paint_slide(painter, made, self._page, self._revealed)
        self._paint_foot(painter, made)

    def resizeEvent(self, _event: object) -> None:
        """Lay out anew when next painted."""
        self._layout = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages with the wheel where there are any."""
        if not self.turn_page(-1 if event.angleDelta().y() > 0 else 1):
            event.ignore()

    def _changed(self) -> None:
        self._layout = None
        self.update()

    def _pane(self) -> Pane:
        width, height = self.width() / self._unit, self.height() / self._unit
        return Pane(width, height, self._theme, load_fonts(), self._current)

    def _made(self) -> SlideLayout | None:
        if self._layout is None and self._slide is not None:
            self._layout = lay_out(self._slide, self._pane())
            self._page = min(self._page, len(self._layout.starts) - 1)
        return self._layout

    def _page_of(self, bullet: int | None) -> int:
        made = self._made()
        tops = [piece.y for piece in made.body if piece.bullet == bullet] if made and bullet is not None else []
        if not made or not tops:
            return self._page
        return max(number for number, start in enumerate(made.starts) if number == 0 or start <= min(tops) + 1)

    def _paint_foot(self, painter: QPainter, made: SlideLayout) -> None:
        """The slide's number where the pane is the whole screen, and the hint that there is more below."""
        pane = self._pane()
        if not pane.narrow:
            number = plain_box(self._place, _small(pane.fonts, self._theme.ink2, 22), ENDLESS)
            number.draw(painter, pane.width - MARGIN - number.width, pane.height - 56)
        if len(made.starts) > 1:
            _paint_more(painter, pane, f"{self._page + 1} / {len(made.starts)}", self._page + 1 < len(made.starts))


def paint_slide(painter: QPainter, made: SlideLayout, page: int = 0, revealed: int | None = None) -> None:
    """Paint one page of a laid-out slide; the painter's unit is a design pixel."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    for piece in made.head:
        paint_piece(painter, piece)
    start = made.starts[page]
    end = made.starts[page + 1] if page + 1 < len(made.starts) else start + made.room
    painter.save()
    painter.translate(0, made.top - start)
    if len(made.starts) > 1:
        painter.setClipRect(QRectF(-1e5, start, 2e5, end - start))
    for piece in made.body:
        hidden = revealed is not None and piece.bullet is not None and piece.bullet >= revealed
        if not hidden and piece.bottom > start and piece.y < end:
            paint_piece(painter, piece)
    painter.restore()


@lru_cache(maxsize=256)
def thumbnail(slide: Slide, size: QSize, theme: Theme) -> QPixmap:
    """A slide made small, for the outline: the same picture, fitted into `size`."""
    unit = min(size.width() / SCREEN.width(), size.height() / SCREEN.height())
    picture = QPixmap(max(1, round(SCREEN.width() * unit)), max(1, round(SCREEN.height() * unit)))
    picture.fill(QColor(theme.paper))
    painter = QPainter(picture)
    painter.scale(unit, unit)
    paint_slide(painter, lay_out(slide, Pane(SCREEN.width(), SCREEN.height(), theme, load_fonts())))
    painter.end()
    return picture


def _small(fonts: Fonts, colour: str, size: int) -> Manner:
    return Manner(fonts, size, round(1.5 * size), colour)


def _paint_more(painter: QPainter, pane: Pane, words: str, below: bool) -> None:
    """The page's number among the slide's pages, and an arrow down while there is more."""
    box = plain_box(words, _small(pane.fonts, pane.theme.ink, 28), ENDLESS)
    x, y = pane.left, pane.floor - 36
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pane.theme.rule))
    painter.drawRect(QRectF(x, y - 8, pane.room, 1))
    box.draw(painter, x, y)
    if below:
        painter.setBrush(QColor(pane.theme.ink))
        left, top = x + box.width + 20, y + 14
        painter.drawPolygon(QPolygonF([QPointF(left, top), QPointF(left + 24, top), QPointF(left + 12, top + 16)]))
