"""One training step, seen whole: what every view draws from, and all that crosses from engine to window.

`value` and `grad` are twins: the same names, the same shapes. Every line of the cell, the input `x` and the head's
`y` are (T, n), so `trace.value["c"][t]` is the memory after time step t. What can be derived from a trace is a
function in `engine.derive`, never a field.
"""

from dataclasses import dataclass, field

from engine.arrays import Array, Named
from engine.beats import Beats
from engine.cells import CELLS, Cell, Line
from engine.holds import Holds
from engine.learning import Learning
from engine.model import DECODER, ENCODER
from engine.net import Net, net
from engine.sight import Sight
from engine.windows import Cut


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
    layers: int = 1
    bidirectional: bool = False
    decodes: bool = False
    """Whether steps from `border` on have weights of their own, `dec:…`, and those before it `enc:…`."""
    border: int = 0
    """The first step of the decoder, in a task that has one."""
    read: Array | None = None
    """Which steps read an input, (T,), 1 or 0; None if all do."""
    cut: Cut | None = None
    """How the backward pass was truncated."""
    holds: Holds = field(default_factory=dict)
    """What was held of some lines from outside: those numbers were not computed, and no gradient goes through them."""
    sight: Sight | None = None
    """How the inputs look, if they are pictures."""
    discarded: Named = field(default_factory=dict)
    """What truncation has left out of everything in `grad`; empty if it did not truncate."""

    @property
    def net(self) -> Net:
        """Layers, directions, sweeps."""
        return net(CELLS[self.cell_name], self.drop, self.layers, self.bidirectional)

    @property
    def cell(self) -> Cell:
        """The table of lines this trace was computed by, those of all layers."""
        return self.net.cell

    def part(self, t: int) -> str:
        """What the names of the weights in force at a time step begin with; those of the head never do."""
        if not self.decodes:
            return ""
        return ENCODER if t < self.border else DECODER

    def weights(self, line: Line, t: int) -> tuple[str, ...]:
        """The names of a line's weights in force at a time step."""
        part = "" if line.name == self.cell.head.name else self.part(t)
        return tuple(part + name for name in line.weights)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of one time step in the order of the forward pass, the head last."""
        return (*self.cell.lines, self.cell.head)

    @property
    def beats(self) -> Beats:
        """The beats of this step."""
        return self.net.beats(self.T)

    @property
    def T(self) -> int:
        """The number of time steps."""
        return len(self.tokens)
