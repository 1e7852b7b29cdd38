"""The ranking as a table: a unit, what it follows, how closely, and how likely that is a fluke."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.roles.probes import PROBES
from engine.roles.ranking import Role
from visualizer.paint import RIGHT, Look, box, colour, rule, text_width, write

HEAD, ROW, MOST_ROW = 40.0, 38.0, 54.0
WORDY = 250.0
"""Room for the words of a role."""
ROOMY = 620.0
"""From this width on there is room for all columns; below, for unit, role and correlation."""
WORDS = {probe.name: (probe.zh, probe.en) for probe in PROBES}


class RoleTable:
    """As many rows as a place has room for."""

    def __init__(self, roles: Sequence[Role], inks: Sequence[str], chosen: int, look: Look, place: QRectF) -> None:
        self.look, self.place, self.chosen = look, place, chosen
        room = max(1, int((place.height() - HEAD) / ROW))
        self.roles, self.inks = roles[:room], inks
        self.row = min(MOST_ROW, (place.height() - HEAD) / max(1, len(self.roles)))
        self.roomy = place.width() >= ROOMY
        right = place.right() - 12
        self.edges = (right, right - 104, right - 200) if self.roomy else (right, right, right)
        """Where p, AUC and the correlation end."""

    def rect(self, row: int) -> QRectF:
        """Where a row stands."""
        return QRectF(self.place.left(), self.place.top() + HEAD + row * self.row, self.place.width(), self.row)

    def at(self, point: QPointF) -> int | None:
        """Which row lies under a point."""
        row = int((point.y() - self.place.top() - HEAD) // self.row)
        return row if self.place.contains(point) and 0 <= row < len(self.roles) else None

    def paint(self, painter: QPainter) -> None:
        """Paint the head and the rows; the chosen one is bold, those that may be flukes are pale."""
        theme, font = self.look.theme, self.look.font(20)
        base = self.place.top() + 24
        write(painter, self.place.left() + 12, base, self.look.word("单元", "unit"), font, theme.ink2)
        write(painter, self._words, base, self.look.word("知道什么", "knows"), font, theme.ink2)
        p, area, r = self.edges
        write(painter, r, base, self.look.word("相关 r", "correlation r"), font, theme.ink2, RIGHT)
        if self.roomy:
            if any(role.auc is not None for role in self.roles):
                write(painter, area, base, "AUC", font, theme.ink2, RIGHT)
            write(painter, p, base, "p", font, theme.ink2, RIGHT)
        rule(painter, self.place.left(), base + 11.5, self.place.right(), base + 11.5, theme.rule, 2)
        for place, role in enumerate(self.roles):
            self._paint_row(painter, role, place)

    @property
    def _words(self) -> float:
        return self.place.left() + (130 if self.roomy else 92)

    def _paint_row(self, painter: QPainter, role: Role, place: int) -> None:
        theme, rect, chosen = self.look.theme, self.rect(place), place == self.chosen
        font = self.look.font(24, medium=chosen)
        ink = theme.ink if role.found else theme.ink3
        base = rect.center().y() + 9
        if chosen:
            box(painter, rect.adjusted(0, 2, 0, -2), theme.wash, theme.ink3, 2, 6)
        painter.fillRect(QRectF(rect.left() + 12, base - 18, 8, 20), colour(self.inks[place] or theme.ink3))
        write(painter, rect.left() + 30, base, f"{role.line} {role.unit + 1}", font, ink)
        p, area, r = self.edges
        words = self.look.word(*WORDS[role.probe])
        room = r - (self.bar + 100 if self.roomy else 76) - self._words
        smaller = min(24.0, 24 * room / max(1.0, text_width(font.toString(), words)))
        write(painter, self._words, base, words, self.look.font(max(15.0, smaller), medium=chosen), ink)
        write(painter, r, base, f"{role.correlation:.2f}".replace("-", "−"), font, ink, RIGHT)
        if self.roomy:
            self._paint_bar(painter, role, place, QRectF(r - 84 - self.bar, base - 14, self.bar, 12))
            write(painter, area, base, "" if role.auc is None else f"{role.auc:.2f}", font, ink, RIGHT)
            write(painter, p, base, _rounded(role.p), font, ink, RIGHT)

    @property
    def bar(self) -> float:
        """How long a correlation of 1 is drawn: what the words leave of the room; 0 if that is too little."""
        left = self.edges[2] - 110 - WORDY - self._words if self.roomy else 0.0
        return min(220.0, left) if left >= 40 else 0.0

    def _paint_bar(self, painter: QPainter, role: Role, place: int, room: QRectF) -> None:
        painter.fillRect(room, colour(self.look.theme.wash if place != self.chosen else self.look.theme.rule))
        full = QRectF(room.left(), room.top(), room.width() * abs(role.correlation), room.height())
        painter.fillRect(full, colour((self.inks[place] if role.found else "") or self.look.theme.ink3))


def _rounded(p: float) -> str:
    """Write a probability with two digits after the point, never smaller than it is."""
    return f"{ceil(p * 100 - 1e-9) / 100:.2f}"
