"""Measures every registered view by itself: opening a trace, the first moment of the way back, and any moment then.

CPU times are those of this thread, the window's (steady on a shared machine); wall times are told beside them.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter, sleep, thread_time

import numpy as np

from engine.beats import Cursor
from engine.run import Run
from engine.survey import Survey, Wanted, survey
from engine.trace import Trace
from engine.trainer import Trainer
from visualizer.app import application
from visualizer.paint import Look
from visualizer.stage import Stage
from visualizer.views import EXPLORED, VIEWS
from visualizer.views.view import Subject

SEEKS, OPENINGS = 200, 3
SHARE = 0.86
"""Of the window's height, what a stage has."""
Times = dict[str, list[tuple[float, float]]]
"""Seconds of what was done, by its name: of the processor, and on the wall."""


def timed(call: Callable[..., object], *given: object) -> tuple[float, float]:
    """Seconds that a call takes, of the processor and on the wall."""
    cpu, wall = thread_time(), perf_counter()
    call(*given)
    return thread_time() - cpu, perf_counter() - wall


def bench_run(steps: int, hidden: int, cell: str, *, truncated: bool = False) -> Run:
    """A run that scores every time step, or one that truncates into ten windows."""
    k1 = max(1, steps // 10)
    more: dict[str, object] = {"k1": k1, "k2": 2 * k1} if truncated else {}
    return Run.model_validate(
        {"task": "text", "length": steps, "hidden": hidden, "batch": 1, "cell": cell, "clip": 1.0, "updates": 20} | more
    )


def measure_views(steps: int, hidden: int, cell: str, size: tuple[int, int]) -> dict[str, Times]:
    """Measure all views on a net of this size; what truncation is about, on a run that truncates."""
    whole, cut = (_trainer(bench_run(steps, hidden, cell, truncated=each)) for each in (False, True))
    return {name: measure_view(name, cut if name == "truncation" else whole, size) for name in VIEWS}


def _trainer(run: Run) -> Trainer:
    made = Trainer(run)
    made.goto(1)
    return made


def measure_view(name: str, trainer: Trainer, size: tuple[int, int]) -> Times:
    """Measure a view that has a stage for itself."""
    losses = np.array(trainer.losses)
    stage = Stage()
    stage.restyle(Look(lang="en"), 1.0)
    stage.resize(size[0], round(size[1] * SHARE))
    stage.set_views((name,))
    stage.show()
    application().processEvents()
    found: Times = {"open": [], "back": [], "seek": []}
    for _ in range(OPENINGS):
        trace = trainer.trace()
        found["open"].append(timed(_opened, stage, Subject(trace, losses)))
        _rest(stage)
        found["back"].append(timed(_sought, stage, trace, len(trace.beats) - 1))
    if name in EXPLORED:
        found |= _told(stage, Subject(trace, losses), EXPLORED[name])
    dice = random.Random(1)
    for _ in range(SEEKS):
        found["seek"].append(timed(_sought, stage, trace, dice.randint(0, len(trace.beats))))
    stage.close()
    stage.deleteLater()
    return found


def _rest(stage: Stage) -> None:
    """Leave a long trace alone until what it will need is drawn, as anybody does who looks at it."""
    while stage.foresight.waiting:
        application().processEvents()
        sleep(0.005)


def _told(stage: Stage, subject: Subject, what: Wanted) -> Times:
    """Let the engine find out what a view of a large trace needs, then show it."""
    surveys: dict[Trace, Survey] = {}
    engine = timed(lambda: surveys.update({subject.trace: survey(subject.trace, (what,)) or Survey()}))
    told = replace(subject, surveys=surveys)
    return {"engine": [engine], "told": [timed(_shown, stage, told, len(subject.trace.beats))]}


def _opened(stage: Stage, subject: Subject) -> None:
    """Show a new trace in the midst of its way forward."""
    _shown(stage, subject, len(subject.trace.beats) // 4)


def _shown(stage: Stage, subject: Subject, done: int) -> None:
    """Show a subject at a moment."""
    stage.show_subjects((subject,))
    _sought(stage, subject.trace, done)


def _sought(stage: Stage, trace: Trace, done: int) -> None:
    """Show a moment at once."""
    stage.seek(Cursor(trace.beats, done))
    stage.repaint()
