"""A model is a net, its sizes and a loss; its weights are a dictionary named by the lines that use them.

A model with an encoder and a decoder has two sets of weights for the same lines, `enc:zi.x` and `dec:zi.x`: which is in
force is a matter of the time step. The head has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.arrays import Named, type_of
from engine.cells import CELLS, Cell, Line
from engine.inits import INITS
from engine.losses import LOSSES, Loss
from engine.net import Net, net
from engine.ops import AFFINE

ENCODER, DECODER = "enc:", "dec:"


@dataclass(frozen=True, slots=True)
class Model:
    """Layers of a cell and a linear head: `x` (inputs) → cells (hidden each) → `y` (outputs)."""

    cell_name: str
    loss_name: str
    inputs: int
    hidden: int
    outputs: int
    drop: tuple[str, ...] = ()
    """Where dropout has its lines: keys of a run, as in `engine.dropout`."""
    layers: int = 1
    bidirectional: bool = False
    """Whether each layer also goes through time from right to left."""
    decodes: bool = False
    """Whether there is an encoder, and a decoder with weights of its own."""

    @property
    def net(self) -> Net:
        """Its table: layers, directions, sweeps."""
        return net(CELLS[self.cell_name], self.drop, self.layers, self.bidirectional)

    @property
    def cell(self) -> Cell:
        """All its lines as one table, dropout's among them."""
        return self.net.cell

    @property
    def parts(self) -> tuple[str, ...]:
        """The sets of weights: what their names begin with."""
        return (ENCODER, DECODER) if self.decodes else ("",)

    @property
    def given(self) -> tuple[str, ...]:
        """What comes from outside at each step: `x`, and the masks of dropout."""
        return self.cell.given

    @property
    def loss(self) -> Loss:
        """The loss on the head's outputs."""
        return LOSSES[self.loss_name]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of one time step, the head last."""
        return (*self.cell.lines, self.cell.head)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those lines."""
        return tuple(line.name for line in self.lines)

    def width(self, name: str) -> int:
        """How many numbers a line, an input or a carried value has."""
        if name in self.net.wide:
            return self.inputs
        return self.outputs if name == "y" else self.hidden

    def spans(self, steps: int, border: int) -> tuple[tuple[str, int, int], ...]:
        """Which weights are in force: what their names begin with, from which step, to which, that one not included."""
        if not self.decodes:
            return (("", 0, steps),)
        return ((ENCODER, 0, border), (DECODER, border, steps))

    def weights(self) -> Iterator[tuple[str, Line, str]]:
        """Name every weight, with its line and the input that it weighs; a bias has none."""
        for part in self.parts:
            for line in self.cell.lines:
                yield from ((part + name, line, source) for name, source in _weighed(line))
        yield from ((name, self.cell.head, source) for name, source in _weighed(self.cell.head))

    def shape(self, line: Line, source: str) -> tuple[int, ...]:
        """The shape of a weight: a matrix is (inputs, outputs), others are (outputs,)."""
        rows = () if not source or line.op.learns == "vector" else (self.width(source.removesuffix("'")),)
        return (*rows, self.width(line.name))

    def recurrent(self) -> tuple[str, ...]:
        """The matrices by which the step before is heard."""
        return tuple(part + name for part in self.parts for name in self.net.recurrent)


def _weighed(line: Line) -> Iterator[tuple[str, str]]:
    """The weights of a line, and what each of them weighs."""
    return zip(line.weights, (*line.inputs, ""), strict=False)


def split(name: str) -> tuple[str, str, str]:
    """The name of a weight in three: the set it is of, its line, and the input that it weighs, or b."""
    part = next((part for part in (ENCODER, DECODER) if name.startswith(part)), "")
    owner, _, source = name.removeprefix(part).partition(".")
    return part, owner, source


def in_force(weight: Named, line: Line, part: str) -> list[np.ndarray]:
    """The weights of a line while a set of them is in force."""
    return [weight[part + name] if part + name in weight else weight[name] for name in line.weights]


@dataclass(frozen=True, slots=True)
class Start:
    """How the first weights are drawn."""

    scale: float = 1.0
    """Factor on the usual size."""
    forget_bias: float = 0.0
    """Set as the whole bias of the gate that forgets: the LSTM's forget gate, the GRU's update gate."""
    radius: float | None = None
    """If given, every recurrent matrix is scaled to this spectral radius."""
    init: str = "uniform"
    """The name of a way to draw in `engine.inits`."""
    matched: bool = False
    """Whether each weight is drawn from a stream of its own name, so that nets of other cells begin with the same."""


def draw(model: Model, start: Start, rng: np.random.Generator, dtype: str = "float64") -> Named:
    """Draw the first weights, line by line: matrices (inputs, outputs), others (outputs,)."""
    root = int(rng.integers(2**63)) if start.matched else 0
    weight: Named = {}
    for name, line, source in model.weights():
        rng = np.random.default_rng([root, *name.encode()]) if start.matched else rng
        weight[name] = INITS[start.init](rng, model.shape(line, source), model.hidden, start.scale)
    _adjust(model, start, weight)
    return {name: np.ascontiguousarray(array, dtype=type_of[dtype]) for name, array in weight.items()}


def _adjust(model: Model, start: Start, weight: Named) -> None:
    """Scale the recurrence to its radius and set the forget bias, in place."""
    for name in model.recurrent() if start.radius is not None else ():
        weight[name] *= start.radius / np.abs(np.linalg.eigvals(weight[name])).max()
    for name, line, source in model.weights() if start.forget_bias else ():
        if line.role == "f" and line.op is AFFINE and not source:
            weight[name][...] = start.forget_bias
