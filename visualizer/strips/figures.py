"""What hangs together in a picture, and is moved by less than half a large pixel so that its edges fall on theirs.

Whoever draws elsewhere does not know where the net's pixels begin: a cross that stands between them would be a blot.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from engine.arrays import Array

Mask = npt.NDArray[np.bool_]
MOST = 24
"""So many figures are told apart; what else there is, as in noise, is one more."""


def figures(mask: Mask) -> Iterator[Mask]:
    """Give what hangs together, one after the other, sides touching, (rows, columns) each."""
    left, found = mask.copy(), 0
    while left.any():
        found += 1
        if found > MOST:
            yield left
            return
        figure = np.zeros_like(mask)
        figure[np.unravel_index(int(left.argmax()), left.shape)] = True
        grown = 0
        while (now := int(figure.sum())) > grown:
            grown = now
            for axis in (0, 1):
                _spread(figure, left, axis)
        left &= ~figure
        yield figure


def _spread(figure: Mask, mask: Mask, axis: int) -> None:
    """Let a figure grow along an axis, both ways, as far as the mask goes without a gap."""
    grown, there = (figure, mask) if axis == 0 else (figure.T, mask.T)
    for rows in (range(1, len(grown)), range(len(grown) - 2, -1, -1)):
        before = -1 if rows.step > 0 else 1
        for row in rows:
            grown[row] |= grown[row + before] & there[row]


def on_grid(figure: Mask, fine: int) -> Array:
    """What part of each large pixel a figure fills, where it stands best; `fine` small ones make a large one across."""
    half, side = fine // 2, figure.shape[0] // fine
    sums = np.zeros((figure.shape[0] + 2 * half + 1, figure.shape[1] + 2 * half + 1))
    sums[1:, 1:] = np.pad(figure, half).cumsum(axis=0).cumsum(axis=1)
    moves = sorted(
        ((down, right) for down in range(-half + 1, half) for right in range(-half + 1, half)),
        key=lambda move: move[0] ** 2 + move[1] ** 2,
    )
    found = [_shares(sums, half - down, half - right, side, fine) for down, right in moves]
    sure = [float(np.abs(shares - 0.5).sum()) - 1e-3 * place for place, shares in enumerate(found)]
    return found[int(np.argmax(sure))]


def _shares(sums: Array, top: int, left: int, side: int, fine: int) -> Array:
    """The parts of large pixels that begin at a small one, (side, side)."""
    rows, columns = top + fine * np.arange(side + 1), left + fine * np.arange(side + 1)
    corners = sums[np.ix_(rows, columns)]
    return np.asarray(np.diff(np.diff(corners, axis=0), axis=1) / fine**2)
