"""Who knows what: the units ranked by what they follow, and the chosen one painted on the text."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from engine.arrays import Array
from engine.beats import Beat, Cursor
from engine.roles.probes import PROBES
from engine.roles.ranking import Role
from visualizer.paint import RIGHT, diverging, number, picture, text_width, write
from visualizer.views.followed_plot import FollowedPlot
from visualizer.views.moments import rest_at
from visualizer.views.painted_text import PaintedText
from visualizer.views.quantity import hue
from visualizer.views.role_table import RoleTable
from visualizer.views.view import View

TITLE, GAP, FOOT, SCALE = 58.0, 30.0, 38.0, 54.0
BESIDE = 1000.0
"""From this width on the curve stands beside the table, else above it."""
KNOWN = {probe.name: probe for probe in PROBES}


class RolesView(View):
    """The text above, the table below, and the curve of the chosen unit beside it."""

    def prepare(self) -> None:
        """Share out the room, and look the chosen unit up in the trace."""
        ranking, self.role = self.subject.ranking, self.subject.role
        self.table: RoleTable | None = None
        self.text: PaintedText | None = None
        self.plot: FollowedPlot | None = None
        if ranking is None or not ranking.roles:
            return
        left, wide = self.left, self.right - self.left
        top = self.area.top() + TITLE
        self.legend = picture(np.linspace(0, 1, 96)[None], diverging(self.look.theme))
        symbols = max(map(len, self.trace.tokens), default=1) <= 2
        high = self.area.height() - TITLE - FOOT
        if symbols and self.role is not None:
            place = QRectF(left, top, wide, max(60.0, high * (0.3 if wide >= BESIDE else 0.25)))
            self.text = PaintedText(self.trace.tokens, self._values(self.role), self.look, place)
            top += self.text.tall
        self._prepare_below(QRectF(left, top + GAP, wide, self.area.bottom() - FOOT - top - GAP))

    def _prepare_below(self, room: QRectF) -> None:
        """Put table and curve side by side, or the curve above the table in a narrow lane."""
        ranking, role = self.subject.ranking, self.role
        assert ranking is not None
        beside = room.width() >= BESIDE
        wide = room.width() * 0.56 if beside else room.width()
        high = room.height() if beside else room.height() * 0.3
        if role is not None:
            curve = QRectF(room.left() + SCALE, room.top() + 44, room.width() - SCALE - 10, high - 70)
            if beside:
                curve.setLeft(room.left() + wide + GAP + SCALE)
            target = KNOWN[role.probe].series(self.trace.tokens, self.trace.value["x"])
            self.plot = FollowedPlot(self._values(role), target, hue(self.trace, role.line), self.look, curve)
        table = QRectF(room.left(), room.top(), wide, room.height())
        if not beside and self.plot:
            table.setTop(room.top() + high + 8)
        inks = [hue(self.trace, each.line) for each in ranking.roles]
        chosen = ranking.roles.index(role) if role in ranking.roles else -1
        self.table = RoleTable(ranking.roles, inks, chosen, self.look, table)

    def _values(self, role: Role) -> Array:
        return self.trace.value[role.line][:, role.unit]

    def paint_still(self, painter: QPainter) -> None:
        """Paint the words, the table and the target."""
        write(painter, self.left, self.area.top() + 36, *self._title())
        if self.text:
            self._paint_legend(painter, self.text.most)
        if self.table:
            self.table.paint(painter)
            font = self.look.font(18)
            words = fitting(self._searched(), font.toString(), self.right - self.left)
            write(painter, self.left, self.area.bottom() - 8, words, font, self.look.theme.ink2)
        if self.plot and self.role:
            self.plot.paint_still(painter)
            name = self.look.word(KNOWN[self.role.probe].zh, KNOWN[self.role.probe].en)
            words = self.look.word(f"灰：{name}　线：单元", f"grey: {name}; line: the unit")
            write(painter, self.plot.place.left(), self.plot.place.top() - 18, words, self.look.font(20),
                  self.look.theme.ink2)

    def _paint_legend(self, painter: QPainter, most: float) -> None:
        """Say which colours are which numbers."""
        font, ink, right, base = self.look.font(18), self.look.theme.ink2, self.right, self.area.top() + 34
        right -= write(painter, right, base, number(most, 2), font, ink, RIGHT) + 8
        painter.drawImage(QRectF(right - 96, base - 13, 96, 13), self.legend)
        write(painter, right - 104, base, number(-most, 2), font, ink, RIGHT)

    def _title(self) -> tuple[str, QFont, str]:
        """What is known, in the largest letters."""
        look, ranking = self.look, self.subject.ranking
        font = look.font(30 if self.area.width() >= BESIDE else 24, medium=True)
        if ranking is None:
            return look.word("正在找：哪个单元知道什么……", "searching: which unit knows what …"), font, look.theme.ink2
        if not ranking.probes:
            return look.word("没有合适的探针。", "No probe fits these sequences."), font, look.theme.ink
        best, role = ranking.best, self.role
        if best is None:
            return look.word("没有找到角色（p ≥ 0.05）", "No role found (p ≥ 0.05)"), font, look.theme.ink
        role = role or best
        known, name = look.word(KNOWN[role.probe].zh, KNOWN[role.probe].en), f"{role.line} {role.unit + 1}"
        if not role.found:
            return look.word(f"单元 {name}：也许是巧合", f"unit {name}: may be a fluke"), font, look.theme.ink2
        return look.word(f"单元 {name} 知道：{known}", f"unit {name} knows: {known}"), font, look.theme.ink

    def _searched(self) -> str:
        ranking = self.subject.ranking
        assert ranking is not None
        units, probes, rows = ranking.units, len(ranking.probes), ranking.sequences
        some = "probe" if probes == 1 else "probes"
        return self.look.word(
            f"{units} 个单元 × {probes} 个探针，{rows} 条没训练过的序列；p 已为搜索校正，对照：换序列、未训练的网络",
            f"{units} units × {probes} {some}, {rows} unseen sequences; p is corrected for the search, against targets "
            "dealt out anew and untrained nets",
        )

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint as much of the text and the curve as is computed."""
        if self.role is None:
            return
        known = cursor.values_known(self.role.line)
        if self.text:
            self.text.paint(painter, known, cursor.t)
        if self.plot:
            self.plot.paint(painter, known, cursor.t)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The time step whose sign or column was clicked."""
        found = [part.t(point) for part in (self.text, self.plot) if part is not None]
        t = next((t for t in found if t is not None), None)
        return None if t is None else rest_at(cursor, t)

    def row_at(self, point: QPointF) -> int | None:
        """The row of the table that was clicked."""
        return self.table.at(point) if self.table else None


def fitting(text: str, font: str, room: float) -> str:
    """The beginning of a text, up to a comma or semicolon, that fits a room."""
    while text_width(font, text) > room:
        cut = max(text.rfind(sign) for sign in "；;，,")
        if cut <= 0:
            break
        text = text[:cut]
    return text
