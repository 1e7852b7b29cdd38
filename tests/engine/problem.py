"""Small problems of every kind, drawn at random: a net, what it is given, what is wanted of it, and its gradients.

All sizes are different primes, so that swapped axes show. A table of architectures says how time is used: what is read,
what is scored, what is padding, which weights are in force, how far a loss goes back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from engine.arrays import Array, Named
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.ctc import Labels
from engine.dropout import masks
from engine.model import Model, Start, draw
from engine.ops import RELU
from engine.outside import Outside
from engine.penalty import penalty_slope
from engine.tasks.task import Batch
from engine.window import windowed
from engine.windows import Cut

ROWS, INPUTS, HIDDEN, OUTPUTS = 3, 2, 7, 11
LABELS = ((1, 2, 2), (10,), (3, 1))
MARGIN = 1e-3
"""How far every relu's input is from its kink, where there is no slope to compare with."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """How a net is built and how its time is used."""

    net: dict[str, object] = field(default_factory=dict)
    steps: int = 5
    reads: str = "all"
    """Which steps read an input: all, or the first."""
    scored: str = "all"
    """Which steps are scored: all, or each row's last."""
    padded: bool = False
    started: bool = False
    border: int = 0
    cut: tuple[int, int] | None = None
    window: int = 1


ARCHITECTURES = {
    "fixed to fixed": Architecture(steps=1),
    "one to many": Architecture(reads="first"),
    "many to one": Architecture(scored="last", padded=True),
    "in step": Architecture(),
    "padded and started": Architecture(padded=True, started=True),
    "three layers": Architecture({"layers": 3}, started=True),
    "both ways": Architecture({"bidirectional": True}, padded=True),
    "two layers both ways": Architecture({"bidirectional": True, "layers": 2}, padded=True, started=True),
    "encoder, decoder": Architecture({"decodes": True, "layers": 2}, padded=True, border=2),
    "over a window": Architecture(window=3),
    "truncated": Architecture(cut=(2, 2), started=True),
    "truncated, overlapping": Architecture({"layers": 2}, cut=(2, 3), padded=True),
    "truncated decoder": Architecture({"decodes": True}, cut=(1, 3), border=2),
}

REGULARISERS = ("none", "l1", "l2", "dropout")
DROPS = ("drop_inputs", "drop_outputs", "drop_recurrent")


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A model with weights, a batch, and all else that its loss depends on."""

    model: Model
    weight: Named
    batch: Batch
    outside: Outside
    cut: tuple[int, int] | None = None
    l1: float = 0.0
    l2: float = 0.0

    @property
    def there(self) -> Array:
        """Which steps are there, (T, B, 1)."""
        assert self.outside.alive is not None
        return self.outside.alive[..., None]

    @property
    def given(self) -> Named:
        """All that the engine gives a gradient of: inputs, masks, weights."""
        return {"x": self.batch.x, **self.outside.masks, **self.weight}

    def passes(self) -> tuple[float, Named, Named]:
        """The loss, all values and all gradients, by the interpreter."""
        value, tape = forward(self.model, self.weight, self.batch.x, self.outside)
        each, slope = self.model.loss.score(value["y"], self.batch)
        grad = backward(self.model, self.weight, tape, slope, self.outside, self.cut and Cut(*self.cut))
        pulled = penalty_slope(self.weight, self.l1, self.l2)
        return float(each.sum()), value, {name: array + pulled.get(name, 0) for name, array in grad.items()}


def alive(kind: Architecture, loss: str) -> Array:
    """Which steps are there, (T, B): a row that ends early, and one that begins late and has a gap, or does not."""
    there = np.ones((kind.steps, ROWS))
    if kind.padded:
        there[3:, 1] = 0
        there[4:, 2] = 0
        if loss != "ctc":  # which counts a row's steps from its first
            there[:, 2] = (0, 1, 1, 0, 1)
    return there


def scored(kind: Architecture, loss: str) -> Array:
    """How much each step counts, (T, B)."""
    there = alive(kind, loss)
    if loss == "ctc":
        return there
    there[: kind.border] = 0
    if kind.scored == "last":
        last = kind.steps - 1 - there[::-1].argmax(axis=0)
        there = there * (np.arange(kind.steps)[:, None] == last)
    return there


def problem(cell: str, architecture: str, loss: str, regulariser: str = "none") -> Problem:
    """Draw a problem; where a relu is near its kink, another one."""
    for seed in range(50):
        drawn = _drawn(cell, ARCHITECTURES[architecture], loss, regulariser, seed)
        if _smooth(drawn):
            return drawn
    raise AssertionError("every draw has a relu at its kink")


def modelled(cell: str, kind: Architecture, loss: str, *, drops: bool = False) -> Model:
    """Size the net."""
    drop = (DROPS if CELLS[cell].carry else DROPS[:2]) if drops else ()
    return Model(cell, loss, INPUTS * kind.window, HIDDEN, OUTPUTS, drop, **kind.net)  # type: ignore[arg-type]  by table


def _drawn(cell: str, kind: Architecture, loss: str, regulariser: str, seed: int) -> Problem:
    rng = np.random.default_rng(seed)
    model = modelled(cell, kind, loss, drops=regulariser == "dropout")
    x = rng.normal(size=(kind.steps, ROWS, INPUTS))
    x[1 if kind.reads == "first" else kind.steps :] = 0
    x = windowed(x, kind.window)
    start = {name: rng.normal(size=(ROWS, HIDDEN)) for name in model.cell.carry if kind.started}
    dropped = masks(dict.fromkeys(model.drop, 0.4), x, HIDDEN, (1, seed), model.net.masks) if model.drop else {}
    targets = rng.dirichlet(np.ones(OUTPUTS), (kind.steps, ROWS))
    tokens = (("",) * kind.steps,) * ROWS
    there = alive(kind, loss)
    batch = Batch(x, targets, scored(kind, loss), tokens, labels(kind), there, None, kind.border)
    outside = Outside(start, dropped, there, kind.border)
    pulls = {regulariser: 0.03} if regulariser in {"l1", "l2"} else {}
    return Problem(model, draw(model, Start(scale=2), rng), batch, outside, kind.cut, **pulls)


def labels(kind: Architecture) -> Labels:
    """What each row spells."""
    return LABELS if kind.steps > 1 else ((1,), (10,), ())


def _smooth(given: Problem) -> bool:
    lines = [line for line in given.model.lines if line.op is RELU]
    if not lines:
        return True
    value, _ = forward(given.model, given.weight, given.batch.x, given.outside)
    return all(np.abs(value[line.inputs[0]]).min() > MARGIN for line in lines)


Solve = Callable[[Problem], tuple[float, Named, Named]]
"""A way to the loss, the values and the gradients."""
