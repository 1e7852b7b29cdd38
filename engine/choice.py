"""What computes the passes of a training: kernels of machine code where they can be had, else arrays of NumPy.

The rule is the same for every run of a process, and for every process on a machine, or the same step of the same run
would not have the same bits: kernels if llvmlite can be imported and every op of the cell is known to them. They are
made when a trainer makes its first pass, before its first update; that takes a tenth of a second for each kind of
cell, in the engine's own process. Nothing is kept on disk, and nothing changes while a run goes on.
"""

from typing import TYPE_CHECKING

from engine.cells import Cell
from engine.chain import Chain
from engine.compile import Compiled
from engine.model import Model
from engine.passing import Passing, Shape
from engine.windows import Cut

if TYPE_CHECKING:
    from engine.torched import Torched


def on_device(model: Model, dtype: str, cut: Cut | None, device: str) -> "Torched":
    """Make the passes of a model on a device of torch's."""
    from engine.torched import Torched  # noqa: PLC0415  torch is an extra, and takes seconds

    return Torched(model, dtype, cut, device)


def fastest(model: Model, steps: int, rows: int, dtype: str, border: int = 0) -> Chain:
    """Make the passes of a model for fixed T and B, and for a decoder that begins at a step."""
    return Chain(model, made, steps, rows, dtype, border)


def made(cell: Cell, shape: Shape) -> Passing:
    """Make the passes of one layer."""
    try:
        from engine.kernels import kernels  # noqa: PLC0415  LLVM may be missing, and only a training needs it
        from engine.layer import Layer  # noqa: PLC0415  likewise
    except (ImportError, OSError):
        return Compiled(cell, shape)
    known = kernels(cell, shape.dtype)
    return Compiled(cell, shape) if known is None else Layer(known, shape)
