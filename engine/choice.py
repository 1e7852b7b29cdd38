"""What computes the passes of a training: kernels of machine code where they can be had, else arrays of NumPy.

The rule is the same for every run of a process, and for every process on a machine, or the same step of the same run
would not have the same bits: kernels if llvmlite can be imported and every op of the cell is known to them. They are
made when a trainer makes its first pass, before its first update; that takes a tenth of a second for each kind of
cell, in the engine's own process. Nothing is kept on disk, and nothing changes while a run goes on.
"""

from typing import Protocol

from engine.arrays import Array, Named
from engine.compile import Compiled
from engine.model import Model


class Both(Protocol):
    """Both passes of a model for fixed T and B; the arrays it gives are overwritten by the next pass."""

    def forward(self, weight: Named, x: Array, masks: Named | None = None) -> Named:
        """Run all lines at all time steps over x (T, B, inputs); masks that are not given drop nothing."""

    def backward(self, seed: Array) -> Named:
        """Pull the loss's slope at the outputs, (T, B, V), back through the last forward pass."""

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs)."""


def fastest(model: Model, steps: int, rows: int, dtype: str) -> Both:
    """Make the passes of a model for fixed T and B."""
    try:
        from engine.kernels import kernels  # noqa: PLC0415  LLVM may be missing, and only a training needs it
        from engine.layer import Played  # noqa: PLC0415  likewise
    except (ImportError, OSError):
        return Compiled(model, steps, rows, dtype)
    made = kernels(model.cell, dtype)
    return Compiled(model, steps, rows, dtype) if made is None else Played(model, made, steps, rows, dtype)
