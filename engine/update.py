"""From a gradient to what an update adds to the weights: what learns, clipping, the rate, the optimizer.

Nothing here remembers anything: the same run, step, gradient and state give the same bits. All weights are one vector.
"""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Named, hosted, placed, space
from engine.edits import Edit, edited
from engine.learning import Learning
from engine.model import Model
from engine.optim import OPTIMIZERS, State, clipped, cut
from engine.run import Run, setting
from engine.vector import Packing

ALL = "all"


class Update:
    """How a run changes its weights."""

    def __init__(self, run: Run, model: Model, weight: Named, device: str = "") -> None:
        self.run, self.model, self._device = run, model, device
        self.packing = Packing.of(weight)
        self._optimizer = OPTIMIZERS[run.optimizer]
        learning = self._learning(weight)
        self._free = dict(learning)
        self._free_there = {at: placed(free, device) for at, free in learning}
        vector = placed(self.edited(self.packing.pack(weight) * learning[0][1], 0), device)
        self.first = vector, self._optimizer.init({ALL: vector})
        """The weights of step 0, and the optimizer's state."""

    def delta(self, step: int, grad: Named, state: State) -> tuple[Array, State]:
        """Say what the update at a step adds to the weights; gradient and state are arrays, or both are tensors."""
        return self.moved(step, self.packing.pack(grad), state)

    def moved(self, step: int, whole: Array, state: State) -> tuple[Array, State]:
        """Say the same for a gradient that is one vector already."""
        free = self._learns(step, there=space(whole) is not np)
        packed: Named = {ALL: whole * free}
        packed = clipped(cut(packed, setting(self.run, "clip_value", step)), setting(self.run, "clip", step))
        delta, state = self._optimizer.update(packed, state, setting(self.run, "rate", step) or 0.0)
        return delta[ALL] * free, state

    def learning(self, step: int, state: State, longer: int) -> Learning:
        """Say how the update at a step is made, from what the optimizer remembers."""
        free = self.packing.views(self._learns(step))
        memory = {kind: arrays[ALL] for kind, arrays in state.items()}
        counted = memory.pop("count", np.zeros(1))
        return Learning(
            optimizer=self.run.optimizer,
            rate=setting(self.run, "rate", step) or 0.0,
            clip=setting(self.run, "clip", step),
            clip_value=setting(self.run, "clip_value", step),
            state={kind: self.packing.views(vector) for kind, vector in memory.items()},
            count=int(counted[0]),
            learns={name: array for name, array in free.items() if not array.all()},
            longer=longer,
        )

    def _learns(self, step: int, *, there: bool = False) -> Array:
        """Which numbers learn at a step, 1 or 0 for each; `there` wants it on the device."""
        free = self._free_there if there else self._free
        return free[max(at for at in free if at <= step)]

    def edited(self, vector: Array, step: int, edits: Sequence[Edit] | None = None) -> Array:
        """Apply the edits of weights at a step: the run's, or some of them."""
        for edit in self.run.edits if edits is None else edits:
            if edit.at == step and edit.weight:
                weight = self.packing.views(hosted(vector))
                changed = {name: edit.applied(weight[name]) for name in edited(edit, self.model)}
                vector = placed(self.packing.pack(weight | changed), self._device)
        return vector

    def _learning(self, weight: Named) -> list[tuple[int, Array]]:
        """Which weights learn from an update on, 1 or 0 for each."""
        held = () if self.run.recurrent else self.model.recurrent()
        free: Named = {name: np.full_like(array, name not in held) for name, array in weight.items()}
        found = [(0, self.packing.pack(free))]
        for edit in sorted(self.run.edits, key=lambda edit: edit.at):
            if edit.learns is not None:
                touched = {name: edit.touched(free[name]) for name in edited(edit, self.model)}
                free |= {name: np.where(mask, mask * edit.learns, free[name]) for name, mask in touched.items()}
                found.append((edit.at, self.packing.pack(free)))
        return found
