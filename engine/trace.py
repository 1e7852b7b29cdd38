"""One training step, seen whole: what every view draws from, and all that crosses from engine to window.

`value` and `grad` are twins: the same names, the same shapes. Every line of the cell, the input `x` and the head's
`y` are (T, n), so `trace.value["c"][t]` is the memory after time step t. What can be derived from a trace is a
function in `engine.derive`, never a field.
"""

from dataclasses import dataclass, field

from engine.arrays import Array, Named
from engine.cells import CELLS, Cell, Line
from engine.dropout import dropping
from engine.learning import Learning


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One sequence of one training step: values, gradients of the loss, weights, and what the optimizer added."""

    run: str
    cell_name: str
    loss_name: str
    step: int
    """Updates done before this training step."""
    tokens: tuple[str, ...]
    """What went in at each time step, as it is written on screen; T of them."""
    symbols: tuple[str, ...]
    """What the V outputs stand for; empty if the outputs are plain numbers."""
    targets: Array
    """What should have come out, (T, V): a share for each symbol, or the wanted numbers."""
    scored: Array
    """How much the loss of each time step counts, (T,); 0 where it is not scored."""
    start: Named
    """The carried values before the first time step, (n,) each."""
    value: Named
    weight: Named
    grad: Named
    """dLoss of everything in `value` and in `weight`; of a batch, Loss is the mean over its sequences."""
    delta: Named
    """What the optimizer then adds to each weight."""
    rows: int
    """Sequences in the batch this one is the first of."""
    probe: bool
    """True if the sequence was given from outside, and the weights were left as they are."""
    labels: tuple[int, ...] = ()
    """What the sequence spells, for CTC: places in `symbols`, 0 being the blank; `targets` is then all zeros."""
    drop: tuple[str, ...] = ()
    """Where dropout has its lines, as in `engine.dropout`; the masks are then in `value`, and in `grad`."""
    l1: float = 0.0
    l2: float = 0.0
    """How hard weights are pulled to zero; the pull is in the weights' `grad`, and `derive.penalty` tells it apart."""
    row: int = 0
    """Which sequence of the batch it is; of a step that broke, the one that broke first."""
    broken: bool = False
    """Whether some of its numbers are not finite, so that the update cannot be done."""
    learning: Learning = field(default_factory=Learning)
    """How `delta` was made of the weights' `grad`, which is as it was before any clipping."""

    @property
    def cell(self) -> Cell:
        """The table of lines this trace was computed by."""
        return dropping(CELLS[self.cell_name], self.drop)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of one time step in the order of the forward pass, the head last."""
        return (*self.cell.lines, self.cell.head)

    @property
    def T(self) -> int:
        """The number of time steps."""
        return len(self.tokens)
