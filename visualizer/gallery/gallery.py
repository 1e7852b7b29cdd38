"""All presets over the whole window: found by typing, chosen by arrows and Return or by a click, left by Esc."""

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.shelf import entry_at
from visualizer.gallery.card_grid import FOOT, HEAD, MARGIN, CardGrid
from visualizer.gallery.card_paint import Marks, paint_card, paint_own
from visualizer.gallery.catalogue import Card, criterion, found
from visualizer.gallery.darkroom import Darkroom
from visualizer.gallery.mistakes import MistakesPage
from visualizer.gallery.own_box import OwnBox
from visualizer.gallery.portraits import Portraits, cache_folder
from visualizer.gallery.reader import Reader
from visualizer.gallery.search_line import SearchLine
from visualizer.key_caps import caps_width, paint_caps
from visualizer.overlay import Cover
from visualizer.paint import RIGHT, Look, box, rule, write
from visualizer.wrap import wrapped

SEARCH = QRectF(560, 44, 800, 60)
HINTS = (("Return", "打开", "open"), ("Esc", "返回", "back"))
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (0, -2), Qt.Key.Key_PageDown: (0, 2),
}
OWN = Path()
"""Stands in the grid for the card of a task of one's own."""


class Gallery(Cover):
    """A grid of cards; what was typed narrows it at once."""

    chosen = Signal(object)
    """(Entry): a preset that can be opened."""
    lacking = Signal(object)
    """(Entry): one in sight that has no picture of what it is now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.reader, self.page, self.box = Reader(self), MistakesPage(self), OwnBox(self)
        self.box.made.connect(self._open_made)
        self.portraits, self.darkroom = Portraits(cache_folder()), Darkroom(self)
        self.selected, self.offset, self.on_stage = 0, 0.0, ""
        self.line = SearchLine(self)
        self.line.textChanged.connect(self._narrow)
        self.line.moved.connect(self._press)
        self.setFocusProxy(self.line)
        self._listed: list[Path] = [OWN]
        self._asked: set[tuple[Path, str, str]] = set()
        """Whose pictures were looked after since it was opened, in which look."""
        self.reader.changed.connect(self._take)
        self.closed.connect(self.reader.stop)

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        super().restyle(look, unit)
        self.line.restyle(look, unit)
        self.page.restyle(look, unit)
        self.box.restyle(look, unit)
        self.line.setGeometry(QRectF(SEARCH.x() * unit, SEARCH.y() * unit, SEARCH.width() * unit,
                                     SEARCH.height() * unit).toRect())

    def place(self, room: QRect) -> None:
        """Lie all over the window, with the choice in sight."""
        super().place(room)
        self.offset = self.grid.shown(self.selected, self.offset)
        self.page.place(room)
        self.box.place(room)

    def show_presets(self, on_stage: str = "") -> None:
        """Open with all presets, the one on stage chosen."""
        self.on_stage = on_stage
        self._asked.clear()
        self.reader.begin()
        self.line.clear()
        self._narrow()
        names = [card.path.stem if card else "" for card in self.shown]
        self.select(names.index(on_stage) if on_stage in names else min(1, len(names) - 1))
        self.rise()

    @property
    def shown(self) -> list[Card | None]:
        """What the search has left, in order; None is the card of a task of one's own."""
        known = {card.path: card for card in self.reader.cards}
        return [known.get(path) for path in self._listed]

    @property
    def grid(self) -> CardGrid:
        """Where everything stands."""
        return CardGrid(len(self._listed), self.room.width(), self.room.height())

    @property
    def choice(self) -> Card | None:
        """The chosen card; None if it is that of a task of one's own."""
        return self.shown[self.selected]

    def select(self, index: int) -> None:
        """Choose a card and bring it into sight."""
        self.selected = max(0, min(len(self._listed) - 1, index))
        self.offset = self.grid.shown(self.selected, self.offset)
        self.update()

    def select_path(self, path: Path) -> None:
        """Choose the card of a file."""
        if path in self._listed:
            self.select(self._listed.index(path))

    def refresh(self) -> None:
        """Draw again: a picture has come."""
        self.update()

    def _narrow(self) -> None:
        """Show what the typed text finds; a task of one's own stands first, or last while something is looked for."""
        query = self.line.text()
        hits = [card.path for card in found(self.reader.cards, query)]
        self._listed = [*hits, OWN] if query.strip() else [OWN, *hits]
        self.offset = 0.0
        self.select(0 if query.strip() else min(1, len(hits)))

    def _take(self) -> None:
        """Show what was read; what is looked for may be in it."""
        if self.line.text().strip():
            self._keep_choice()
        self.update()

    def _keep_choice(self) -> None:
        """Search again among what was read meanwhile, the choice kept."""
        before = self._listed[self.selected]
        self._narrow()
        self.select_path(before)

    # -- how it looks

    def paint(self, painter: QPainter) -> None:
        """Draw the cards in sight between head and foot."""
        self.fill(painter, self.look.theme.paper)
        grid, shown = self.grid, self.shown
        painter.save()
        painter.setClipRect(QRectF(0, HEAD, grid.width, grid.window))
        for index in grid.visible(self.offset):
            self._paint_card(painter, index, shown[index])
        painter.restore()
        self._paint_head(painter, grid)
        self._paint_bar(painter, grid)
        self._paint_foot(painter, grid)

    def _paint_card(self, painter: QPainter, index: int, card: Card | None) -> None:
        area, chosen = self.grid.area(index, self.offset), index == self.selected
        if card is None:
            paint_own(painter, area, self.look, Marks(selected=chosen))
            return
        picture = self._picture(card)
        paint_card(painter, area, card, self.look, picture, Marks(card.path.stem == self.on_stage, chosen))

    def _picture(self, card: Card) -> QPixmap | None:
        if card.entry is None or card.preset is None:
            return None
        asked = card.path, self.look.lang, self.look.theme.name
        if asked not in self._asked:
            self._asked.add(asked)
            if not self.portraits.current(card.entry, self.look):
                self.lacking.emit(card.entry)
        return self.portraits.picture(card.entry, self.look)

    def _paint_head(self, painter: QPainter, grid: CardGrid) -> None:
        theme, look = self.look.theme, self.look
        write(painter, MARGIN, 92, look.word("画廊", "Gallery"), look.font(48, medium=True), theme.ink)
        hits = len(self._listed) - 1
        count = f"{hits} / {len(self.reader.cards)}" if self.line.text().strip() else f"{len(self.reader.cards)}"
        told = look.word(f"{count} 个预设", f"{count} presets")
        write(painter, grid.width - MARGIN, 84, told, look.font(26), theme.ink2, RIGHT)

    def _paint_bar(self, painter: QPainter, grid: CardGrid) -> None:
        """Draw how far it is scrolled, if it scrolls."""
        if grid.most > 0:
            x, length = grid.width - MARGIN / 2 - 4, grid.window - 12
            thumb = max(40.0, length * grid.window / (grid.window + grid.most))
            y = HEAD + 6 + (length - thumb) * self.offset / grid.most
            box(painter, QRectF(x, HEAD + 6, 8, length), self.look.theme.wash, corner=4)
            box(painter, QRectF(x, y, 8, thumb), self.look.theme.ink3, corner=4)

    def _paint_foot(self, painter: QPainter, grid: CardGrid) -> None:
        """Say all of the chosen preset, and what the keys do."""
        theme, look, top = self.look.theme, self.look, grid.height - FOOT
        painter.fillRect(QRectF(0, top, grid.width, FOOT + 1), theme.paper)
        rule(painter, MARGIN, top + 8, grid.width - MARGIN, top + 8, theme.rule, 2)
        x = self._paint_hints(painter, grid.width - MARGIN, top + 62)
        lines = self._told(x - MARGIN - 60)
        for place, (text, size, ink) in enumerate(lines):
            write(painter, MARGIN, top + 46 + 32 * place, text, look.font(size), ink)

    def _told(self, width: float) -> list[tuple[str, int, str]]:
        """The lines about the choice: text, size and ink."""
        card, look, theme = self.choice, self.look, self.look.theme
        if card is None:
            told = look.word("粘贴文字、文法或表格，或拖入一个文件：它成为一个预设，保存在自己的文件夹里。",
                             "Paste a text, a grammar or a table, or drop a file: it becomes a preset of your own.")
            return [(line, 24, theme.ink) for line in wrapped(told, look.font(24), width)[:2]]
        if card.preset is None:
            told = card.mistakes[0].word(look.lang) if card.mistakes else ""
            return [(line, 20, theme.ink) for line in wrapped(told, look.font(20), width)[:3]]
        about = [(line, 22, theme.ink) for line in wrapped(card.about(look.lang), look.font(22), width)[:2]]
        last = criterion(card.preset, look.lang)
        lines = wrapped(last, look.font(19), width)[: 3 - len(about)] if last else ()
        return [*about, *((line, 19, theme.ink2) for line in lines)]

    def _paint_hints(self, painter: QPainter, right: float, y: float) -> float:
        """Draw the keys that do something here, from the right; gives their left edge."""
        for keys, zh, en in reversed(HINTS):
            word = self.look.word(zh, en)
            right -= write(painter, right, y + 8, word, self.look.font(22), self.look.theme.ink2, RIGHT) + 10
            right -= caps_width((keys,), self.look)
            paint_caps(painter, right, y, (keys,), self.look)
            right -= 32
        return right

    # -- what keys and clicks do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what comes past the line."""
        self._press(event.key())
        event.accept()

    def _press(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.selected)
        elif key in ARROWS:
            self.select(self.grid.moved(self.selected, *ARROWS[key]))
        elif key == Qt.Key.Key_Home:
            self.select(0)
        elif key == Qt.Key.Key_End:
            self.select(len(self._listed) - 1)

    def _choose(self, index: int) -> None:
        self.select(index)
        card = self.shown[index]
        if card is None:
            self.box.ask(self.reader.own)
            return
        read = self.reader.card(card.path)
        if read is not None and read.mistakes and read.entry:
            self.page.show_mistakes(read.entry)
        elif read is not None:
            self.hide()
            self.chosen.emit(read.entry)

    def _open_made(self, path: Path) -> None:
        """Play the preset that was just made."""
        self.darkroom.forget(path)
        self.hide()
        self.chosen.emit(entry_at(path, own=True))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the card under the pointer."""
        point = self.point(event)
        index = self.grid.at(point.x(), point.y(), self.offset)
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._choose(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        pixels = event.pixelDelta().y() / self.unit or event.angleDelta().y() / 120 * self.grid.pitch / 2
        self.offset = self.grid.clamped(self.offset - pixels)
        self.update()
