"""How much of the time each unit's gates are shut or open: below 0.1 or above 0.9, where they hardly learn."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.ops import SIGMOID
from engine.reading import way
from engine.trace import Trace

SHUT, OPEN = 0.1, 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Saturation:
    """One gate: the share of time steps so far at which each unit is shut or open, after 0, 1 … T steps, (T + 1, n).

    So far is as the gate runs: of one that runs against time, the last steps.
    """

    gate: str
    shut: Array
    open: Array


def gates(trace: Trace) -> tuple[str, ...]:
    """The lines that are shares between shut and open."""
    return tuple(line.name for line in trace.cell.lines if line.op is SIGMOID)


def saturation(trace: Trace, gate: str) -> Saturation:
    """Count the steps of a gate."""
    value = trace.value[gate][:: way(gate)]
    return Saturation(gate, _share(value < SHUT), _share(value > OPEN))


def _share(hits: npt.NDArray[np.bool_]) -> Array:
    """The running share of hits, (T + 1, n); nothing at first."""
    counts = np.cumsum(hits, axis=0) / np.arange(1, len(hits) + 1)[:, None]
    return np.concatenate([np.zeros((1, hits.shape[1])), counts])
