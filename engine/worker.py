"""The engine as a process of its own: it answers one question after another, and ends when the window is gone."""

import multiprocessing
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from engine.check import TOLERANCE
from engine.child import bare_start
from engine.conditions import Watchpoints
from engine.crash import Crash
from engine.device import Wish, device, settled
from engine.errors import Diverged, EngineError, RunError
from engine.messages import (
    Advanced,
    Answer,
    Arrived,
    Check,
    Checked,
    Example,
    Exampled,
    Explore,
    Explored,
    Failed,
    Follow,
    Followed,
    Goto,
    Load,
    Measure,
    Measured,
    Question,
    Rank,
    Ranked,
    Said,
    Sample,
    Sampled,
    Say,
    Stop,
    Superseded,
    Try,
    Until,
    Watch,
    Watched,
)
from engine.roles.roles import rank
from engine.run import Run
from engine.saying import example, said
from engine.seek import seek
from engine.surgery import Theatre, continues
from engine.survey import Wanted, survey
from engine.trace import Trace
from engine.trails import Trails
from engine.trainer import Trainer
from engine.traits import traits
from engine.watch.pinned import history, pinned
from engine.watch.search import search

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

KNOWN = "Load, Goto, Until, Watch, Follow, Try, Measure, Sample, Say, Example, Check, Rank, Explore and Stop"
REMEMBERED = 12
"""Trainers kept, so that coming back to a slide costs nothing."""


def _never() -> bool:
    return False


class Desk:
    """Answers questions; `waiting` tells that a newer one has come, so that a long training may be left."""

    def __init__(self, waiting: Callable[[], bool] = lambda: False, wish: Wish = "auto") -> None:
        self.waiting, self._wish = waiting, settled(wish)
        self._known: dict[tuple[Run, str], Trainer] = {}
        self._loaded: tuple[Trainer, ...] = ()
        self._trails, self._theatre = Trails(), Theatre()

    def answer(self, question: Question) -> Answer:
        """Give exactly one answer, whatever happens."""
        try:
            return self._answer(question)
        except EngineError as error:
            crash = error.crash if isinstance(error, Diverged) else None
            return Failed(error.what, error.expected, error.remedy, crash=crash, zh=error.zh)
        except Exception as error:  # noqa: BLE001  whatever failed, the engine still listens
            return Failed(
                f"The engine failed: {error!r}.",
                "This should not happen.",
                "Go on, or send us the details.",
                traceback.format_exc(),
                zh=(f"引擎出错了：{error!r}。", "这本不该发生。", "可以继续；请把详情发给我们。"),
            )

    def _answer(self, question: Question) -> Answer:
        match question:
            case Load(runs, names, step, text, broken, every):
                self._loaded = self._trainers(runs, names)
                return self._goto(Goto(step, text, broken=broken, every=every))
            case Goto():
                return self._goto(question)
            case Until(Watchpoints()):
                return self._search(question)
            case Until():
                return self._until(question)
            case _:
                return self._said(question)

    def _said(self, question: Question) -> Answer:
        """Answer a question that leaves the runs where they are."""
        match question:
            case Watch(texts, text):
                return Watched(tuple(pinned(trainer, texts, text) for trainer in self._all()))
            case Follow(texts, first, last):
                values = history(self._all()[0], texts, (first, last), self.waiting)
                return Superseded() if values is None else Followed(values)
            case Try(changes, text):
                return self._theatre.trial(self._all()[0], changes, text)
            case Check() | Rank() | Explore():
                return self._long(question)
            case _:
                return self._shown(question)

    def _shown(self, question: Question) -> Answer:
        """Let the nets show what they can."""
        match question:
            case Measure(part, named):
                each = tuple(trainer.measure(part) | traits(trainer, named) for trainer in self._all())
                return Measured(each, process_time())
            case Sample(prefix, count, manner):
                return Sampled(tuple(trainer.sample(prefix, count, manner) for trainer in self._all()))
            case Say(text):
                return Said(tuple(said(trainer, text) for trainer in self._all()), text)
            case Example(number):
                return Exampled(example(self._all()[0].task, number))
            case _:
                raise RunError(
                    f"The engine was asked {question!r}.", f"It knows {KNOWN}.",
                    zh=(f"引擎收到了 {question!r}。", f"它只懂 {KNOWN}。", ""),
                )  # fmt: skip

    def _long(self, question: Check | Rank | Explore) -> Answer:
        """Answer a question that takes so long that it may be left."""
        match question:
            case Check(text):
                return self._check(text)
            case Rank():
                return self._rank()
            case Explore(wanted, text):
                return self._explore(wanted, text)

    def _goto(self, asked: Goto) -> Answer:
        for trainer in self._all():
            self._trails.follow(trainer, asked.step, asked.every, _never if asked.patient else self.waiting)
            if trainer.step != asked.step:
                return Superseded()
        text, broken = asked.input, asked.broken
        traces = tuple(trainer.look(text).inside if broken else trainer.trace(text) for trainer in self._loaded)
        crashes = tuple(_crash(trainer, trace, text) for trainer, trace in zip(self._loaded, traces, strict=True))
        losses = tuple(np.array(trainer.losses) for trainer in self._loaded)
        trails = tuple(self._trails.told(trainer, asked.every) for trainer in self._loaded) if asked.every else ()
        return Advanced(traces, losses, crashes, trails)

    def _search(self, question: Until) -> Answer:
        """Search for watchpoints; the place may be one that cannot be trained on from."""
        first = self._all()[0]
        assert isinstance(question.condition, Watchpoints)
        found = search(first, question.condition, question.limit, self.waiting, question.input)
        if not self._followed(found.hit is not None, question.limit):
            return Superseded()
        traces = tuple(trainer.look(question.input).inside for trainer in self._loaded)
        losses = tuple(np.array(trainer.losses) for trainer in self._loaded)
        return Arrived(traces, losses, found.hit is not None, found, _crash(first, traces[0], question.input))

    def _followed(self, met: bool, limit: int) -> bool:
        """Let the other runs follow the first; tells whether all are there."""
        first, *others = self._all()
        if not met and first.step != limit:
            return False
        for trainer in others:
            trainer.goto(first.step, self.waiting)
            if trainer.step != first.step:
                return False
        return True

    def _until(self, question: Until) -> Answer:
        assert not isinstance(question.condition, Watchpoints)
        met = seek(self._all()[0], question.condition, question.limit, self.waiting)
        if not self._followed(met, question.limit):
            return Superseded()
        traces = tuple(trainer.trace(question.input) for trainer in self._loaded)
        return Arrived(traces, tuple(np.array(trainer.losses) for trainer in self._loaded), met)

    def _check(self, text: str | None) -> Answer:
        errors = []
        for trainer in self._all():
            error = trainer.check(text, self.waiting)
            if error is None:
                return Superseded()
            errors.append(error)
        return Checked(tuple(errors), tuple(TOLERANCE[trainer.run.dtype] for trainer in self._loaded))

    def _rank(self) -> Answer:
        each = []
        for trainer in self._all():
            ranking = rank(trainer, self.waiting)
            if ranking is None:
                return Superseded()
            each.append(ranking)
        return Ranked(tuple(each))

    def _explore(self, wanted: tuple[Wanted, ...], text: str | None) -> Answer:
        found = []
        for trainer in self._all():
            each = survey(trainer.look(text).inside, wanted, self.waiting)
            if each is None:
                return Superseded()
            found.append(each)
        return Explored(tuple(found))

    def _all(self) -> tuple[Trainer, ...]:
        if not self._loaded:
            raise RunError(
                "No run is loaded.", "A run comes before a step.", "Load a preset first.",
                zh=("没有载入运行。", "先有运行，才有步。", "先载入一个预设。"),
            )  # fmt: skip
        return self._loaded

    def _made(self, run: Run, name: str) -> Trainer:
        """Make a trainer: a new one, or the branch of one that already is where the run begins to differ."""
        for (_, known), trainer in self._known.items():
            if known == name and continues(run, trainer):
                return self._trails.branched(trainer, trainer.branch(run))
        return Trainer(run, name, device(self._wish, run))

    def _trainers(self, runs: tuple[Run, ...], names: tuple[str, ...]) -> tuple[Trainer, ...]:
        """Take trainers from memory or make them; the ones used longest ago are forgotten."""
        wanted = list(zip(runs, names, strict=True))
        for key in wanted:
            self._known[key] = self._known.pop(key) if key in self._known else self._made(*key)
        for key in list(self._known)[: -max(REMEMBERED, len(wanted))]:
            del self._known[key]
        return tuple(self._known[key] for key in wanted)


def _crash(trainer: Trainer, trace: Trace, text: str | None) -> Crash | None:
    return trainer.crash(text) if trace.broken else None


def serve(connection: "Connection[Answer, Question]", wish: Wish = "auto") -> None:
    """Answer until told to stop, or until the other end is gone."""
    desk = Desk(connection.poll, wish)
    with suppress(EOFError, ConnectionError):
        while not isinstance(question := connection.recv(), Stop):
            connection.send(desk.answer(question))


def main(connection: "Connection[Answer, Question]", wish: Wish = "auto") -> None:
    """Run in the new process; Ctrl-C in the terminal is the window's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(connection, wish)


def start(wish: Wish = "auto") -> tuple[BaseProcess, "Connection[Question, Answer]"]:
    """Start an engine that trains where it is wished; gives its process and our end of the pipe."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=main, args=(theirs, wish), name="unrolled-engine", daemon=True)
    with bare_start():
        process.start()
    theirs.close()
    return process, ours
