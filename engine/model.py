"""A model is a cell, its sizes and a loss; its weights are a dictionary named by the lines that use them."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Named, type_of
from engine.cells import CELLS, HEAD, Cell, Line
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

    @property
    def cell(self) -> Cell:
        """The table of lines."""
        return CELLS[self.cell_name]

    @property
    def loss(self) -> Loss:
        """The loss on the head's outputs."""
        return LOSSES[self.loss_name]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of one time step, the head last."""
        return (*self.cell.lines, HEAD)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those lines."""
        return tuple(line.name for line in self.lines)

    def width(self, name: str) -> int:
        """How many numbers a line, an input or a carried value has."""
        if name == "x":
            return self.inputs
        return self.outputs if name == "y" else self.hidden


@dataclass(frozen=True, slots=True)
class Start:
    """How the first weights are drawn."""

    scale: float = 1.0
    """Factor on the usual ±1/√H."""
    forget_bias: float = 0.0
    """Set as the whole bias of the gate that forgets: the LSTM's forget gate, the GRU's update gate."""
    radius: float | None = None
    """If given, every recurrent matrix is scaled to this spectral radius."""


def draw(model: Model, start: Start, rng: np.random.Generator, dtype: str = "float64") -> Named:
    """Draw the first weights: uniform in ±scale/√H, as torch does; matrices (inputs, outputs), others (outputs,)."""
    weight: Named = {}
    bound = start.scale / np.sqrt(model.hidden)
    for line in model.lines:
        for name, source in zip(line.weights, (*line.inputs, None), strict=False):
            rows = () if source is None or line.op.learns == "vector" else (model.width(source.removesuffix("'")),)
            weight[name] = rng.uniform(-bound, bound, (*rows, model.width(line.name)))
    _adjust(model, start, weight)
    return {name: np.ascontiguousarray(array, dtype=type_of[dtype]) for name, array in weight.items()}


def _adjust(model: Model, start: Start, weight: Named) -> None:
    """Scale the recurrence to its radius and set the forget bias, in place."""
    for name in model.cell.recurrent if start.radius is not None else ():
        weight[name] *= start.radius / np.abs(np.linalg.eigvals(weight[name])).max()
    forgets = [line for line in model.cell.lines if line.role == "f" and line.op is AFFINE]
    for line in forgets if start.forget_bias else ():
        weight[f"{line.name}.b"][...] = start.forget_bias
