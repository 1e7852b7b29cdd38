"""Faults that are planted into a normal series: what an alarm is tested with, never trained on."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array

Fault = Callable[[Array, int, int], Array]
"""Takes a series (T,), where a fault begins and how long it lasts; gives the series with the fault."""


def _replaced(series: Array, first: int, piece: Array) -> Array:
    faulty = series.copy()
    faulty[first : first + len(piece)] = piece
    return faulty


def stuck(series: Array, first: int, long: int) -> Array:
    """The value stays where it was."""
    return _replaced(series, first, np.full(long, series[first - 1]))


def faint(series: Array, first: int, long: int) -> Array:
    """A quarter of the swing is left."""
    return _replaced(series, first, series[first : first + long] / 4)


def flipped(series: Array, first: int, long: int) -> Array:
    """Up is down."""
    return _replaced(series, first, -series[first : first + long])


def hasty(series: Array, first: int, long: int) -> Array:
    """It runs twice as fast; a moment in between is skipped where the series ends before."""
    at = np.minimum(first + 2 * np.arange(long), len(series) - 1)
    return _replaced(series, first, series[at])


FAULTS: dict[str, Fault] = {"stuck": stuck, "faint": faint, "flipped": flipped, "hasty": hasty}


def planted(rng: np.random.Generator, series: Array, early: int, long: int) -> tuple[Array, Array]:
    """Plant a fault in every second row of (T, B) after some steps; gives the series and where a fault is, 0 or 1.

    Where it begins is drawn by how much it changes there: a value that stays where it would have stayed is no fault.
    """
    faulty, marks = series.copy(), np.zeros(series.shape)
    kinds = list(FAULTS.values())
    for row in range(0, series.shape[1], 2):
        fault = kinds[int(rng.integers(len(kinds)))]
        choices = np.array([fault(series[:, row], first, long) for first in range(early, len(series) - long + 1)])
        change = ((choices - series[:, row]) ** 2).sum(axis=1) + 1e-12
        chosen = int(rng.choice(len(choices), p=change / change.sum()))
        faulty[:, row] = choices[chosen]
        marks[early + chosen : early + chosen + long, row] = 1
    return faulty, marks
