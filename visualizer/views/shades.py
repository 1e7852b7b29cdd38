"""Values and gradients as pictures: one pixel a number, units by time, on scales fixed for the whole trace."""

from itertools import pairwise

import numpy as np
from PySide6.QtGui import QImage

from engine.arrays import Array
from engine.trace import Trace
from visualizer.paint import Look, diverging, picture, ramp
from visualizer.theme import HEAT
from visualizer.views.decades import Decades
from visualizer.views.quantity import candidates, carried, gates, hue, role, span

MOST_MAPS, MOST_DECADES = 4, 5


FIRST = "fiog"
"""Whose map goes in first where there is no room for all, after the memory: the roles of lines."""


def mapped(trace: Trace, most: int = MOST_MAPS) -> list[str]:
    """The lines worth a map: the gates, the candidate if there is room, the memory; no more than so many."""
    last = carried(trace.cell)[-1]
    names = [*gates(trace.cell), *candidates(trace.cell)][: MOST_MAPS - 1]
    kept = sorted(names, key=lambda name: FIRST.index(role(trace, name)))[: max(0, most - 1)]
    return [*(name for name in names if name in kept), last]


def value_picture(trace: Trace, name: str, look: Look) -> QImage:
    """The values of a line, (units, T): gates from paper to their colour, the others negative – paper – positive."""
    values = trace.value[name].T  # (n, T)
    if name in gates(trace.cell):
        return picture(values, ramp(look.theme.paper, hue(trace, name)))
    return picture((values / span(trace.cell, name) + 1) / 2, diverging(look.theme))


def gradient_picture(trace: Trace, name: str, scale: Decades, look: Look) -> QImage:
    """The sizes of a line's gradients, (units, T), on a log scale."""
    sizes = np.abs(trace.grad[name].T.astype(np.float64))  # (n, T)
    with np.errstate(divide="ignore"):
        shares = (np.log10(sizes) - scale.low) / (scale.high - scale.low)
    shares[sizes == 0] = 0
    return picture(shares, heat(look))


def heat(look: Look) -> Array:
    """The colours of sizes, small to large: to light on dark, to ink on paper."""
    stops = HEAT if look.theme.name == "dark" else HEAT[::-1]
    parts = [ramp(low, high) for low, high in pairwise(stops)]
    return np.concatenate([part[::5] for part in parts])


def shortened(scale: Decades) -> Decades:
    """The upper decades of a scale: what is smaller is shown as nothing."""
    return Decades(max(scale.low, scale.high - MOST_DECADES), scale.high)
