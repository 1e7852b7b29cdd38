"""Turns a cue of the lecture into a picture: asks the session for the place, then sets stage and timeline.

It holds what a person has changed since the cue: the knob, the unit in focus, the side shown, another set of views.
A new cue forgets all of it, so a scene always opens as it was written.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from engine.address import address
from engine.arrays import Named
from engine.beats import Beats, Unit
from engine.derive import loss
from engine.errors import EngineError
from engine.messages import Advanced, Explored, Ranked
from engine.roles.ranking import Ranking, Role
from presets.load import Scene
from visualizer.knob import turned
from visualizer.lecture import Cue
from visualizer.left import Left, changed
from visualizer.paint import Look
from visualizer.place import Place
from visualizer.remedies import switched, switches, ways
from visualizer.rival import rivals
from visualizer.scenes import DIFFERENCES, run_titles, runs_of
from visualizer.session import Session
from visualizer.stage import Stage
from visualizer.surveys import Surveys
from visualizer.timeline import Timeline
from visualizer.views.view import Subject

VIEW_SETS = (
    ("unrolled", "gradients", "stack"),
    ("cell", "formula", "maps"),
    ("unrolled", "maps", "stack"),
    ("tokens", "maps", "loss"),
)
ROLES = ("roles",)
UNITS = {"line": Unit.LINE, "time": Unit.TIME, "pass": Unit.PASS}
MEASURED = 80
"""At most about so many times a planned training is measured on its way."""
SIDES = ("auto", "value", "gradient")


class Director(QObject):
    """Between the lecture, the session and the stage."""

    changed = Signal()
    troubled = Signal(object)

    def __init__(self, session: Session, timeline: Timeline, stage: Stage) -> None:
        super().__init__(stage)
        self.session, self.timeline, self.stage = session, timeline, stage
        self.cue: Cue | None = None
        self.views: tuple[str, ...] = ()
        self.knob: float | None = None
        self.unit, self.row, self.side = 0, 0, "auto"  # the row is that of the ranking, in every lane
        self.ranked: Ranked | None = None
        self.surveys = Surveys()
        self.loss: float | None = None  # of the sequence on stage
        self.sets: tuple[tuple[str, ...], ...] = VIEW_SETS
        self.fresh = False
        """Whether the scene that was just opened is still to be put to its moment."""
        self.resumed: Left | None = None
        """Where the scene that was just opened had been left."""

    @property
    def scene(self) -> Scene | None:
        """The scene on stage."""
        return None if self.cue is None else self.cue.scene

    @property
    def pace(self) -> str:
        """The unit the scene moves in."""
        return "time" if self.scene is None else self.scene.pace

    def direct(self, cue: Cue | None) -> None:
        """Take a cue: everything is set anew."""
        self.timeline.pause()
        self.cue, self.resumed = cue, None
        if cue is None:
            self.session.train(False)
            self.changed.emit()
            return
        scene = cue.scene
        self.views, self.side, self.unit = scene.views, scene.show, (scene.unit or 1) - 1
        self.knob, self.row = None, 0
        self.fresh = True
        self.session.measuring = scene.measure
        self.session.ranking = ROLES[0] in scene.views
        step = scene.until if cue.at_end and scene.until is not None else scene.step
        self._open(step, scene.input)

    def _open(self, step: int, given: str | None) -> None:
        assert self.cue is not None
        runs = runs_of(self.cue.preset, self.cue.scene, self.knob)
        every = max(1, runs[self.cue.scene.runs[0]].updates // MEASURED) if "gap" in self.views else 0
        place = Place(tuple(runs), tuple(runs.values()), step, given, every)
        if place != self.session.reached:
            self.stage.wait(step=place.step)
            self.timeline.clear()
        self.session.open(place)
        self.changed.emit()

    def take(self, place: Place, answer: Advanced) -> None:
        """Show what the engine answered."""
        if self.cue is None:
            return
        self.stage.set_views(self.views)
        self._show(place, answer)
        trace = answer.traces[0]
        beats = trace.beats
        if self.fresh:
            self.fresh = False
            self._begin(beats)
        else:
            self.timeline.follow(beats)
        self.changed.emit()

    def take_explored(self, explored: Explored) -> None:
        """Take what the engine found out about the traces on stage, and show it."""
        if self.session.shown is not None:
            self.surveys.take(self.session.shown.traces, explored)
            self.refresh()

    def _show(self, place: Place, answer: Advanced) -> None:
        assert self.cue is not None
        self.session.explore(self.surveys.wanted(answer.traces, self.views))
        self.loss = loss(answer.traces[0])
        told, planned = self._told(len(place.runs)), place.runs[0].updates
        titles = run_titles(place.runs, self.stage.look.lang)
        way = ways(self._offered, place.runs, answer.traces[0].step, answer.trails)
        lanes = rivals(self.cue.preset.name, place.runs, titles if "race" in self.views else ())
        self.stage.show_subjects(tuple(
            Subject(trace, answer.losses[lane], planned, min(self.unit, _hidden(trace.value) - 1), self.side,
                    answer.traces, answer.losses, *told[lane], way[lane], lanes[lane], strip=self.pace != "line",
                    surveys=self.surveys.known)
            for lane, trace in enumerate(answer.traces)
        ), titles)

    def _begin(self, beats: Beats) -> None:
        assert self.cue is not None
        scene = self.cue.scene
        try:
            start = address(scene.at or "start", beats)
            end = start if scene.to is None else address(scene.to, beats)
        except EngineError as error:
            self.troubled.emit(error.whole)
            start = end = 0
        left, self.resumed = self.resumed, None
        if left is not None:
            self.timeline.load(beats, left.done)
            self.timeline.set_speed(left.speed)
            return
        self.timeline.load(beats, end if self.cue.at_end else start)
        unit = UNITS.get(scene.pace, Unit.TIME)
        low, high = min(start, end), max(start, end)
        count = sum(1 for stop in beats.stops(unit) if low < stop <= high)
        self.timeline.set_speed(1.0 if scene.to is None else max(1, count) / scene.seconds)
        if not self.cue.play:
            return
        if scene.until is not None:
            self.session.train(True, scene.until, scene.seconds)
        else:
            self.timeline.play(1 if end >= start else -1, unit, end)

    def turn_knob(self, direction: int) -> None:
        """Try the next value of the scene's knob, keeping update and moment."""
        scene = self.scene
        if scene is None or scene.knob is None or self.session.place is None:
            return
        self.knob = turned(scene.knob, self.knob_value, direction)
        runs = runs_of(self.cue.preset, scene, self.knob) if self.cue else {}
        self.session.open(replace(self.session.place, runs=tuple(runs.values())))
        self.changed.emit()

    @property
    def knob_value(self) -> float:
        """Where the scene's knob stands: as turned, or as the run was written."""
        scene = self.scene
        assert scene is not None
        assert scene.knob is not None
        assert self.cue is not None
        written = getattr(self.cue.preset.runs[scene.runs[0]], scene.knob.key)
        return self.knob if self.knob is not None else float(scene.knob.low if written is None else written)

    def changes(self, look: Look) -> str:
        """Where the knob stands, and what a person has chosen to look at instead of what the scene shows."""
        scene = self.scene
        if scene is None:
            return ""
        knob = DIFFERENCES[scene.knob.key].format(f"{self.knob_value:g}") if scene.knob else ""
        return "   ".join(part for part in (knob, *changed(scene, self.side, self.unit + 1, look)) if part)

    def _told(self, lanes: int) -> list[tuple[Ranking | None, Role | None]]:
        """The ranking of each lane and the row of it in focus, as far as they are known."""
        if self.ranked is None or len(self.ranked.each) != lanes:
            return [(None, None)] * lanes
        return [(each, each.roles[min(self.row, len(each.roles) - 1)] if each.roles else None)
                for each in self.ranked.each]  # fmt: skip

    @property
    def _offered(self) -> dict[str, float]:
        """How strong each remedy of the scene is."""
        return {str(name): strength for name, strength in self.scene.remedies.items()} if self.scene else {}

    def switch(self, name: str) -> None:
        """Switch a remedy of the scene on or off in every run, from the furthest update that is asked for on."""
        place, offered = self.session.place, self._offered
        if place is None or name not in offered:
            return
        runs = tuple(
            switched(run, each, place.step)
            for run in place.runs for each in switches(offered, run, place.step) if each.remedy.name == name
        )  # fmt: skip
        self.session.want(replace(place, runs=runs), patient=True)

    def choose(self, lane: int, row: int) -> None:
        """Take a click on a row of a list: a remedy, or a unit that is ranked."""
        subject = self.stage.subjects[lane]
        if "gap" in self.views and row < len(subject.way.switches):
            self.switch(subject.way.switches[row].remedy.name)
        else:
            self.choose_row(lane, row)

    def take_ranks(self, ranked: Ranked | None) -> None:
        """Take which units know what; the best of the first lane comes into focus with it."""
        if ranked is not self.ranked:
            self.ranked = ranked
            if ranked is not None and ROLES[0] in self.views:
                self.choose_row(0, self.row)

    def choose_row(self, lane: int, row: int) -> None:
        """Put a row of the ranking into focus, and the unit that stands there in this lane."""
        roles = self.ranked.each[lane].roles if self.ranked else ()
        if roles:
            self.row = row % len(roles)
            self.unit = roles[self.row].unit
        self.refresh()

    def show_roles(self) -> None:
        """Show who knows what, or again what was shown before."""
        if self.scene is None:
            return
        self.views = ROLES if self.views != ROLES else self.sets[0] if self.scene.views == ROLES else self.scene.views
        self.session.ranking = ROLES[0] in self.views
        self.session.inquire()
        self.refresh()

    def choose_unit(self, direction: int) -> None:
        """Put the next unit into focus; where units are ranked, the next row."""
        if ROLES[0] in self.views and self.ranked:
            self.choose_row(0, self.row + direction)
        elif self.stage.subjects:
            self.unit = (self.unit + direction) % _hidden(self.stage.subjects[0].trace.value)
            self.refresh()

    def focus(self, unit: int) -> None:
        """Put a unit into focus."""
        if self.stage.subjects and unit != self.unit:
            self.unit = unit
            self.refresh()

    def move_to(self, stage: Stage, views: tuple[str, ...], sets: tuple[tuple[str, ...], ...] = VIEW_SETS) -> None:
        """Show everything on another stage, through these views, from now on; `sets` are those to choose from."""
        self.stage.wait()
        self.stage, self.views = stage, views
        self.sets = sets
        self.refresh()
        if self.timeline.cursor is not None:
            stage.seek(self.timeline.cursor)

    def choose_side(self) -> None:
        """Show values, gradients, or whichever the pass computes."""
        self.side = SIDES[(SIDES.index(self.side) + 1) % len(SIDES)]
        self.refresh()

    def choose_views(self) -> None:
        """Show another set of views of the same moment."""
        sets = (*self.sets, *(() if self.scene is None or self.scene.views in self.sets else (self.scene.views,)))
        place = sets.index(self.views) if self.views in sets else -1
        self.views = sets[(place + 1) % len(sets)]
        self.refresh()

    def refresh(self) -> None:
        """Show the last answer again, with what was changed."""
        shown, reached = self.session.shown, self.session.reached
        if shown is not None and reached is not None and self.cue is not None and not self.fresh:
            self.stage.set_views(self.views)
            self._show(reached, shown)
            self.changed.emit()


def _hidden(value: Named) -> int:
    return int(value["h"].shape[1])
