"""Train a run: a pure function of (run, step), with checkpoints so that going back is quick, and forth again.

The data of update k come from a random stream of their own, named by (seed, k), and the weights from another; so any
step is reached with the same bits on every path, and looking at a step changes nothing.
"""

from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import replace
from typing import Self

import numpy as np

from engine.arrays import Array, Named, copied, finite, frozen, hosted, placed, type_of
from engine.beats import Phase
from engine.check import gradient_error
from engine.clipping import was_clipped
from engine.crash import Crash, crash, diverged
from engine.diverged import Fault, first_fault
from engine.dropout import masks
from engine.errors import DeviceFull, Diverged, no_step
from engine.holds import holds
from engine.learning import Learning
from engine.looking import Done, Look, there_before, traced
from engine.model import draw
from engine.optim import State, norm
from engine.outside import Outside
from engine.passes import Pass, Passes
from engine.penalty import penalty, penalty_slope
from engine.pupil import Pupil
from engine.run import Run, build, cut, model, setting, start
from engine.sample import ONCE, Manner, written
from engine.tasks.speaker import answered
from engine.tasks.stream import following
from engine.tasks.task import Batch, Part, Task
from engine.trace import Trace
from engine.update import ALL, Update
from engine.watch.seen import Seen
from engine.window import windowed

DATA, WEIGHTS, MEASURE, DROPOUT, VALIDATION, SAMPLE = range(6)
SPACING, KEPT = 25, 40
"""Updates between checkpoints, and how many are kept; beyond that, every other one goes."""


class Trainer:
    """A run at a step; `goto` and `advance` move it, nothing else does."""

    def __init__(self, run: Run, name: str = "", device: str = "") -> None:
        self.run, self.name = run, name
        self.model = model(run, build(run))
        self._begin(device)

    @property
    def task(self) -> Task:
        """The task, as it is at this step."""
        return build(self.run, self.step)

    def _begin(self, device: str) -> None:
        """Stand at step 0, to be trained on a device of torch's, or by NumPy and kernels if none is named."""
        run, self.device, self.step = self.run, device, 0
        self.losses: list[float] = []
        """The loss of each update done; the one at k is of the batch that update k saw."""
        self.lengths: list[float] = []
        """The length of each update's whole weight gradient, before any clipping."""
        self._known: tuple[list[float], list[float]] = ([], [])  # both, as far as the run was ever trained
        weight = draw(self.model, start(run), np.random.default_rng([run.seed, WEIGHTS]), run.dtype)
        self._update = Update(run, self.model, weight, device)
        self._passes = Passes(self.model, run.dtype, cut(run), device)
        vector, self._state = self._update.first
        self._set(vector)
        self._carried: Named = {}
        """What the last update's sequences ended with, (B, n) each, if the run goes on from there."""
        self._spacing = SPACING
        self._checkpoints = {0: (self._vector, self._state, self._carried)}

    def twin(self) -> Self:
        """Make another one of the same run at the same step, that goes its own way."""
        twin = copy(self)
        twin.losses, twin.lengths = list(self.losses), list(self.lengths)
        twin._known = deepcopy(self._known)  # noqa: SLF001  one of our own kind
        twin._checkpoints = dict(self._checkpoints)  # noqa: SLF001
        return twin

    def branch(self, run: Run) -> Self:
        """Go on from here as another run: one that has more edits, all of them at this step or later."""
        twin, more = self.twin(), run.edits[len(self.run.edits) :]
        twin.run, twin._update = run, Update(run, self.model, self.weight, self.device)  # noqa: SLF001  one of our own kind
        twin._checkpoints = {at: kept for at, kept in self._checkpoints.items() if at < self.step}  # noqa: SLF001
        twin._known = (list(self.losses), list(self.lengths))  # noqa: SLF001
        twin._set(twin._update.edited(self._vector, self.step, more))  # noqa: SLF001
        twin._keep()  # noqa: SLF001
        return twin

    def goto(self, step: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Go to a step, from here or from the nearest checkpoint, by training; `stop` may cut it short."""
        if step < 0:
            raise no_step(step)
        nearest = max(at for at in self._checkpoints if at <= step)
        if step < self.step or nearest > self.step:
            self.step = nearest
            vector, self._state, self._carried = self._checkpoints[nearest]
            self._set(vector)
            self.losses, self.lengths = self._known[0][:nearest], self._known[1][:nearest]
        while self.step < step:
            self.advance()
            if stop():
                break

    def advance(self) -> None:
        """Do one update."""
        done = self._pass(self._batch())
        grad = self._update.packing.pack({name: placed(done.grad[name], self.device) for name in self._there})
        with np.errstate(all="ignore"):
            delta, state = self._update.moved(self.step, grad, self._state)
        if not (np.isfinite(done.loss) and finite([grad, delta])):
            raise self._broken()
        self._state = state
        if self.run.stateful:
            self._carried = {name: copied(hosted(done.value[name][-1])) for name in self.model.cell.carry}
        self._remember(done.loss, norm({ALL: grad}))
        self.step += 1
        self._set(self._update.edited(self._vector + delta, self.step))
        self._keep()

    def _remember(self, loss: float, length: float) -> None:
        """Note what an update found; one that is done again finds the same."""
        for mine, known, value in zip((self.losses, self.lengths), self._known, (loss, length), strict=True):
            mine.append(value)
            if len(known) <= self.step:
                known.append(value)

    def trace(self, text: str | None = None) -> Trace:
        """Look at the update about to happen, or at a string of the user's own, and change nothing."""
        seen, fault = self._look(text)
        if fault:
            raise self._broken(text)
        return seen.inside

    def look(self, text: str | None = None) -> Seen:
        """Look at the same with what led up to it, even where its numbers are not finite."""
        return self._look(text)[0]

    def crash(self, text: str | None = None) -> Crash | None:
        """Report why the update about to happen cannot be done; None if it can."""
        seen, fault = self._look(text)
        return self._report(seen, fault) if fault else None

    def _broken(self, text: str | None = None) -> Diverged:
        seen, fault = self._look(text)
        assert fault
        return diverged(self._report(seen, fault), self.name or self.run.task)

    def _report(self, seen: Seen, fault: Fault) -> Crash:
        return crash(seen.inside, fault, self.losses, self.lengths)

    def _look(self, text: str | None) -> tuple[Seen, Fault | None]:
        """Look at a step, and find what is not finite in it; its trace is of the first row, or the one that broke."""
        probe = text is not None
        batch = self._seen(text)
        outside, done = self._outside(batch, probe=probe), self._pass(batch, whole=True, probe=probe)
        with np.errstate(all="ignore"):
            delta = np.zeros_like(hosted(self._vector))
            delta = delta if probe else self._update.delta(self.step, done.grad, self._remembered)[0]
            left = self._passes.discarded(self.weight, batch, outside, done.seed)
        fault = None
        if not (done.finite(tuple(done.grad)) and np.isfinite(delta).all()):
            fault = first_fault(self.model.net.beats(len(batch.x)), done, self.weight) or Fault(Phase.UPDATE)
        look = Look(self.name, self.step, self.task, probe, fault.row if fault else 0, fault is not None)
        trace = traced(
            look,
            self.model,
            Done(batch, done, self.weight, outside.start, left, outside.holds),
            delta=self._update.packing.views(delta),
            cut=self._passes.cut,
            learning=self._learning(probe),
            **self._pulls(),
        )
        past = np.array([*self.losses, done.loss])
        lengths = np.array([*self.lengths, norm({name: done.grad[name] for name in self.weight})])
        rate, clipped = setting(self.run, "rate", self.step) or 0.0, was_clipped(trace)
        fault = fault and replace(fault, t=there_before(batch, fault.row, fault.t))
        return Seen(trace, self.step, past, lengths, rate, clipped), fault

    def _learning(self, probe: bool) -> Learning:
        """Say how the update at this step is made."""
        if probe:
            return Learning()
        changed = any(edit.key == "clip" for edit in self.run.edits)
        clips = [setting(self.run, "clip", at) for at in (range(self.step) if changed else (0,))]
        longer = np.array(self.lengths) > np.array([np.inf if clip is None else clip for clip in clips])
        return self._update.learning(self.step, self._remembered, int(np.count_nonzero(longer)))

    def check(self, text: str | None = None, stop: Callable[[], bool] = lambda: False) -> float | None:
        """Compare the weights' gradients of `trace(text)` with finite differences; None if stopped."""
        batch = self._seen(text)
        outside = self._outside(batch, probe=text is not None)

        def loss(weight: Named) -> float:
            return self._passes.loss(weight, batch, outside) + penalty(weight, **self._pulls())

        return gradient_error(loss, self.weight, self._pass(batch, whole=True, probe=text is not None).grad, stop)

    @property
    def answer(self) -> Pupil:
        """The net of this step, to be asked: it takes inputs (T, B, n) and gives outputs (T, B, V)."""
        held = tuple(edit for edit in self.run.edits if edit.line and edit.at <= self.step)
        return Pupil(self.model, self.weight, self.run.dtype, self.run.window, held)

    def measure(self, part: Part = "test") -> dict[str, float]:
        """Measure the net of this step on held-out data, always the same; training may look at validation only."""
        stream = MEASURE if part == "test" else VALIDATION
        return self.task.measure(self.answer, np.random.default_rng([self.run.seed, stream]), part)

    def sample(self, prefix: str, count: int = 100, manner: Manner = ONCE) -> str:
        """Let the net of this step write on after a prefix; the same every time for the same manner."""
        stream = np.random.default_rng([self.run.seed, SAMPLE, self.step, manner.seed])
        return written(self.answer.reader, self.task, prefix, stream.random(max(0, count)), manner)

    def _seen(self, text: str | None) -> Batch:
        """What is looked at: the batch of this step, or a string of the user's own."""
        if text is None:
            return self._batch()
        batch = answered(self.task, text, self.answer)
        return replace(batch, x=windowed(batch.x, self.run.window))

    def _batch(self) -> Batch:
        rng = np.random.default_rng([self.run.seed, DATA, self.step])
        rows, flows = self.run.batch, self.run.stateful
        batch = following(self.task, self.step, rows)[0] if flows else self.task.batch(rng, rows)
        return replace(batch, x=windowed(batch.x, self.run.window))

    def _start(self, batch: Batch, *, probe: bool) -> Named:
        """What is carried in: what the last update ended with, in rows that go on; nothing in a probe."""
        if probe or not self._carried:
            return {}
        _, fresh = following(self.task, self.step, batch.x.shape[1])
        return {name: np.where(fresh[:, None], 0, array) for name, array in self._carried.items()}

    def _outside(self, batch: Batch, *, probe: bool) -> Outside:
        """What a pass is given beside a batch: what is carried in, and what dropout drops; nothing in a probe."""
        start = self._start(batch, probe=probe)
        held = holds(self.run.edits, self.model, self.step, len(batch.x))
        if probe or not self.model.drop:
            return Outside(start, holds=held)
        chances = {key: setting(self.run, key, self.step) or 0.0 for key in self.model.drop}
        stream, x = (self.run.seed, DROPOUT, self.step), batch.x.astype(type_of[self.run.dtype])
        return Outside(start, masks(chances, x, self.model.hidden, stream, self.model.net.masks), holds=held)

    def _pulls(self) -> dict[str, float]:
        return {key: setting(self.run, key, self.step) or 0.0 for key in ("l1", "l2")}

    def _pass(self, batch: Batch, *, whole: bool = False, probe: bool = False) -> Pass:
        """Run forward and backward, and add what pulls weights to zero; `whole` wants dLoss/dx too."""
        outside = self._outside(batch, probe=probe)
        by_hand = probe or bool(outside.holds)
        weight = self.weight if whole or by_hand else self._there
        with np.errstate(over="ignore", invalid="ignore"):
            if by_hand:
                done = self._passes.explained(weight, batch, outside)
            else:
                done = self._fast(weight, batch, outside, whole=whole)
            for name, slope in penalty_slope(weight, **self._pulls()).items():
                done.grad[name] = done.grad[name] + slope
        return done

    def _fast(self, weight: Named, batch: Batch, outside: Outside, *, whole: bool) -> Pass:
        """Let the device do it; one that is full is left for good, and the run begins again on the CPU."""
        try:
            return self._passes.fast(weight, batch, outside, whole=whole)
        except DeviceFull:
            self._begin("")
            raise

    def _set(self, vector: Array) -> None:
        """Take the weights of a step; nobody writes into them any more."""
        self._vector = frozen(vector)
        self._there = self._update.packing.views(vector)
        self._weight = None if self.device else self._there

    @property
    def weight(self) -> Named:
        """The weights of this step, as NumPy has them."""
        if self._weight is None:
            self._weight = self._update.packing.views(frozen(hosted(self._vector)))
        return self._weight

    @property
    def _remembered(self) -> State:
        """What the optimizer remembers, as NumPy has it."""
        return {kind: {name: hosted(array) for name, array in some.items()} for kind, some in self._state.items()}

    def _keep(self) -> None:
        """Keep a checkpoint now and then, and fewer of them the longer the training gets."""
        if self.step % self._spacing == 0:
            self._checkpoints[self.step] = (self._vector, self._state, self._carried)
        if len(self._checkpoints) > KEPT:
            self._spacing *= 2
            self._checkpoints = {at: kept for at, kept in self._checkpoints.items() if at % self._spacing == 0}
