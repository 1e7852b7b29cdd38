"""How the answers compare with the targets: which are wrong, and how sure the net was of what is right."""

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.trace import Trace


def wrong(trace: Trace, answers: Array) -> npt.NDArray[np.bool_]:
    """Which steps are answered wrongly, (T,).

    Where several symbols are right, each must get half its share and no other as much; where one is, it must be first.
    """
    right = trace.targets > 0
    share = np.where(right, trace.targets, np.inf).min(axis=1, keepdims=True)  # (T, 1)
    sets = ((answers >= share / 2) != right).any(axis=1)
    first = ~np.take_along_axis(right, answers.argmax(axis=1)[:, None], axis=1)[:, 0]
    return np.asarray(np.where(right.sum(axis=1) > 1, sets, first) & (trace.scored > 0) & right.any(axis=1))


def sureness(trace: Trace, answers: Array) -> Array:
    """The probability of all right symbols together, (T,); not a number where nothing is asked."""
    asked = (trace.targets > 0).any(axis=1) & (trace.scored > 0)
    return np.where(asked, (answers * (trace.targets > 0)).sum(axis=1), np.nan)
