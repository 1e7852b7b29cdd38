"""One run on the stage: its views, where they stand, and the moment in its own beats."""

from dataclasses import replace

from engine.beats import Beat, Beats, Cursor, Phase
from visualizer.layout import Area, Axis, Plan, arrange
from visualizer.paint import Look
from visualizer.views import VIEWS, fitted
from visualizer.views.view import Spill, Subject, View


class Lane:
    """One run on the stage: its views side by side with those of the other runs of a race."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.views: dict[str, View] = {name: VIEWS[name]() for name in names}
        self.plan: Plan = Plan({}, None)
        self.x = self.width = 0.0

    def show(self, subject: Subject, x: float, room: Area, look: Look, spill: Spill) -> None:
        """Place and prepare all views of this lane; `spill` is the free room around all of them."""
        self.x, self.width = x, room.width
        self.subject = subject
        self.plan = arrange(self.names, room.width, room.height, subject.trace.T)
        axis = None if self.plan.axis is None else _moved_axis(self.plan.axis, x, room.y)
        self.axis = axis
        for name, area in self.plan.areas.items():
            self.views[name] = fitted(name, self.views[name], subject.trace)
            self.views[name].spill = _own(spill, area, room)
            self.views[name].show(subject, replace(area, x=area.x + x, y=area.y + room.y), axis, look)

    @property
    def beats(self) -> Beats:
        """The beats of this lane's trace."""
        return self.subject.trace.beats

    def cursor(self, leading: Cursor) -> Cursor:
        """The same moment in this lane's own beats: another cell has other lines."""
        beats = self.beats
        if beats == leading.beats:
            return leading
        beat = leading.beat
        if beat is None or beat.t < 0:
            return Cursor(beats, beats.done(beat), leading.part)
        last = beats.names[-1] if beat.phase is Phase.FORWARD else beats.names[0]
        t = min(beat.t, beats.T - 1)
        moved = 1 if leading.moved == 1 else 0
        return Cursor(beats, beats.done(Beat(beat.phase, t, last)), leading.part, moved)


def _own(spill: Spill, area: Area, room: Area) -> Spill:
    """The free room around one view: none where another view stands."""
    return Spill(
        left=spill.left if area.x < 1 else 0.0,
        right=spill.right if area.right > room.width - 1 else 0.0,
        up=spill.up if area.y < 1 else 0.0,
    )


def _moved_axis(axis: Axis, x: float, y: float) -> Axis:
    return replace(axis, left=axis.left + x, right=axis.right + x, top=axis.top + y, bottom=axis.bottom + y,
                   lane=axis.lane + y)
