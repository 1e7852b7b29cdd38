"""What a frame of the activation stack remembers, one little strip of colour for each quantity."""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from engine.arrays import Array
from engine.cells import Cell
from engine.trace import Trace
from visualizer.paint import diverging, picture, ramp
from visualizer.theme import ROLES, Theme
from visualizer.views.quantity import candidates, carried, gates, span


@dataclass(frozen=True, slots=True)
class Strip:
    """One quantity of all time steps: its name, its colour, and a picture with a row for each step."""

    name: str
    ink: str
    image: QImage


def quantities(cell: Cell) -> tuple[str, ...]:
    """What a frame shows: gates, candidate, memory, state; and the input of a cell that has little else."""
    shares = gates(cell)
    inputs = [] if shares else ["x"]
    return (*inputs, *shares, *candidates(cell), *sorted(carried(cell)))


def strips(trace: Trace, theme: Theme, most: int) -> tuple[Strip, ...]:
    """Draw all strips; the first row is the last time step, as it lies on top of the tower.

    Where a strip has more units than the `most` pixels there is room for, neighbours are mixed.
    """
    return tuple(_narrowed(_strip(trace, theme, name), max(1, most)) for name in quantities(trace.cell))


def _narrowed(strip: Strip, most: int) -> Strip:
    if strip.image.width() <= most:
        return strip
    image = strip.image.scaled(most, strip.image.height(), mode=Qt.TransformationMode.SmoothTransformation)
    return replace(strip, image=image)


def _strip(trace: Trace, theme: Theme, name: str) -> Strip:
    values = trace.value[name][::-1]  # (T, n)
    line = next((line for line in trace.cell.lines if line.name == name), None)
    if line is None:
        return Strip(name, theme.ink2, _input(values, theme))
    ink = ROLES[line.role]
    if name in gates(trace.cell):
        return Strip(name, ink, picture(values, ramp(theme.paper, ink)))
    return Strip(name, ink, picture((values / span(trace.cell, name) + 1) / 2, diverging(theme)))


def _input(values: Array, theme: Theme) -> QImage:
    """Draw an input of zeros and ones in ink, any other as signed values."""
    if np.isin(values, (0.0, 1.0)).all():
        return picture(values, ramp(theme.paper, theme.ink2))
    return picture((values + 1) / 2, diverging(theme))
