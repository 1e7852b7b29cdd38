"""A training step of one unit as a person computes it: every line of the moment with names, with numbers, its result.

It shows the lines of one time step of one pass, the loss, or the update, in the order in which they are computed, and
marks the one of the moment. What is not computed yet has its names only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor, Phase
from engine.by_hand import Row, Section, sections, unfit
from visualizer.paint import RIGHT, colour, text_width, write
from visualizer.views.hand_layout import HandLayout, Placed, laid_out
from visualizer.views.quantity import hue, known
from visualizer.views.symbol import symbol
from visualizer.views.view import View

HEAD, FOOT = 64.0, 34.0
AT_ONCE = 12
"""Lines of a pass that are shown at once."""
NUMBERS_COME, RESULT_COMES = 0.3, 0.75
"""At which part of a line's motion they appear."""
PHASES = {"forward": Phase.FORWARD, "loss": Phase.LOSS, "backward": Phase.BACKWARD, "update": Phase.UPDATE}


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of a row is to be seen."""

    numbers: bool
    result: bool
    now: bool


def pages(parts: tuple[Section, ...]) -> Iterator[Section]:
    """What is shown at once: all time steps of a pass where they are few lines, else one at a time."""
    for _, group in groupby(parts, key=lambda part: part.kind):
        together = tuple(group)
        rows = tuple(row for part in together for row in part.rows)
        yield from (Section(together[0].kind, -1, rows),) if len(rows) <= AT_ONCE else together


class HandView(View):
    """Paints one section of the sheet."""

    def prepare(self) -> None:
        """Write the step out, if it is one for a pencil."""
        self.why = unfit(self.trace)
        self.sections: tuple[Section, ...] = () if any(self.why) else tuple(pages(sections(self.trace)))
        self._laid: dict[Section, HandLayout] = {}

    def section(self, cursor: Cursor) -> Section:
        """The section of the moment; before the start, the first one."""
        beat = cursor.beat
        if beat is None:
            return self.sections[0]
        return next(each for each in self.sections
                    if PHASES[each.kind] is beat.phase and (each.t in {-1, beat.t}))

    def layout(self, section: Section) -> HandLayout:
        """Where the rows of a section stand."""
        if section not in self._laid:
            place = QRectF(self.left, self.area.top() + HEAD, self.right - self.left,
                           max(20.0, self.area.height() - HEAD - FOOT))
            self._laid[section] = laid_out(section, place, self.look)
        return self._laid[section]

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the section of the moment."""
        if not self.sections:
            self._paint_why(painter)
            return
        section = self.section(cursor)
        layout = self.layout(section)
        self._paint_head(painter, section)
        for placed in layout.rows:
            self._paint_row(painter, layout, placed, self._shown(placed.row, cursor))
        if any(row.off for row in section.rows):
            word = self.look.word
            text = word("± 从印出的数算起，末位可能差这么多",
                        "±: computed from the printed numbers, the last digit may differ by that")
            write(painter, self.right, self.area.bottom() - 4, text, self.look.font(20), self.look.theme.ink2, RIGHT)

    def _shown(self, row: Row, cursor: Cursor) -> Shown:
        """What is known of a row at a moment."""
        beat = row.beat
        now = cursor.beat == beat
        if now and beat.line:
            return Shown(cursor.part > NUMBERS_COME, cursor.part > RESULT_COMES, now=True)
        done = cursor.phase >= beat.phase and (not beat.line or known(cursor, beat.line, beat.t))
        return Shown(done, done, now=False)

    def _paint_why(self, painter: QPainter) -> None:
        """Say why there is nothing to write out."""
        word, x, y = self.look.word, self.left, self.area.top() + 40
        write(painter, x, y, word(self.why[0] + "，手算不了。", f"Too much for a pencil: {self.why[1]}."),
              self.look.font(28), self.look.theme.ink)
        text = word("预设 by-hand 有一个单元、四步。", "The preset by-hand has one unit and four steps.")
        write(painter, x, y + 44, text, self.look.font(28), self.look.theme.ink2)

    def title(self, section: Section) -> str:
        """What is computed here."""
        word, at, of = self.look.word, section.t + 1, self.trace.T
        zh, en = (f"：第 {at} 步，共 {of} 步", f", step {at} of {of}") if at else ("", "")
        return {
            "forward": word(f"前向{zh}", f"Forward{en}"),
            "loss": word("损失", "The loss"),
            "backward": word(f"反向{zh}", f"Backward{en}"),
            "update": word("更新：各步的份额相加", "The update: all steps add up"),
        }[section.kind]

    def _paint_head(self, painter: QPainter, section: Section) -> None:
        """Name the section, and what goes into it, as much as there is room for."""
        theme, baseline = self.look.theme, self.area.top() + 38
        x = self.left + write(painter, self.left, baseline, self.title(section), self.look.font(34, medium=True),
                              theme.ink)
        size = 26.0
        for slot in section.given if section.kind != "update" else ():
            name, number = symbol(self.look, f"{slot.name} = ", size), symbol(self.look, slot.text, size)
            x += 34
            if x + name.width + number.width > self.right:
                return
            x += name.draw(painter, x, baseline, theme.ink2)
            x += number.draw(painter, x, baseline, theme.ink2)

    def _paint_row(self, painter: QPainter, layout: HandLayout, placed: Placed, shown: Shown) -> None:
        theme, size, row = self.look.theme, layout.size, placed.row
        if shown.now:
            painter.fillRect(placed.area, colour(theme.now_wash))
            painter.fillRect(QRectF(placed.area.left() - 10, placed.area.top(), 7, placed.area.height()),
                             colour(theme.now))
        if row.sign == "=" or not placed.bare:
            bar = placed.area.adjusted(2, 4, 0, -4)
            bar.setWidth(7)
            line = row.beat.line or row.slot.at.name.partition(".")[0]
            painter.fillRect(bar, colour(hue(self.trace, line) or theme.rule))
        equals, base = placed.columns.equals, placed.baseline
        symbol(self.look, row.name, size).draw(painter, equals - 12, base, theme.ink, RIGHT)
        symbol(self.look, row.sign, size).draw(painter, equals, base, theme.ink2)
        ink = theme.ink if shown.numbers else theme.ink2
        first = row.formula.numbers if placed.bare and shown.numbers else "" if placed.bare else row.formula.names
        symbol(self.look, first, size).draw(painter, equals + layout.sign, base, ink)
        base += layout.pitch * placed.double
        if shown.numbers and not row.copied and not placed.bare:
            x = equals if placed.double else placed.columns.numbers
            symbol(self.look, "=", size).draw(painter, x, base, theme.ink2)
            symbol(self.look, row.formula.numbers, size).draw(painter, x + layout.sign, base, theme.ink)
        if shown.result:
            self._paint_result(painter, layout, placed, base)

    def _paint_result(self, painter: QPainter, layout: HandLayout, placed: Placed, base: float) -> None:
        theme, font, row = self.look.theme, self.look.font(layout.size, medium=True), placed.row
        right = placed.columns.right
        if row.off:
            write(painter, right + 10, base, f"±{row.off}", self.look.font(layout.size * 0.6), theme.ink2)
        wide = text_width(font.toString(), row.result)
        write(painter, right, base, row.result, font, theme.ink, RIGHT)
        symbol(self.look, "=", layout.size).draw(painter, right - wide - layout.sign, base, theme.ink2)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The moment of the row that was clicked."""
        if not self.sections:
            return None
        rows = self.layout(self.section(cursor)).rows
        return next((placed.row.beat for placed in rows if placed.area.contains(point)), None)
