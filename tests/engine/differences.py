"""Finite differences: every weight, mask and input moved a little along a random direction, all at once, in float64.

`python -m tests.engine.differences` goes through every cell × architecture × loss × regulariser, in half a minute.
"""

import sys
from dataclasses import replace
from itertools import product

import numpy as np

from engine.arrays import Array, Named
from engine.cells import CELLS
from engine.losses import LOSSES
from engine.penalty import penalty
from tests.engine.problem import ARCHITECTURES, REGULARISERS, ROWS, Problem, problem
from tests.engine.unrolled import Unrolled

EPS = 1e-4
TINY = 1e-9
"""A gradient that should be nothing at all is compared with this."""


def directions(given: Named, count: int, rng: np.random.Generator) -> list[tuple[str, Array]]:
    """For each array some directions of length 1."""
    drawn = [(name, rng.normal(size=array.shape)) for name, array in given.items() for _ in range(count)]
    return [(name, way / np.linalg.norm(way)) for name, way in drawn]


def slopes(problem: Problem, ways: list[tuple[str, Array]]) -> tuple[Array, float]:
    """Central differences of the whole loss, penalty included, along each direction, (D,); and the loss itself."""
    given, both = problem.given, [(name, sign * EPS * way) for name, way in ways for sign in (1, -1)]
    both.append(("x", 0 * given["x"]))
    moved: Named = {name: np.repeat(array[_axis(problem, name)], len(both), axis=0) for name, array in given.items()}
    moved = {name: array.swapaxes(0, 1) if name in problem.model.given else array for name, array in moved.items()}
    for place, (name, way) in enumerate(both):
        if name in problem.model.given:
            moved[name][:, place] += way
        else:
            moved[name][place] += way.reshape(moved[name].shape[1:])
    loss = _losses(problem, moved, len(both))
    pulled = loss + [_pull(problem, name, given[name] + way) for name, way in both]
    return np.asarray((pulled[:-1:2] - pulled[1::2]) / (2 * EPS)), float(loss[-1])


def _axis(problem: Problem, name: str) -> tuple[object, ...]:
    """How an array gets the axis of copies: before rows, or before a weight's own; vectors stand in rows."""
    if name in problem.model.given:
        return (None,)
    return (None, None) if problem.weight[name].ndim == 1 else (None,)


def _losses(problem: Problem, moved: Named, copies: int) -> Array:
    """The loss of each copy, (D,), without the penalty."""
    base = Unrolled(np, problem, problem.given).carried()
    net = Unrolled(np, problem, moved)
    y = net.outputs(net.truncated(base))  # (T, D, B, V)
    batch = problem.batch
    wide = replace(
        batch,
        targets=np.tile(batch.targets, (1, copies, 1)),
        scored=np.tile(batch.scored, (1, copies)),
        labels=batch.labels * copies,
    )
    each, _ = problem.model.loss.score(y.reshape(len(y), copies * ROWS, -1), wide)
    return np.asarray(each.reshape(len(y), copies, ROWS).sum(axis=(0, 2)) * copies)


def _pull(problem: Problem, name: str, array: Array) -> float:
    """What the penalty of a moved weight is; that of the others is the same for all."""
    return penalty({name: array}, problem.l1, problem.l2) if name in problem.weight else 0.0


def difference(problem: Problem, count: int = 1) -> tuple[float, str]:
    """How far any gradient is from finite differences, relative to its own length; the worst, and of what."""
    lost, _, grad = problem.passes()
    ways = directions(problem.given, count, np.random.default_rng(1))
    ours = np.array([float((grad[name] * way).sum()) for name, way in ways])
    lengths = np.array([max(float(np.linalg.norm(grad[name])), TINY / 1e-7) for name, _ in ways])
    theirs, loss = slopes(problem, ways)
    assert abs(loss - lost) <= 1e-12 * max(1, abs(lost)), "the loss is another one"
    off = np.abs(theirs - ours) / lengths
    worst = int(off.argmax())
    return float(off[worst]), ways[worst][0]


def everything() -> tuple[int, float, tuple[str, ...]]:
    """Go through all cells, architectures, losses and regularisers; how many, the worst, and where that is."""
    found = [
        (difference(problem(*each))[0], each) for each in product(CELLS, ARCHITECTURES, LOSSES, REGULARISERS)
    ]  # fmt: skip
    return len(found), *max(found)


if __name__ == "__main__":
    count, off, where = everything()
    sys.stdout.write(f"{count} problems, at worst {off:.1e} off: {', '.join(where)}\n")
