"""The few things a line of a cell can be; `pull` is the backward half of `run`.

`run(xp, *inputs, *weights)` gives y. `pull(dy, y, *inputs, *weights)` gives one gradient for each input, no more:
what a line with weights adds to them is harvested once for all time steps, in `bptt.harvest`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from engine.arrays import Array, Namespace


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    """One kind of line: its name, how it is written, how it is computed, how a gradient goes back through it."""

    name: str
    sign: str
    run: Callable[..., Array]
    pull: Callable[..., tuple[Array, ...]]
    learns: Literal["", "matrices", "vector"] = ""
    """What it learns: a matrix for each input and a bias, a number for each unit, or nothing."""


def affine(xp: Namespace, *args: Array) -> Array:
    """Sum input @ matrix over the inputs, then the bias; arguments are n inputs, n matrices, one bias."""
    half = len(args) // 2
    total = args[-1]
    for value, matrix in zip(args[:half], args[half:-1], strict=True):
        total = total + value @ matrix  # (B, n)
    return total


def affine_pull(dy: Array, y: Array, *args: Array) -> tuple[Array, ...]:
    """Send dy back through each matrix."""
    half = len(args) // 2
    return tuple(dy @ matrix.T for matrix in args[half:-1])  # (B, m) each


def sigmoid(xp: Namespace, z: Array) -> Array:
    """Squash to 0…1 without ever raising e to a positive number (no overflow at any z)."""
    small = xp.exp(-abs(z))
    result: Array = xp.where(z >= 0, 1 / (1 + small), small / (1 + small))
    return result


def relu(xp: Namespace, z: Array) -> Array:
    """Cut off what is negative; what is not a number stays none."""
    result: Array = xp.where(z <= 0, xp.zeros_like(z), z)
    return result


def scaled(name: str, sign: str, by: float) -> Op:
    """Make an op that multiplies by a fixed number."""
    return Op(name, sign, lambda xp, a: by * a, lambda dy, y, a: (by * dy,))


AFFINE = Op("affine", "W·{}", affine, affine_pull, learns="matrices")
DIAGONAL = Op("diagonal", "p ⊙ {0}", lambda xp, a, p: p * a, lambda dy, y, a, p: (dy * p,), learns="vector")
SIGMOID = Op("sigmoid", "σ({0})", sigmoid, lambda dy, y, z: (dy * y * (1 - y),))
TANH = Op("tanh", "tanh({0})", lambda xp, z: xp.tanh(z), lambda dy, y, z: (dy * (1 - y * y),))
IDENTITY = Op("identity", "{0}", lambda xp, z: 1.0 * z, lambda dy, y, z: (dy,))
RELU = Op("relu", "relu({0})", relu, lambda dy, y, z: (dy * (y > 0),))
TIMES = Op("times", "{0} × {1}", lambda xp, a, b: a * b, lambda dy, y, a, b: (dy * b, dy * a))
PLUS = Op("plus", "{0} + {1}", lambda xp, a, b: a + b, lambda dy, y, a, b: (dy, dy))
REST = Op("rest", "1 − {0}", lambda xp, a: 1 - a, lambda dy, y, a: (-dy,))
HALF = scaled("half", "½ {0}", 0.5)
DOUBLE = scaled("double", "2 {0}", 2.0)

OPS = {op.name: op for op in (AFFINE, DIAGONAL, SIGMOID, TANH, IDENTITY, RELU, TIMES, PLUS, REST, HALF, DOUBLE)}
