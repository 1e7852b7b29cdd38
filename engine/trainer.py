"""Train a run: a pure function of (run, step), with checkpoints so that going back is quick.

The data of update k come from a random stream of their own, named by (seed, k), and the weights from another; so any
step is reached with the same bits on every path, and looking at a step changes nothing.
"""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.bptt import backward, forward
from engine.errors import Diverged, RunError
from engine.model import draw
from engine.optim import OPTIMIZERS, State, clipped
from engine.run import Run, build, edited, model, start
from engine.tasks.task import Batch
from engine.trace import Trace

DATA, WEIGHTS, MEASURE = range(3)
SPACING, KEPT = 25, 40
"""Updates between checkpoints, and how many checkpoints are kept; beyond that, every other one goes."""


class Trainer:
    """A run at a step; `goto` is the only thing that moves it, apart from `advance`."""

    def __init__(self, run: Run, name: str = "") -> None:
        self.run, self.name = run, name
        self.task = build(run)
        self.model = model(run, self.task)
        self.optimizer = OPTIMIZERS[run.optimizer]
        self.step = 0
        self.losses: list[float] = []
        """The loss of each update done; the one at k is of the batch that update k saw."""
        weight = draw(self.model, start(run), np.random.default_rng([run.seed, WEIGHTS]), run.dtype)
        if not run.recurrent:
            weight |= {name: np.zeros_like(array) for name, array in weight.items() if name.endswith("'")}
        self.weight = self._edited(weight)
        self.state: State = self.optimizer.init(weight)
        self._spacing = SPACING
        self._checkpoints: dict[int, tuple[Named, State]] = {0: (self.weight, self.state)}

    def goto(self, step: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Go to a step: from here or the nearest checkpoint before it, by training; `stop` may cut it short."""
        if step < 0:
            raise RunError(f"There is no step {step}.", "Steps are counted from 0.", "Ask for step 0 or a later one.")
        nearest = max(at for at in self._checkpoints if at <= step)
        if step < self.step or nearest > self.step:
            self.step = nearest
            self.weight, self.state = self._checkpoints[nearest]
            del self.losses[nearest:]
        while self.step < step:
            self.advance()
            if stop():
                break

    def advance(self) -> None:
        """Do one update."""
        batch = self._batch()
        loss, _, grad = self._pass(batch)
        delta, state = self._delta(grad)
        self.losses.append(loss)
        self.step += 1
        self.weight = self._edited({name: array + delta[name] for name, array in self.weight.items()})
        self.state = state
        self._keep()

    def trace(self, text: str | None = None) -> Trace:
        """Look at the update about to happen, or at one string of the user's own, and change nothing."""
        probe = text is not None
        batch = self._batch() if text is None else self.task.encode(text)
        _, value, grad = self._pass(batch)
        delta = {name: np.zeros_like(w) for name, w in self.weight.items()} if probe else self._delta(grad)[0]
        rows = {name: array for name, array in grad.items() if name not in self.weight}
        return Trace(
            run=self.name,
            cell_name=self.model.cell_name,
            loss_name=self.model.loss_name,
            step=self.step,
            tokens=batch.tokens[0],
            symbols=self.task.symbols,
            targets=batch.targets[:, 0].astype(type_of[self.run.dtype]),
            scored=batch.scored[:, 0].copy(),
            start={name: np.zeros(self.model.hidden, type_of[self.run.dtype]) for name in self.model.cell.carry},
            value={name: array[:, 0].copy() for name, array in value.items()},
            weight=self.weight,
            grad={name: array[:, 0].copy() for name, array in rows.items()}
            | {name: grad[name] for name in self.weight},
            delta=delta,
            rows=batch.x.shape[1],
            probe=probe,
        )

    def answer(self, x: Array) -> Array:
        """Give the outputs (T, B, V) for inputs (T, B, n)."""
        value, _ = forward(self.model, self.weight, x.astype(type_of[self.run.dtype]))
        return value["y"]

    def measure(self) -> dict[str, float]:
        """Measure the net of this step on held-out data, always the same."""
        return self.task.measure(self.answer, np.random.default_rng([self.run.seed, MEASURE]))

    def _batch(self) -> Batch:
        return self.task.batch(np.random.default_rng([self.run.seed, DATA, self.step]), self.run.batch)

    def _pass(self, batch: Batch) -> tuple[float, Named, Named]:
        """Run forward and backward; gives the loss, all values, and all gradients of values and weights."""
        x = batch.x.astype(type_of[self.run.dtype])
        share = batch.scored / (np.maximum(batch.scored.sum(axis=0), 1) * x.shape[1])  # (T, B)
        with np.errstate(over="ignore", invalid="ignore"):
            value, tape = forward(self.model, self.weight, x)
            each = self.model.loss.at(value["y"], batch.targets)
            seed = self.model.loss.slope(value["y"], batch.targets) * share[..., None]
            grad = backward(self.model, self.weight, tape, seed.astype(x.dtype))
        loss = float((each * share).sum())
        if not np.isfinite(loss) or not all(np.isfinite(grad[name]).all() for name in self.weight):
            raise self._diverged(value, loss, grad)
        return loss, value, grad

    def _diverged(self, value: Named, loss: float, grad: Named) -> Diverged:
        """Say where the first number that is not finite stands, in the order of the beats."""
        steps, names = range(len(value["y"])), self.model.names
        order = [("forward", value, t, name) for t in steps for name in names]
        order += [("backward", grad, t, name) for t in reversed(steps) for name in reversed(names)]
        where = "in the loss" if np.isfinite(value["y"]).all() and not np.isfinite(loss) else "in the weights' gradient"
        for way, arrays, t, name in order:
            if not np.isfinite(arrays[name][t]).all():
                where = f"in {name} at time step {t + 1} of the {way} pass"
                break
        return Diverged(
            f"Run {self.name or self.run.task} diverged at update {self.step}: a number {where} is not finite.",
            "Every number of a training step must be finite.",
            "Lower rate, or set clip.",
        )

    def _delta(self, grad: Named) -> tuple[Named, State]:
        """Ask the optimizer what to add to each weight."""
        held = {
            name: np.zeros_like(array) if name.endswith("'") and not self.run.recurrent else grad[name]
            for name, array in self.weight.items()
        }
        return self.optimizer.update(clipped(held, self.run.clip), self.state, self.run.rate)

    def _edited(self, weight: Named) -> Named:
        """Apply the edits of this step to a copy."""
        for edit in self.run.edits:
            if edit.at != self.step:
                continue
            for name in edited(edit, self.model):
                weight = weight | {name: edit.applied(weight[name])}
        return weight

    def _keep(self) -> None:
        """Keep a checkpoint now and then, and fewer of them the longer the training gets."""
        if self.step % self._spacing == 0:
            self._checkpoints[self.step] = (self.weight, self.state)
        if len(self._checkpoints) > KEPT:
            self._spacing *= 2
            self._checkpoints = {at: kept for at, kept in self._checkpoints.items() if at % self._spacing == 0}
