"""What clipping did to a gradient: before it, after it, and the step that the optimizer then took."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Named
from engine.optim import clipped, cut, norm
from engine.trace import Trace


@dataclass(frozen=True, slots=True, eq=False)
class Clipping:
    """The gradient of all weights that learn, as it went through both limits."""

    before: Named
    after: Named
    length_before: float
    length_cut: float
    """After single numbers were cut, before the whole was shortened."""
    length_after: float
    was_cut: int
    """How many numbers were cut."""
    share: float | None
    """Of the updates so far, this one included, the share whose gradient was longer than the clip; None without one."""
    step: float
    """The length of what the optimizer added to the weights."""
    relative: float
    """That, in lengths of the weights themselves."""

    @property
    def was_shortened(self) -> bool:
        """Whether the whole was longer than the limit."""
        return self.length_after < self.length_cut


def clipping(trace: Trace) -> Clipping:
    """Follow a trace's gradient through clipping."""
    made = trace.learning
    before = {name: trace.grad[name] * made.learns.get(name, 1.0) for name in trace.weight}
    single = cut(before, made.clip_value)
    after = clipped(single, made.clip)
    length, step = norm(before), norm(trace.delta)
    longer = made.longer + int(made.clip is not None and length > made.clip)
    weights = norm(trace.weight)
    return Clipping(
        before=before,
        after=after,
        length_before=length,
        length_cut=norm(single),
        length_after=norm(after),
        was_cut=_count(before, made.clip_value),
        share=None if made.clip is None else longer / (trace.step + 1),
        step=step,
        relative=step / weights if weights else 0.0,
    )


def was_clipped(trace: Trace) -> bool:
    """Whether a trace's gradient was cut or shortened."""
    made = trace.learning
    if made.clip is None and made.clip_value is None:
        return False
    found = clipping(trace)
    return found.was_cut > 0 or found.was_shortened


def _count(grad: Named, limit: float | None) -> int:
    return 0 if limit is None else int(sum(np.count_nonzero(np.abs(array) > limit) for array in grad.values()))

