"""L1 and L2: what pulls weights to zero. Biases are left alone: they are no memory of the data."""

import numpy as np

from engine.arrays import Named, space


def penalty(weight: Named, l1: float, l2: float) -> float:
    """What is added to what is minimised: l1 · Σ|w| + l2 / 2 · Σw². It is no part of any loss that is shown."""
    each = [array.astype(np.float64) for name, array in weight.items() if not name.endswith(".b")]
    return float(sum(l1 * np.abs(array).sum() + l2 / 2 * np.square(array).sum() for array in each))


def penalty_slope(weight: Named, l1: float, l2: float) -> Named:
    """What that adds to the gradient of each weight; biases are not named, nor anything if both are 0."""
    if not (l1 or l2):
        return {}
    heavy = {name: array for name, array in weight.items() if not name.endswith(".b")}
    return {name: l1 * space(array).sign(array) + l2 * array for name, array in heavy.items()}
