"""Calls of NumPy that compute lines of a cell, or neighbouring lines of one operation, in arrays that are there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from engine.arrays import Array, Named
from engine.ops import DIAGONAL, DOUBLE, HALF, IDENTITY, PLUS, RELU, REST, SIGMOID, TANH, TIMES, Op

Call = tuple[Callable[..., object], tuple[Array | float, ...]]

SIMPLE: dict[Op, np.ufunc] = {
    TIMES: np.multiply, DIAGONAL: np.multiply, PLUS: np.add, TANH: np.tanh, IDENTITY: np.positive,
}  # fmt: skip
SLOPES: dict[Op, Callable[[Array], Array]] = {
    SIGMOID: lambda y: y * (1 - y),
    TANH: lambda y: 1 - y * y,
    RELU: lambda y: np.heaviside(y, 0),
}
FACTORS = {HALF: 0.5, DOUBLE: 2.0}


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """One matrix product that serves neighbouring affine lines; `matrix` is (all their outputs, inputs)."""

    source: str
    names: tuple[str, ...]
    matrix: Array

    def load(self, weight: Named) -> None:
        """Copy the weights in."""
        np.concatenate([weight[f"{name}.{self.source}"].T for name in self.names], out=self.matrix)


def pushed(op: Op, inputs: list[Array], out: Array) -> list[Call]:
    """Write the calls that compute one line, or neighbouring lines of one operation."""
    if op is SIGMOID:
        steps: list[Call] = [(np.negative, (*inputs, out)), (np.exp, (out, out)), (np.add, (out, 1.0, out))]
        return [*steps, (np.reciprocal, (out, out))]
    if op is REST:
        return [(np.subtract, (1.0, *inputs, out))]
    if op is RELU:
        return [(partial(np.maximum, out=out), (*inputs, 0.0))]  # NumPy 2.4 wants the third one named
    if op in FACTORS:
        return [(np.multiply, (*inputs, FACTORS[op], out))]
    return [(SIMPLE[op], (*inputs, out))]
