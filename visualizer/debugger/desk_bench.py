"""Measures the debugger: opening a trace, jumping to any moment, its parts one by one, the triangle, a trial.

CPU times are those of the window's own thread, of the engine where it says so; wall times are told beside them.
"""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from engine.beats import Cursor
from engine.run import Run
from engine.surgery import Theatre, clamped
from engine.trainer import Trainer
from visualizer.app import Wish, application, begin, build
from visualizer.debugger.call_stack import CallStack
from visualizer.debugger.inspector import Inspector
from visualizer.debugger.origin_panel import OriginPanel
from visualizer.debugger.preset_deck import preset_deck
from visualizer.debugger.source_panel import SourcePanel
from visualizer.stage import Stage
from visualizer.view_bench import Times, timed
from visualizer.window import Window

JUMPS, OPENINGS, TRIALS = 200, 5, 10
GATES = {"rnn": "h", "gru": "u", "lstm": "f"}
PRESET = """
[title]
zh = "测"
en = "bench"
[about]
zh = "测"
en = "bench"
[run.{cell}]
task = "{task}"
length = {length}
hidden = {hidden}
batch = {batch}
cell = "{cell}"
updates = 20
"""


def measure_desk(run: Run, size: tuple[int, int]) -> Times:
    """Open the debugger on a run in a window of this size."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.toml"
        length = dict(run.options)["length"]
        keys = {"task": run.task, "length": length, "hidden": run.hidden, "batch": run.batch, "cell": run.cell}
        path.write_text(PRESET.format(**keys), "utf-8")
        deck = preset_deck(str(path), {"step": 1}, "en")
        window = build(Wish(lang="en", size=size, made=deck, debug=True))
        window.show()
        begin(window, debug=True)
        _settle(window)
        found = {"open": _openings(window), "triangle": _triangles(window), "seek": _jumps(window)}
        found |= _parts(window) | {"trial": _trials(window), "trial, engine": engine_trials(run)}
        window.close()
    return found


def _answered(window: Window, ask: Callable[[], None], there: Callable[[], bool]) -> tuple[float, float]:
    """Ask for something, and time what the window does from the answer that brings it on, painted; and the wait."""
    wall, spent, last = perf_counter(), timed(ask)[0], 0.0
    while not there():
        sleep(0.001)
        last = timed(application().processEvents)[0]
    painted = timed(_painted, window)[0]
    return spent + last + painted, perf_counter() - wall


def _painted(window: Window) -> None:
    """Paint whatever is to be painted anew."""
    application().processEvents()
    assert window.isVisible()


def _openings(window: Window) -> list[tuple[float, float]]:
    """Go to the next updates."""
    session, took = window.session, []
    for _ in range(OPENINGS):
        assert session.place is not None
        ask = partial(session.goto, session.place.step + 1)
        took.append(_answered(window, ask, partial(_is_new, window, session.shown)))
        _settle(window)
    return took


def _is_new(window: Window, before: object) -> bool:
    """Whether another trace has come."""
    return window.session.shown is not before


def _triangles(window: Window) -> list[tuple[float, float]]:
    """Go to the end of the next update, and wait until its triangle is there."""
    beats, session = window.timeline.beats, window.session
    assert beats is not None
    assert session.place is not None
    window.timeline.seek(len(beats) - 1)
    ask = partial(session.goto, session.place.step + 1)
    return [_answered(window, ask, partial(_has_triangle, window, session.shown))]


def _has_triangle(window: Window, before: object) -> bool:
    """Whether another trace has come, and what is wanted of it is known."""
    session = window.session
    return session.shown is not before and not session.busy and not session.exploring


def _jumps(window: Window) -> list[tuple[float, float]]:
    """Jump to random moments, each painted at once."""
    beats, dice = window.timeline.beats, random.Random(1)
    assert beats is not None
    return [timed(_jumped, window, dice.randint(0, len(beats))) for _ in range(JUMPS)]


def _jumped(window: Window, done: int) -> None:
    window.timeline.seek(done)
    application().processEvents()


def _parts(window: Window) -> Times:
    """Show each part of the desk by itself random moments."""
    beats, dice = window.timeline.beats, random.Random(2)
    assert beats is not None
    desk = window.debugger.desk
    parts = {type(part).__name__: part for part in (desk.source, desk.stack, desk.origin, desk.stage, desk.inspector)}
    found: Times = {name: [] for name in parts}
    for _ in range(JUMPS):
        cursor = Cursor(beats, dice.randint(0, len(beats)))
        for name, part in parts.items():
            found[name].append(timed(_shown, part, cursor))
    return found


def _shown(part: Stage | SourcePanel | CallStack | OriginPanel | Inspector, cursor: Cursor) -> None:
    part.seek(cursor)
    part.repaint()


def _trials(window: Window) -> list[tuple[float, float]]:
    """Try a change, and nothing again, until both pictures are on screen."""
    surgery, took = window.debugger.surgery, []
    window.debugger.operate()
    _wait(lambda: surgery.result is not None)
    for turn in range(1, TRIALS + 1):
        done = _answered(window, partial(surgery.choose, turn % 2), lambda: surgery.result is not None)
        took += [done] if turn % 2 else []
    surgery.hide()
    return took


def engine_trials(run: Run) -> list[tuple[float, float]]:
    """What of that is the engine's: a gate held open, or a state, before and after computed."""
    trainer, theatre = Trainer(run), Theatre()
    trainer.goto(1)
    change = (clamped(GATES[run.cell], 1.0, 1),)
    theatre.trial(trainer, ())  # the panel opens with no change
    return [timed(theatre.trial, trainer, change) for _ in range(TRIALS)]


def _wait(ready: Callable[[], bool]) -> None:
    """Let the program run until something has come about."""
    while not ready():
        application().processEvents()
        sleep(0.001)


def _settle(window: Window) -> None:
    """Wait until the place that is wanted is on the desk, with all that its pictures need."""
    session = window.session
    _wait(lambda: window.channel.alive and window.timeline.beats is not None)
    _wait(lambda: not (session.busy or session.exploring))
