"""A cell's table as straight-line array code: the same numbers as `engine.bptt`, several times as fast.

The interpreter explains, this computes, and a test holds the two together for every cell. A pass for fixed T and B
becomes a list of calls on views of buffers that are made once. Buffers are (T, n, B), so that lines which stand side
by side are one piece of memory: affine lines that read the same become one matrix product, neighbours with the same
operation one call. What does not depend on the previous step (x's products, the head, slopes of the squashing
functions, what the weights get) is done for all time steps at once, outside the loop.
"""

from collections.abc import Callable, Iterable
from itertools import groupby

import numpy as np

from engine.arrays import Array, Named
from engine.cells import HEAD, Line
from engine.model import Model
from engine.ops import AFFINE, PLUS, REST, SIGMOID, TANH, TIMES, Op

Call = tuple[Callable[..., object], tuple[Array | float, ...]]
Contribution = tuple[Callable[..., object], *tuple[Array, ...]]
SQUASHING = {SIGMOID: lambda y, out: np.multiply(y, 1 - y, out), TANH: lambda y, out: np.subtract(1, y * y, out)}
SIMPLE = {TIMES: np.multiply, PLUS: np.add, TANH: np.tanh}


def run_calls(op: Op, inputs: list[Array], out: Array) -> list[Call]:
    """Write the calls that compute one line, or neighbouring lines of one operation."""
    if op is SIGMOID:
        steps: list[Call] = [(np.negative, (*inputs, out)), (np.exp, (out, out)), (np.add, (out, 1.0, out))]
        return [*steps, (np.reciprocal, (out, out))]
    if op is REST:
        return [(np.subtract, (1.0, *inputs, out))]
    return [(SIMPLE[op], (*inputs, out))]
