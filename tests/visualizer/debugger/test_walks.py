"""A thousand random walks over beats, updates, edits and undos: the state on return is the same to the last bit.

Most go through the engine and the timeline; some through the window, by real keys. Wherever any walk comes by a place
where one was before, its bits are those that were seen then.
"""

from dataclasses import dataclass, field
from hashlib import blake2b
from random import Random

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from engine.beats import Unit
from engine.compile import Compiled
from engine.messages import Advanced, Goto, Load, Tried, Try
from engine.run import Run
from engine.trace import Trace
from engine.worker import Desk
from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import digest
from visualizer.debugger.operations import operations
from visualizer.timeline import Timeline

BY_ENGINE, BY_KEYS = 940, 60
CELLS = ("rnn", "rnn-relu", "gru", "lstm")
MOST_EDITS = 2
Place = tuple[Run, int]


def bits(answer: Advanced) -> str:
    """Name every bit of a place: the step seen whole, what the optimizer remembers, and all losses up to it."""
    trace = answer.traces[0]
    told = blake2b(digest(trace).encode() + answer.losses[0].tobytes())
    for kind, arrays in sorted(trace.learning.state.items()):
        for name, array in sorted(arrays.items()):
            told.update(f"{kind} {name}".encode() + np.ascontiguousarray(array).tobytes())
    return told.hexdigest()


@dataclass
class Walker:
    """Somebody with an engine and a timeline, who remembers what every place looked like."""

    run: Run
    dice: Random
    step: int = 3
    desk: Desk = field(default_factory=Desk)
    timeline: Timeline = field(default_factory=Timeline)
    before: list[Run] = field(default_factory=list)
    """The runs as they were before each change that was kept."""
    seen: dict[Place, str] = field(default_factory=dict)
    trace: Trace | None = None

    def arrive(self, answer: object) -> None:
        """Stand at a place; if anybody stood there before, it is as it was."""
        assert isinstance(answer, Advanced), answer
        self.trace = answer.traces[0]
        now = bits(answer)
        assert self.seen.setdefault((self.run, self.step), now) == now, (self.run.edits, self.step)
        self.timeline.follow(self.trace.beats)

    def load(self, run: Run) -> None:
        """Go on with another run at the same update."""
        self.run = run
        self.arrive(self.desk.answer(Load((run,), ("a",), self.step)))

    def go(self, step: int) -> None:
        """Go to another update."""
        self.step = step
        self.arrive(self.desk.answer(Goto(step)))

    def keep(self) -> None:
        """Try any change that the surgery panel offers, and keep it."""
        trace, dice = self.trace, self.dice
        assert trace is not None
        line, unit = dice.choice(trace.lines).name, dice.randrange(2)
        change = dice.choice(operations(trace, line, unit, dice.randrange(trace.T), None))
        tried = self.desk.answer(Try(change.changes))
        assert isinstance(tried, Tried), tried
        self.before.append(self.run)
        self.load(tried.run)
        assert digest(self.trace) == digest(tried.after), "what is kept is what was tried"

    def move(self) -> None:
        """Do anything that a person may do."""
        dice = self.dice
        match dice.choice(("line", "time", "pass", "seek", "update", "update", "edit", "undo")):
            case "update":
                self.go(max(0, self.step + dice.choice((-2, -1, 1, 2))))
            case "edit" if len(self.before) < MOST_EDITS:
                self.keep()
            case "undo" if self.before:
                self.load(self.before.pop())
            case "seek":
                self.timeline.seek(dice.randrange(len(self.timeline.beats) + 1))
            case word:
                unit = {"line": Unit.LINE, "time": Unit.TIME}.get(word, Unit.PASS)
                self.timeline.step(unit, dice.choice((-1, 1)))


@pytest.mark.usefixtures("qapp")
def test_every_walk_comes_back_to_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.choice.made", Compiled)  # machine code for each cell would take longer than all walks
    dice = Random(20)
    walkers = [Walker(Run(task="brackets", length=4, hidden=2, batch=1, cell=cell, rate=0.05), dice) for cell in CELLS]
    for walker in walkers:
        walker.load(walker.run)
    for place in range(BY_ENGINE):
        walker = walkers[place % len(walkers)]
        first, step, done = walker.run, walker.step, dice.randrange(len(walker.timeline.beats) + 1)
        walker.timeline.seek(done)
        cursor, start = walker.timeline.cursor, digest(walker.trace)
        for _ in range(dice.randint(2, 6)):
            walker.move()
        while walker.before:
            walker.load(walker.before.pop())
        walker.go(step)
        walker.timeline.seek(done)
        assert (walker.run, walker.timeline.cursor, digest(walker.trace)) == (first, cursor, start)
    changed = sum(len(run.edits) > 0 for walker in walkers for run, _ in walker.seen)
    assert changed > 100, "they did change something"
    QApplication.processEvents()


KEYS = ("F10", "Shift+F10", "F11", "Shift+F11", "Ctrl+Right", "Ctrl+Left", "N", "P", "keep", "undo")


def state(desk: AtDesk) -> tuple[object, ...]:
    """Everything that the desk's picture follows from."""
    return (digest(desk.trace), desk.window.session.place, desk.window.session.shown.losses[0].tobytes(),
            desk.window.timeline.cursor, desk.place)


def do(desk: AtDesk, key: str, dice: Random) -> None:
    """Press a key, or try and keep a change, or undo the last one."""
    kept = len(desk.window.debugger.kept)
    if key == "keep" and kept < MOST_EDITS:
        desk.press("S", *["Down"] * dice.randint(1, 8), "Return").settle()
        assert len(desk.window.debugger.kept) == kept + 1
    elif key == "undo" and kept:
        desk.press("S", "Backspace").settle()
        assert len(desk.window.debugger.kept) == kept - 1
    elif key not in {"keep", "undo"}:
        desk.press(key).settle()


def test_every_walk_by_keys_comes_back_to_the_same_picture(desk: AtDesk) -> None:
    dice = Random(21)
    desk.wait(lambda: desk.window.checked is not None).settle()
    start, step, picture = state(desk), desk.trace.step, desk.picture()
    seen = {}
    for _ in range(BY_KEYS):
        for _ in range(dice.randint(2, 5)):
            do(desk, dice.choice(KEYS), dice)
            place = desk.window.session.place
            assert seen.setdefault(place, digest(desk.trace)) == digest(desk.trace)
        while desk.window.debugger.kept:
            do(desk, "undo", dice)
        while desk.trace.step != step:
            do(desk, "P" if desk.trace.step > step else "N", dice)
        while desk.done:
            do(desk, "Ctrl+Left", dice)
        assert state(desk) == start
    assert any(place.runs[0].edits for place in seen), "they did change something"
    desk.wait(lambda: desk.window.checked is not None).settle()
    assert desk.picture() == picture
    assert not desk.failure
