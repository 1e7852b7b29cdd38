"""How often chance does as well: p-values corrected for having searched many units with many probes.

A search takes the best of all units and all probes, so chance is given the same search. Probes differ in how far chance
gets (what moves slowly is easily met), so each probe's correlations are first put on a scale of their own: how many
deviations beyond what the best unit reaches by chance.
"""

import numpy as np

from engine.arrays import Array

CLOSEST = 0.999999


def correlations(units: Array, targets: Array) -> Array:
    """Correlate units (S, U) with targets (S, P) over S steps, (U, P); 0 for what does not move."""
    return np.asarray(whitened(units).T @ whitened(targets))


def whitened(series: Array) -> Array:
    """Take off the mean of series (S, n), and give each length 1; 0 for what does not move."""
    centred = series - series.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    return np.asarray(np.divide(centred, length, out=np.zeros_like(centred), where=length > 1e-12))


def corrected(found: Array, chance: Array) -> Array:
    """How likely a search through chance finds anything as far out: p of each unit and probe, (U, P).

    Takes the correlations found, (U, P), and of each search through chance the best unit's for each probe, (N, P). The
    search itself is one of the N + 1, so under chance p ≤ α comes about in at most a share α of all searches.
    """
    own, other = np.arctanh(np.minimum(np.abs(found), CLOSEST)), np.arctanh(np.minimum(np.abs(chance), CLOSEST))
    every = np.concatenate([own.max(axis=0)[None], other])  # (N + 1, P)
    middle, spread = every.mean(axis=0), np.maximum(every.std(axis=0), 1e-9)
    best = ((other - middle) / spread).max(axis=1)  # (N,)
    return np.asarray((1 + (best[:, None, None] >= (own - middle) / spread).sum(axis=0)) / (len(chance) + 1))


def shuffled(targets: Array, rng: np.random.Generator) -> Array:
    """Give each sequence another's target: (T, B, P) with the rows in another order.

    What is the same in all sequences is instead begun elsewhere in each, going round.
    """
    steps, rows, _ = targets.shape
    moved = targets[:, rng.permutation(rows)]
    same = np.ptp(targets, axis=1).max(axis=0) == 0  # (P,)
    if same.any():
        begin = (np.arange(steps)[:, None] + rng.integers(steps, size=rows)) % steps  # (T, B)
        moved[..., same] = targets[begin, np.arange(rows)][..., same]
    return np.asarray(moved)
