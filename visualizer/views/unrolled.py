"""The net unrolled through time: losses over capsules over tokens, one column a step.

Forward, the lines run to the right behind what each step carries on, columns of colour; backward, the gradients run to
the left as arrows.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from engine.beats import Beat, Cursor, Phase
from engine.net import Block
from engine.reading import way
from visualizer.layout import Axis
from visualizer.paint import CENTRE, box, colour, text_width, write
from visualizer.views.film import filmed
from visualizer.views.loss_bars import LossBars
from visualizer.views.moments import rest_at, shown
from visualizer.views.quantity import current
from visualizer.views.rail import Rail
from visualizer.views.rails import Rails
from visualizer.views.shades import value_picture
from visualizer.views.standing import standing
from visualizer.views.time_labels import letter_size, paint_numbers, within
from visualizer.views.view import View

SEEN = 44.0
"""How large what went in is drawn, if it is a picture."""
UNITS = 16
"""So many units are shown as a column of colour."""
APART = 7.0
"""Half the gap between the columns of two carried values."""
STANDING = 0.3
"""The part of the height that words may stand in."""
NARROW = 16.0
"""Below this pitch the capsules grow into one band."""
REMEMBERED = 0.3
"""How strong a state is drawn, backward, while its frame waits on the stack."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One carried value of all steps: a picture with a column a step, and the height at which it stands."""

    name: str
    ink: str
    top: float
    tall: float
    image: QImage


class UnrolledView(View):
    """One capsule a step, or one band where steps are narrow; the carried lines run through."""

    def prepare(self) -> None:
        """Choose heights, scales and the picture of the states."""
        if self.axis is None:
            return
        area, axis = self.area, self.axis
        self.film = filmed(self.trace, self.look)
        words = self.trace.tokens if self.film is None else self.film.words
        self.letters = self._letters(axis, words)
        told = self.standing.tall if self.standing else self.letters
        room = area.height() - 48 - (told + 8 if told else 0)
        base = area.top() + room * 0.3
        self.top, self.bottom = base + max(24.0, room * 0.13), area.top() + room
        self.letter_base, self.number_base = self.bottom + 12 + told, area.bottom() - 10
        self.band = axis.pitch < NARROW
        self.wide = axis.pitch if self.band else min(36.0, axis.pitch * 0.6)
        self.bars = LossBars(self.trace, axis, self.look, area.top() + 14, base, self.top)
        self.rails = Rails(self.trace, axis, self.look, (self.top, self.bottom), self.wide)
        self.states = tuple(self._state(rail) for rail in self.rails.rails)

    def _letters(self, axis: Axis, words: tuple[str, ...]) -> float:
        """How large tokens lie; 0 where long ones stand, or stand over this view already."""
        room, numbers = STANDING * self.area.height(), not self.trace.symbols
        made = None if self.film is not None else standing(axis, words, room, numbers=numbers)
        self.standing = made if axis.top >= self.area.top() else None
        return 0.0 if made else letter_size(axis, words, 32 if self.film is None else SEEN)

    def _state(self, rail: Rail) -> State:
        """Lay a carried value about its line: the whole capsule if it is alone, else its share of it."""
        edge = max(0.0 if self.band else self.wide * 0.22, 6.0)
        half = (self.bottom - self.top) / 2 - edge
        if len(self.rails.rails) > 1:
            apart = self.rails.rails[1].y - self.rails.rails[0].y
            half = min(apart / 2 - APART, self.rails.rails[0].y - self.top - edge)
        image = value_picture(self.trace, rail.name, self.look)
        units = min(UNITS, image.height())
        return State(rail.name, rail.ink, rail.y - half, 2 * half, image.copy(0, 0, self.trace.T, units))

    def paint_still(self, painter: QPainter) -> None:
        """Paint the names."""
        if self.axis is not None:
            self.bars.paint_still(painter)
            self.rails.paint_names(painter)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint losses, capsules, lines, states, tokens."""
        if self.axis is None:
            return
        self.bars.paint(painter, cursor)
        styles = self._styles(cursor, self.axis.T)
        if self.band:
            self._paint_band(painter, self.axis, cursor)
        else:
            self._paint_capsules(painter, self.axis, cursor.t, styles)
        if cursor.backwards or self.band:
            self._paint_states(painter, self.axis, cursor)
        if cursor.backwards:
            self.rails.paint_backward(painter, cursor)
        else:
            self.rails.paint_forward(painter, cursor)
            if not self.band:
                self._paint_states(painter, self.axis, cursor)
        self._paint_tokens(painter, self.axis, cursor.t, styles)

    def _styles(self, cursor: Cursor, steps: int) -> list[tuple[str, str]]:
        """Fill and edge of each capsule: yellow now, wash where the pass has been, an empty outline where not."""
        theme, now = self.look.theme, cursor.t
        empty = (theme.paper, theme.ink3)
        if cursor.backwards:
            first, last = self._been(cursor)
            styles = [(theme.wash, theme.ink) if first <= t < last else empty for t in range(steps)]
        else:
            first, last = cursor.beats.known(cursor.done, self._last)
            passed = (theme.wash, theme.ink2)
            styles = [passed if first <= t < last else empty for t in range(steps)]
        if now is not None:
            styles[now] = (theme.now, theme.ink if theme.name == "light" else theme.paper)
        return styles

    @property
    def _last(self) -> str:
        """The state of the uppermost layer."""
        return next(name for name in reversed(self.trace.net.blocks[-1].lines)).name

    def _been(self, cursor: Cursor) -> tuple[int, int]:
        """Which steps the backward pass of the sweep that it is in has reached."""
        if cursor.t is None:
            return 0, self.trace.T
        against = way(current(cursor)) < 0
        return (0, cursor.t + 1) if against else (cursor.t, self.trace.T)

    def _paint_capsules(self, painter: QPainter, axis: Axis, now: int | None, styles: list[tuple[str, str]]) -> None:
        corner, thin = min(12.0, self.wide / 3), 2.0 if axis.pitch >= 20 else 1.0
        for t, (fill, edge) in enumerate(styles):
            rect = QRectF(axis.x(t) - self.wide / 2, self.top, self.wide, self.bottom - self.top)
            box(painter, rect, fill, edge, thin + 1 if t == now else thin, corner)

    def _paint_band(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Draw one long capsule, washed as far as the pass has been, and yellow now."""
        theme, tall, now = self.look.theme, self.bottom - self.top, cursor.t
        first, last = self._been(cursor) if cursor.backwards else cursor.beats.known(cursor.done, self._last)
        outline = QRectF(axis.left, self.top, axis.right - axis.left, tall)
        box(painter, outline, theme.paper, theme.ink3, 2, 6)
        washed = QRectF(axis.left + first * axis.pitch, self.top + 1, (last - first) * axis.pitch, tall - 2)
        painter.fillRect(washed, colour(theme.wash))
        if now is not None:
            wide = max(7.0, axis.pitch + 2)
            lit = QRectF(axis.x(now) - wide / 2, self.top - 4, wide, tall + 8)
            box(painter, lit, theme.now, theme.ink if theme.name == "light" else theme.paper, 1.5, 2)

    def _paint_states(self, painter: QPainter, axis: Axis, cursor: Cursor) -> None:
        """Draw what each step carries as columns of colour; backward, pale, as long as its frame is on the stack."""
        for state in self.states:
            self._paint_state(painter, axis, cursor, state)
        painter.setOpacity(1)

    def _paint_state(self, painter: QPainter, axis: Axis, cursor: Cursor, state: State) -> None:
        first, known = self._kept(cursor, state.name)
        wide, units = self.wide * (1.0 if self.band else 0.56), state.image.height()
        pale = REMEMBERED if cursor.backwards else 1.0
        now = cursor.t if not cursor.backwards and current(cursor) == state.name else None
        painter.setOpacity(pale)
        if self.band:
            whole = QRectF(axis.left + first * axis.pitch, state.top, (known - first) * axis.pitch, state.tall)
            painter.drawImage(whole, state.image, QRectF(first, 0, known - first, units))
        for t in range(first, known if not self.band else first):
            painter.setOpacity(pale if t != now else shown(cursor, Phase.FORWARD, t, state.name))
            column = QRectF(axis.x(t) - wide / 2, state.top, wide, state.tall)
            painter.drawImage(column, state.image, QRectF(t, 0, 1, units))
            if not self.band and len(self.states) > 1:
                box(painter, column, None, state.ink, 1.5, 0)

    def _kept(self, cursor: Cursor, name: str) -> tuple[int, int]:
        """Of which steps a state is there: computed, and backward not yet popped with its frame."""
        first, last = cursor.beats.known(cursor.done, name)
        if not cursor.backwards:
            return first, last
        block = next(block for block in self.trace.net.blocks if name in map(block.name, block.cell.carry))
        gone = cursor.beats.given(cursor.done, self._popped_by(block))
        return (gone[1], last) if block.way < 0 else (first, gone[0])

    def _popped_by(self, block: Block) -> str:
        """The line whose backward beat is the first of a frame of a layer."""
        sweep = next(each for each in self.trace.net.sweeps if block.name(block.cell.lines[0].name) in each.names)
        return sweep.names[-1]

    def _paint_tokens(self, painter: QPainter, axis: Axis, now: int | None, styles: list[tuple[str, str]]) -> None:
        """Write the tokens, ink where the pass has been; where columns are too narrow, only that of now."""
        theme, size = self.look.theme, self.letters
        paint_numbers(painter, axis, self.number_base, self.look, now)
        plain, bold = self.look.font(size or 26), self.look.font(size or 26, medium=True)
        if not size and not self.standing and now is not None:
            token = self.trace.tokens[now]
            x = within(axis, axis.x(now), text_width(bold.toString(), token))
            write(painter, x, self.top - 10, token, bold, theme.ink, CENTRE)
        for t, token in enumerate(self.trace.tokens if size or self.standing else ()):
            read = styles[t][1] != theme.ink3
            if self.film is not None and not self.film.gone(t):
                place = QRectF(axis.x(t) - size / 2, self.letter_base - 0.9 * size, size, size)
                self.film.paint_own(painter, t, place, read=read)
                continue
            ink = theme.ink if read else theme.ink2
            if self.standing:
                foot = QPointF(axis.x(t), self.letter_base)
                self.standing.paint(painter, foot, token, self.look.font(self.standing.size, medium=t == now), ink)
                continue
            write(painter, axis.x(t), self.letter_base, token, bold if t == now else plain, ink, CENTRE)

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """Go to the step whose column was clicked, in the same pass."""
        t = None if self.axis is None else self.axis.t(point.x())
        return None if t is None else rest_at(cursor, t)
