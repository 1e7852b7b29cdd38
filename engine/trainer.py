"""Train a run: a pure function of (run, step), with checkpoints so that going back is quick.

The data of update k come from a random stream of their own, named by (seed, k), and the weights from another; so any
step is reached with the same bits on every path, and looking at a step changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.bptt import backward, forward
from engine.check import gradient_error
from engine.choice import Both, fastest
from engine.errors import Diverged, RunError
from engine.model import draw
from engine.optim import OPTIMIZERS, State, clipped
from engine.run import Run, build, edited, model, start
from engine.tasks.task import Batch
from engine.trace import Trace
from engine.vector import Packing

DATA, WEIGHTS, MEASURE = range(3)
SPACING, KEPT = 25, 40
"""Updates between checkpoints, and how many are kept; beyond that, every other one goes."""
ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """What one forward and backward pass over a batch gives."""

    loss: float
    value: Named
    """(T, B, n)"""
    grad: Named
    """(T, B, n), and of each weight"""


class Trainer:
    """A run at a step; `goto` and `advance` move it, nothing else does."""

    def __init__(self, run: Run, name: str = "") -> None:
        self.run, self.name = run, name
        self.task = build(run)
        self.model = model(run, self.task)
        self.step = 0
        self.losses: list[float] = []
        """The loss of each update done; the one at k is of the batch that update k saw."""
        weight = draw(self.model, start(run), np.random.default_rng([run.seed, WEIGHTS]), run.dtype)
        self._packing = Packing.of(weight)
        self._free = self._packing.pack({name: np.full_like(w, self._learns(name)) for name, w in weight.items()})
        self._set(self._edited(self._packing.pack(weight) * self._free))
        self._optimizer = OPTIMIZERS[run.optimizer]
        self._state: State = self._optimizer.init({ALL: self._vector})
        self._spacing = SPACING
        self._checkpoints = {0: (self._vector, self._state)}
        self._compiled: Both | None = None

    def goto(self, step: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Go to a step, from here or from the nearest checkpoint, by training; `stop` may cut it short."""
        if step < 0:
            raise RunError(f"There is no step {step}.", "Steps are counted from 0.", "Ask for step 0 or a later one.")
        nearest = max(at for at in self._checkpoints if at <= step)
        if step < self.step:
            self.step = nearest
            vector, self._state = self._checkpoints[nearest]
            self._set(vector)
            del self.losses[nearest:]
        while self.step < step:
            self.advance()
            if stop():
                break

    def advance(self) -> None:
        """Do one update."""
        done = self._pass(self._batch())
        delta, self._state = self._delta(done.grad)
        self.losses.append(done.loss)
        self.step += 1
        self._set(self._edited(self._vector + delta))
        self._keep()

    def trace(self, text: str | None = None) -> Trace:
        """Look at the update about to happen, or at a string of the user's own, and change nothing."""
        probe = text is not None
        batch = self._batch() if text is None else self.task.encode(text)
        done = self._pass(batch, whole=True, probe=probe)
        delta = np.zeros_like(self._vector) if probe else self._delta(done.grad)[0]
        dtype, weight = type_of[self.run.dtype], self.weight
        return Trace(
            run=self.name,
            cell_name=self.model.cell_name,
            loss_name=self.model.loss_name,
            step=self.step,
            tokens=batch.tokens[0],
            symbols=self.task.symbols,
            targets=batch.targets[:, 0].astype(dtype),
            scored=batch.scored[:, 0].astype(dtype),
            start={name: np.zeros(self.model.hidden, dtype) for name in self.model.cell.carry},
            value={name: array[:, 0].copy() for name, array in done.value.items()},
            weight=weight,
            grad={name: (array if name in weight else array[:, 0]).copy() for name, array in done.grad.items()},
            delta=self._packing.views(delta),
            rows=batch.x.shape[1],
            probe=probe,
        )

    def check(self, text: str | None = None, stop: Callable[[], bool] = lambda: False) -> float | None:
        """Compare the weights' gradients of `trace(text)` with finite differences; None if stopped."""
        batch = self._batch() if text is None else self.task.encode(text)
        x, share = batch.x.astype(np.float64), self._share(batch)

        def loss(weight: Named) -> float:
            value, _ = forward(self.model, weight, x)
            return self._scored(value["y"], batch, share)[0]

        return gradient_error(loss, self.weight, self._pass(batch, probe=text is not None).grad, stop)

    def answer(self, x: Array) -> Array:
        """Give the outputs (T, B, V) for inputs (T, B, n)."""
        with np.errstate(over="ignore", invalid="ignore"):
            value, _ = forward(self.model, self.weight, x.astype(type_of[self.run.dtype]))
        return value["y"]

    def measure(self) -> dict[str, float]:
        """Measure the net of this step on held-out data, always the same."""
        return self.task.measure(self.answer, np.random.default_rng([self.run.seed, MEASURE]))

    def _batch(self) -> Batch:
        return self.task.batch(np.random.default_rng([self.run.seed, DATA, self.step]), self.run.batch)

    def _pass(self, batch: Batch, *, whole: bool = False, probe: bool = False) -> Pass:
        """Run forward and backward, compiled for batches and line by line for a probe; `whole` wants dLoss/dx too."""
        x = batch.x.astype(type_of[self.run.dtype])
        share = self._share(batch)
        with np.errstate(over="ignore", invalid="ignore"):
            done = self._interpreted(x, batch, share) if probe else self._fast(x, batch, share, whole=whole)
        if not np.isfinite(done.loss) or not all(np.isfinite(done.grad[name]).all() for name in self.weight):
            raise self._diverged(done)
        return done

    def _share(self, batch: Batch) -> Array:
        """What part of the loss each step of each row is, (T, B): the mean over rows of the mean over scored steps."""
        return np.asarray(batch.scored / (np.maximum(batch.scored.sum(axis=0), 1) * batch.x.shape[1]))

    def _interpreted(self, x: Array, batch: Batch, share: Array) -> Pass:
        value, tape = forward(self.model, self.weight, x)
        loss, seed = self._scored(value["y"], batch, share)
        return Pass(loss, value, backward(self.model, self.weight, tape, seed))

    def _fast(self, x: Array, batch: Batch, share: Array, *, whole: bool) -> Pass:
        if self._compiled is None:
            self._compiled = fastest(self.model, len(x), self.run.batch, self.run.dtype)
        value = self._compiled.forward(self.weight, x)
        loss, seed = self._scored(value["y"], batch, share)
        grad = self._compiled.backward(seed)
        return Pass(loss, value, grad | {"x": self._compiled.input_grad()} if whole else grad)

    def _scored(self, y: Array, batch: Batch, share: Array) -> tuple[float, Array]:
        """Give the mean loss of the batch, and its slope at the outputs."""
        each = self.model.loss.at(y, batch.targets)
        return float((each * share).sum()), self.model.loss.slope(y, batch.targets) * share[..., None]

    def _diverged(self, done: Pass) -> Diverged:
        """Say where the first number that is not finite stands, in the order of the beats."""
        steps, names = range(len(done.value["y"])), self.model.names
        order = [("forward", done.value, t, name) for t in steps for name in names]
        order += [("backward", done.grad, t, name) for t in reversed(steps) for name in reversed(names)]
        bad = next((beat for beat in order if not np.isfinite(beat[1][beat[3]][beat[2]]).all()), None)
        where = f"in {bad[3]} at time step {bad[2] + 1} of the {bad[0]} pass" if bad else "in the weights' gradient"
        return Diverged(
            f"Run {self.name or self.run.task} diverged at update {self.step}: a number {where} is not finite.",
            "Every number of a training step must be finite.",
            "Lower rate, or set clip.",
        )

    def _delta(self, grad: Named) -> tuple[Array, State]:
        """Ask the optimizer what to add to the weights."""
        packed: Named = {ALL: self._packing.pack(grad) * self._free}
        delta, state = self._optimizer.update(clipped(packed, self.run.clip), self._state, self.run.rate)
        return delta[ALL], state

    def _set(self, vector: Array) -> None:
        """Take the weights of a step; nobody writes into them any more."""
        vector.flags.writeable = False
        self._vector, self.weight = vector, self._packing.views(vector)

    def _learns(self, name: str) -> bool:
        return self.run.recurrent or name not in self.model.cell.recurrent

    def _edited(self, vector: Array) -> Array:
        """Apply the edits of this step."""
        for edit in self.run.edits:
            if edit.at == self.step:
                weight = self._packing.views(vector)
                changed = {name: edit.applied(weight[name]) for name in edited(edit, self.model)}
                vector = self._packing.pack(weight | changed)
        return vector

    def _keep(self) -> None:
        """Keep a checkpoint now and then, and fewer of them the longer the training gets."""
        if self.step % self._spacing == 0:
            self._checkpoints[self.step] = (self._vector, self._state)
        if len(self._checkpoints) > KEPT:
            self._spacing *= 2
            self._checkpoints = {at: kept for at, kept in self._checkpoints.items() if at % self._spacing == 0}
