"""What stands in a trace under a name of a watch, and at which moment it is there."""

from dataclasses import dataclass, field

import numpy as np

from engine import derive
from engine.arrays import Array
from engine.beats import Beat, Beats, Phase
from engine.trace import Trace
from engine.watch.known import NEVER, Known, When
from engine.watch.seen import Seen
from engine.watch.tree import Pick, Ref

Key = tuple[str, str]


def beats_of(trace: Trace) -> Beats:
    """The beats of a trace."""
    return trace.beats


@dataclass(slots=True)
class Reader:
    """Reads names from what is seen; with `free`, only what is read at t says when."""

    seen: Seen
    free: bool
    _moments: dict[Key, When] = field(default_factory=dict)

    @property
    def trace(self) -> Trace:
        """The step from inside."""
        return self.seen.inside

    @property
    def beats(self) -> Beats:
        """Its beats."""
        return beats_of(self.trace)

    def read(self, ref: Ref) -> Known:
        """Read a fact, a weight or a line."""
        match ref.kind:
            case "weight":
                return self._weight(ref)
            case "line":
                return self._line(ref)
            case _:
                return self._fact(ref)

    def _fact(self, ref: Ref) -> Known:
        seen = self.seen
        if ref.name == "t":
            return Known(np.arange(1.0, self.trace.T + 1), ("t",), self.moments(ref))
        if ref.name in {"losses", "gradients"}:
            history, phase = (seen.losses, Phase.LOSS) if ref.name == "losses" else (seen.lengths, Phase.BACKWARD)
            return Known(history, ("update",), self._at(phase))
        value, since = {
            "loss": (seen.losses[-1], Phase.LOSS),
            "gradient": (seen.lengths[-1], Phase.BACKWARD),
            "clipped": (seen.clipped, Phase.UPDATE),
            "rate": (seen.rate, None),
            "update": (seen.update, None),
            "T": (len(seen.trace.tokens) if seen.trace else 0, None),
        }[ref.name]
        return Known(np.asarray(value, np.float64), (), self._at(since) if since else np.asarray(0, np.int64))

    def _at(self, phase: Phase) -> When:
        """The moment at which a whole pass is done; for what is cheap, and where only t says when, the start."""
        if self.free or self.seen.trace is None:
            return np.asarray(0, np.int64)
        last = {Phase.LOSS: self.beats.done(Beat(Phase.LOSS)), Phase.BACKWARD: len(self.beats) - 1}
        return np.asarray(last.get(phase, len(self.beats)), np.int64)

    def _weight(self, ref: Ref) -> Known:
        """Read a weight, its gradient or what the update adds: known from the start, after the pass, at the update."""
        array = {"value": self.trace.weight, "grad": self.trace.grad, "delta": self.trace.delta}[ref.side][ref.name]
        phase = {"grad": Phase.BACKWARD, "delta": Phase.UPDATE}.get(ref.side)
        picks = ref.picks or (Pick(":", 0, ref.span),) * array.ndim
        open_ = tuple(pick.of == ":" for pick in picks)
        data = array[tuple(slice(None) if pick.of == ":" else pick.number - 1 for pick in picks)]
        axes = tuple(name for name, left in zip(("source", "out")[-array.ndim :], open_, strict=True) if left)
        return Known(np.asarray(data, np.float64), axes, self._at(phase) if phase else np.asarray(0, np.int64))

    def _line(self, ref: Ref) -> Known:
        """Read a line at all time steps, at each t, or at one."""
        steps, units = (*ref.picks, None, None)[:2]
        array, when = self.column(ref), self.moments(ref)  # (T, n), (T,)
        if units and units.of == "number":
            array = array[:, units.number - 1]  # (T,)
        rest = ("unit",) if array.ndim == 2 else ()
        if steps is None or steps.of == ":":
            return Known(array, ("time", *rest), np.zeros_like(when) if self.free else when)
        places = np.arange(self.trace.T) + steps.number if steps.of == "t" else np.array([self.place(steps)])
        there = (places >= 0) & (places < self.trace.T)
        safe = np.where(there, places, 0)
        data = np.where(there.reshape(-1, *(1,) * len(rest)), array[safe], np.nan)
        known = np.where(there, when[safe], NEVER)
        return Known(data, ("t", *rest), known) if steps.of == "t" else Known(data[0], rest, known[0])

    def place(self, steps: Pick) -> int:
        """Which time step a pick of one is, from 0."""
        return steps.number - 1 if steps.of == "number" else self.trace.T - 1 + steps.number

    def column(self, ref: Ref) -> Array:
        """The numbers of a line or of its gradient, (T, n)."""
        array = derive.source(self.trace, ref.name) if ref.side == "value" else self.trace.grad[ref.name]
        return np.asarray(array, np.float64)

    def moments(self, ref: Ref) -> When:
        """When each time step's value or gradient is there, (T,); what comes from outside, with the first line."""
        key = ref.side, ref.name
        if key not in self._moments:
            beats = self.beats
            name = ref.name if ref.name in beats.names else beats.names[0]
            phase = Phase.FORWARD if ref.side == "value" else Phase.BACKWARD
            self._moments[key] = np.array([beats.done(Beat(phase, t, name)) for t in range(beats.T)], np.int64)
        return self._moments[key]
