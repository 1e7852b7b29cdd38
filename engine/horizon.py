"""How long a unit remembers, in time steps: by its gate, and as measured from gradients.

By the gate: what is kept of a memory after k steps is the product of its gates, f̄^k with f̄ their geometric mean, which
is 1/e after −1/ln f̄ steps. Measured: how |∂L_t′/∂c_t| fades with t′ − t, a line fitted to its logarithm.
"""

import numpy as np

from engine.arrays import Array
from engine.carry import carries
from engine.influence import Influence
from engine.ops import TIMES
from engine.reading import where
from engine.trace import Trace

LEAST = 1e-12
"""Of its largest: what is smaller is no part of the fit."""
POINTS = 3


def keeper(trace: Trace, name: str) -> str:
    """The gate that a carried value goes through on its way to the next step; empty if there is none."""
    for line in carries(trace, name).values():
        if line.op is TIMES and f"{name}'" in line.inputs:
            return next((source for source in line.inputs if where(source, 0)[0] != name), "")
    return ""


def by_gate(trace: Trace, name: str) -> Array:
    """−1/ln f̄ of each unit, (n,): ∞ where nothing is ever forgotten, NaN for a value without a gate."""
    if not carries(trace, name):
        return np.full(trace.value[name].shape[1], np.nan)
    gate = keeper(trace, name)
    if not gate:
        return np.full(trace.value[name].shape[1], np.inf)
    with np.errstate(divide="ignore"):
        return _steps(np.log(np.abs(trace.value[gate].astype(np.float64))).mean(axis=0))


def measured(found: Influence, name: str) -> Array:
    """The steps in which each unit's gradient falls to 1/e, (n,): ∞ if it does not fall, NaN if it cannot be said."""
    return np.array([_fitted(curve) for curve in found.fading[name].T])


def _steps(slope: Array) -> Array:
    """From the slope of a logarithm to steps."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(slope < 0, -1 / slope, np.inf))


def _fitted(curve: Array) -> float:
    """Fit a line to the logarithm of a curve over lags, from the first lag on, while there is anything."""
    lag = np.arange(len(curve))
    usable = np.isfinite(curve) & (curve > LEAST * np.nanmax(curve, initial=0.0)) & (lag > 0)
    if usable.sum() < POINTS:
        return np.nan
    slope = np.polyfit(lag[usable], np.log(curve[usable]), 1)[0]
    return float(_steps(np.array(slope)))
