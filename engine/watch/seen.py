"""What a watch looks at: one training step, and what led up to it."""

from dataclasses import dataclass

from engine.arrays import Array
from engine.trace import Trace


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """An update about to happen, from inside and from outside."""

    trace: Trace | None
    """None where only what is cheap is asked."""
    update: int
    losses: Array
    """The losses of all updates up to and including this one, (update + 1,)."""
    lengths: Array
    """The lengths of the whole weight gradient, before clipping, likewise."""
    rate: float
    clipped: bool

    @property
    def inside(self) -> Trace:
        """The trace, where there is one."""
        assert self.trace is not None
        return self.trace
