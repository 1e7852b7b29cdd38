"""Drag a curve: make a rhythm and break it, and see what the net expects beside what comes."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.numbers import numbers
from engine.tasks.takes import Curved, Track
from engine.tasks.task import LONGEST
from visualizer.paint import LEFT, RIGHT, box, colour, pen, rule, write
from visualizer.strips.strip import Strip

LABELS, BETWEEN = 110.0, 14.0
"""Room for the figures at the left, and between two curves."""
NUDGE, SHOVE = 0.02, 0.1
"""By what part of its range a key moves a value."""


class CurveStrip(Strip):
    """A curve for each number of a time step."""

    tall = 500.0
    title = ("试一试：拖动曲线", "Try it: drag a curve")
    hint = (
        "用鼠标拖动；← → 选一步，↑ ↓ 改它，Tab 换一条曲线。灰线是网络料到的，红色是没料到的。",
        "Drag; ← → choose a step, ↑ ↓ change it, Tab: the other curve. The net expects the grey; red surprises it.",
    )

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.values: Array = np.zeros((0, 1))
        """(T, tracks)"""
        self.chosen, self.track = 0, 0
        self._last: int | None = None
        """The step over which the mouse was last, while it drags."""

    @property
    def curved(self) -> Curved:
        """What is drawn."""
        return self.takes if isinstance(self.takes, Curved) else Curved((), 1)

    # -- the input

    @property
    def text(self) -> str:
        """The numbers, step by step."""
        between = self.curved.between or " "
        digits = [track.digits for track in self.curved.tracks]
        rows = ([f"{value:.{many}f}" for value, many in zip(row, digits, strict=True)] for row in self.values.tolist())
        return " ".join(between.join(row) for row in rows)

    def put(self, text: str) -> None:
        """Take numbers."""
        tracks = self.curved.tracks
        try:
            self.values = numbers(text, tuple(track.en for track in tracks))
        except RunError:
            self.values = np.zeros((0, len(tracks)))
        self.chosen, self.track = max(0, len(self.values) - 1), 0

    # -- where things stand

    @property
    def steps(self) -> int:
        """For how many steps there is room."""
        return min(LONGEST, max(self.curved.steps, len(self.values), 2))

    def area(self, track: int) -> QRectF:
        """Where a track's curve stands."""
        field, count = self.field, max(1, len(self.curved.tracks))
        high = (field.height() - BETWEEN * (count - 1)) / count
        top = field.top() + track * (high + BETWEEN)
        return QRectF(field.left() + LABELS, top + 10, field.width() - LABELS - 24, high - 20)

    def bounds(self, track: int) -> tuple[float, float]:
        """From where to where a track's figures go, wide enough for those that are there."""
        known = self.curved.tracks[track]
        values = self.values[:, track] if len(self.values) else np.zeros(0)
        low, high = min([known.low, *values]), max([known.high, *values])
        return float(low), float(high)

    def across(self, t: float) -> float:
        """Where a step stands."""
        area = self.area(0)
        return area.left() + t / self.steps * area.width()

    def up(self, track: int, value: Array | float) -> Array:
        """How high a value stands."""
        low, high = self.bounds(track)
        area, known = self.area(track), self.curved.tracks[track]
        floor, ceiling = _scaled(known, low), _scaled(known, high)
        share = (_scaled(known, value) - floor) / (ceiling - floor)
        return np.asarray(area.bottom() - np.clip(share, -0.05, 1.05) * area.height())

    def value(self, track: int, y: float) -> float:
        """Which value stands at a height."""
        low, high = self.bounds(track)
        known, area = self.curved.tracks[track], self.area(track)
        share = min(1.0, max(0.0, (area.bottom() - y) / area.height()))
        floor, ceiling = float(_scaled(known, low)), float(_scaled(known, high))
        raw = floor + share * (ceiling - floor)
        return _rounded(known, 10**raw - 1 if known.counted else raw)

    # -- the mouse and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the curve under the pointer."""
        at = self.point(event)
        for track in range(len(self.curved.tracks)):
            if self.area(track).adjusted(-14, -10, 14, 10).contains(at):
                self.track, self._last = track, None
                self._drag(at)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._last is not None:
            self._drag(self.point(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._last = None
        event.accept()

    def _drag(self, at: QPointF) -> None:
        """Put the value under the pointer, and those between here and where the pointer was."""
        area = self.area(self.track)
        step = round((at.x() - area.left()) / area.width() * self.steps)
        step = max(0, min(self.steps - 1, step))
        value = self.value(self.track, at.y())
        self._reach(step)
        first = step if self._last is None else self._last
        known = self.curved.tracks[self.track]
        between = np.linspace(self.values[first, self.track] if first != step else value, value, abs(step - first) + 1)
        way = 1 if step >= first else -1
        for place, each in enumerate(between):
            self.values[first + way * place, self.track] = _rounded(known, float(each))
        self.chosen = self._last = step
        self.note = ""
        self.say()

    def _reach(self, step: int) -> None:
        """Go on with the series, as its last values are, up to a step."""
        if len(self.values) <= step:
            middle = np.array([[_rounded(track, (track.low + track.high) / 2) for track in self.curved.tracks]])
            last = self.values[-1:] if len(self.values) else middle
            more = np.repeat(last, step + 1 - len(self.values), axis=0)
            self.values = np.concatenate([self.values, more])

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep Tab."""
        return False

    def key(self, event: QKeyEvent) -> None:
        """Choose a step, change its value, take the last step away, or change the curve."""
        key, part = Qt.Key(event.key()), NUDGE
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            part = SHOVE
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.chosen = max(0, min(self.steps - 1, self.chosen + (1 if key == Qt.Key.Key_Right else -1)))
            if self.chosen >= len(self.values):
                self._reach(self.chosen)
                self.say()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._nudge(part if key == Qt.Key.Key_Up else -part)
            self.say()
        elif key == Qt.Key.Key_Backspace and len(self.values):
            self.values = self.values[:-1]
            self.chosen = max(0, min(self.chosen, len(self.values) - 1))
            self.say()
        elif key == Qt.Key.Key_Tab:
            self.track = (self.track + 1) % max(1, len(self.curved.tracks))
        self.update()

    def _nudge(self, part: float) -> None:
        """Move the chosen value by a part of its range, or to the next that it may have."""
        self._reach(self.chosen)
        known, now = self.curved.tracks[self.track], float(self.values[self.chosen, self.track])
        if known.rests:
            place = known.rests.index(min(known.rests, key=lambda rest: abs(rest - now))) + (1 if part > 0 else -1)
            moved = known.rests[max(0, min(len(known.rests) - 1, place))]
        else:
            at = float(self.up(self.track, now)) - part * self.area(self.track).height()
            moved = self.value(self.track, at)
        self.values[self.chosen, self.track] = moved

    # -- how it looks

    def paint_field(self, painter: QPainter) -> None:
        """Draw each curve with what was expected."""
        said = 0
        for place, track in enumerate(self.curved.tracks):
            self._paint_paper(painter, place, track)
            if track.said:
                self._paint_expected(painter, place, said)
                said += 1
            self._paint_curve(painter, place)

    def _paint_paper(self, painter: QPainter, place: int, track: Track) -> None:
        theme, area = self.look.theme, self.area(place)
        plate = QRectF(self.field.left(), area.top() - 10, self.field.width(), area.height() + 20)
        active = place == self.track and len(self.curved.tracks) > 1
        box(painter, plate, theme.paper, theme.ink if active else theme.ink3, 2.5 if active else 2, 8)
        low, high = self.bounds(place)
        for value in (low, high):
            y = float(self.up(place, value))
            text = f"{value:,.{0 if high - low > 20 else 1}f}".replace("-", "−")
            write(painter, area.left() - 14, min(y + 7, area.bottom() + 5), text, self.look.font(18), theme.ink2, RIGHT)
            rule(painter, area.left(), y, area.right(), y, theme.rule)
        if len(self.curved.tracks) > 1:
            name = self.look.word(track.zh, track.en)
            write(painter, area.left() + 4, area.top() + 16, name, self.look.font(18), theme.ink2, LEFT)

    def _paint_expected(self, painter: QPainter, place: int, output: int) -> None:
        """Draw what the net expected of each step, and in red how far that was from what came."""
        if not self.traces or not len(self.values):
            return
        theme, expected = self.look.theme, self.curved.tracks[place].answer(self.traces[0].value["y"][:, output])
        ys = self.up(place, expected)
        spots = [QPointF(self.across(t + 1), float(y)) for t, y in enumerate(ys) if t + 1 < self.steps + 0.5]
        came = min(len(ys), len(self.values) - 1)
        heights = self.up(place, self.values[1:, place])
        painter.setPen(pen(theme.positive, 1))
        if came > 0 and self.fresh:
            above = [QPointF(self.across(t + 1), float(heights[t])) for t in range(came)]
            painter.setBrush(colour(theme.positive, 0.3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(QPolygonF([*spots[:came], *reversed(above)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(theme.ink3, 3))
        painter.drawPolyline(QPolygonF(spots))
        if spots:
            end = spots[-1]
            box(painter, QRectF(end.x() - 8, end.y() - 8, 16, 16), theme.paper, theme.ink, 2.5, 8)

    def _paint_curve(self, painter: QPainter, place: int) -> None:
        theme = self.look.theme
        heights = self.up(place, self.values[:, place]) if len(self.values) else np.zeros(0)
        spots = [QPointF(self.across(t), float(y)) for t, y in enumerate(heights)]
        painter.setPen(pen(theme.ink, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(spots))
        for t, spot in enumerate(spots):
            chosen = t == self.chosen and place == self.track
            half = 8.0 if chosen else 4.0
            dot = QRectF(spot.x() - half, spot.y() - half, 2 * half, 2 * half)
            box(painter, dot, theme.now if chosen else theme.ink, theme.ink, 2, half)


def _scaled(track: Track, value: Array | float) -> Array:
    """How a track's values are spread over its height: counts as logarithms."""
    return np.asarray(np.log10(1 + np.maximum(value, 0)) if track.counted else value)


def _rounded(track: Track, value: float) -> float:
    """The value as it is written, or the nearest of those that it may have."""
    if track.rests:
        return min(track.rests, key=lambda rest: abs(rest - value))
    return round(max(0.0, value) if track.counted else value, track.digits)
