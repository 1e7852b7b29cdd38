"""A model is a cell, its sizes and a loss; its weights are a dictionary named by the lines that use them."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Named, type_of
from engine.cells import CELLS, Cell, Line
from engine.dropout import INPUTS, dropping
from engine.inits import INITS
from engine.losses import LOSSES, Loss
from engine.ops import AFFINE


@dataclass(frozen=True, slots=True)
class Model:
    """One recurrent layer and a linear head: `x` (inputs) → cell (hidden) → `y` (outputs)."""

    cell_name: str
    loss_name: str
    inputs: int
    hidden: int
    outputs: int
    drop: tuple[str, ...] = ()
    """Where dropout has its lines: keys of a run, as in `engine.dropout`."""

    @property
    def cell(self) -> Cell:
        """The table of lines, dropout's among them."""
        return dropping(CELLS[self.cell_name], self.drop)

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
        if name in {INPUTS.source, INPUTS.mask, INPUTS.line}:
            return self.inputs
        return self.outputs if name == "y" else self.hidden


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


def draw(model: Model, start: Start, rng: np.random.Generator, dtype: str = "float64") -> Named:
    """Draw the first weights, line by line: matrices (inputs, outputs), others (outputs,)."""
    weight: Named = {}
    for line in model.lines:
        for name, source in zip(line.weights, (*line.inputs, None), strict=False):
            rows = () if source is None or line.op.learns == "vector" else (model.width(source.removesuffix("'")),)
            shape = (*rows, model.width(line.name))
            weight[name] = INITS[start.init](rng, shape, model.hidden, start.scale)
    _adjust(model, start, weight)
    return {name: np.ascontiguousarray(array, dtype=type_of[dtype]) for name, array in weight.items()}


def _adjust(model: Model, start: Start, weight: Named) -> None:
    """Scale the recurrence to its radius and set the forget bias, in place."""
    for name in model.cell.recurrent if start.radius is not None else ():
        weight[name] *= start.radius / np.abs(np.linalg.eigvals(weight[name])).max()
    forgets = [line for line in model.cell.lines if line.role == "f" and line.op is AFFINE]
    for line in forgets if start.forget_bias else ():
        weight[f"{line.name}.b"][...] = start.forget_bias
