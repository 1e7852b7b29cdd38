"""Reads the files of all presets one at a time, so that the room never waits; what was read is kept."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from engine.own_folder import own_folder
from engine.shelf import entry_at, files
from presets.load import FOLDER
from visualizer.gallery.catalogue import Card, ordered

Stamp = tuple[Path, int, int]


class Reader(QObject):
    """The cards of all presets, the user's own first."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.own = own_folder()
        self.cards: list[Card] = []
        self._known: dict[Stamp, Card] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """List the files there are now, and read those that are new or have changed."""
        self.cards = ordered([
            self._known.get(_stamp(path), Card(path, mine))
            for folder, mine in ((self.own, True), (FOLDER, False)) for path in files(folder)
        ])
        self._timer.start()

    def stop(self) -> None:
        """Read no more for now."""
        self._timer.stop()

    def card(self, path: Path) -> Card | None:
        """The card of a file, read at once if it was not yet."""
        for place, card in enumerate(self.cards):
            if card.path == path:
                return card if card.entry else self._read(place)
        return None

    def _next(self) -> None:
        """Read one more file, then let others have their turn."""
        unread = next((place for place, card in enumerate(self.cards) if card.entry is None), None)
        if unread is not None:
            self._read(unread)
            self.changed.emit()
            self._timer.start()

    def _read(self, place: int) -> Card:
        path, own = self.cards[place].path, self.cards[place].own
        self.cards[place] = self._known[_stamp(path)] = Card(path, own, entry_at(path, own))
        return self.cards[place]


def _stamp(path: Path) -> Stamp:
    """Name a file as it is now."""
    try:
        told = path.stat()
    except OSError:
        return path, 0, 0
    return path, told.st_mtime_ns, told.st_size
