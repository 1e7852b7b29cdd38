"""How a run did on its way: the loss on examples that it learns from and on those it never sees, update by update."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Losses at some updates, (n,) each."""

    updates: Array
    seen: Array
    unseen: Array

    @property
    def highest(self) -> float:
        """The largest loss; 0 if nothing was measured."""
        return float(np.nanmax([self.seen, self.unseen])) if len(self.updates) else 0.0

    @property
    def gap(self) -> float:
        """By how much the loss on unseen examples is larger at the end; 0 if nothing was measured."""
        return float(self.unseen[-1] - self.seen[-1]) if len(self.updates) else 0.0
