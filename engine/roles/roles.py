"""Who knows what: the units of a trained net, ranked by how well each follows a probe on held-out sequences.

Two ways of chance are held against it, and the larger p counts. Shuffling tells whether a unit follows *this*
sequence's target: the targets are dealt out to other sequences. Untrained nets tell whether learning has made the unit:
every net that reads brackets knows a little of their depth, without having learnt anything.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.metrics import auc
from engine.model import draw
from engine.pupil import Pupil
from engine.roles.chance import corrected, correlations, shuffled, whitened
from engine.roles.probes import PROBES, Probe
from engine.roles.ranking import LEVEL, Ranking, Role
from engine.run import start
from engine.tasks.held_out import held_out
from engine.tasks.task import Batch, Indices
from engine.trainer import Trainer

DEALS, UNTRAINED = 199, 59
SEQUENCES, FEWEST, STEPS = 40, 20, 3200
"""At most so many sequences, and at least, and no more than make so many steps."""
There = npt.NDArray[np.bool_]
"""Which steps are there, (T, B)."""

LISTED, OF_ONE_PROBE = 10, 4
"""How many units are told, and how many of one probe: a room wants to see what else there is."""
STREAM = 77


def rank(trainer: Trainer, stop: Callable[[], bool] = lambda: False) -> Ranking | None:
    """Rank the units of a trainer's net where it stands; None if stopped."""
    rows = min(SEQUENCES, max(FEWEST, STEPS // trainer.task.length))
    batch = held_out(trainer.task, np.random.default_rng([trainer.run.seed, STREAM]), rows)
    probes, targets = asked(batch, numbers=not trainer.task.symbols and measured(batch))
    pupil = trainer.answer
    names, units = moved(pupil, batch)
    if not probes:
        return Ranking((), (), units.shape[-1], batch.x.shape[1])
    there = np.ones(batch.x.shape[:2], bool) if batch.alive is None else np.asarray(batch.alive > 0)
    chance = []
    for number in range(UNTRAINED):
        if stop():
            return None
        chance.append(_best(moved(untrained(trainer, number), batch)[1], targets, there))
    return ranked(names, units, targets, there, probes, np.array(chance))


def ranked(
    names: list[tuple[str, int]], units: Array, targets: Array, there: There, probes: list[Probe], chance: Array
) -> Ranking:
    """Rank named units (T, B, U) by targets (T, B, P) where steps are there; `chance` is of untrained nets, (N, P)."""
    found = correlations(units[there], targets[there])  # (U, P)
    rng = np.random.default_rng(STREAM)
    steady = whitened(units[there]).T
    deals = (whitened(shuffled(targets, rng)[there]) for _ in range(DEALS))
    dealt = np.array([np.abs(steady @ deal).max(axis=0) for deal in deals])
    p = np.maximum(corrected(found, dealt), corrected(found, chance))
    best = np.lexsort((-np.abs(found), p >= LEVEL), axis=1)[:, 0]  # each unit's probe, (U,)
    order = sorted(range(len(names)), key=lambda unit: (p[unit, best[unit]] >= LEVEL, -abs(found[unit, best[unit]])))
    roles = tuple(
        Role(*names[unit], probes[best[unit]].name, float(found[unit, best[unit]]),
             _told_apart(units[..., unit][there], targets[..., best[unit]][there]), float(p[unit, best[unit]]))
        for unit in _listed(order, best, len(probes))
    )  # fmt: skip
    return Ranking(roles, tuple(probe.name for probe in probes), len(names), units.shape[1])


def _listed(order: list[int], best: Indices, probes: int) -> list[int]:
    """The first units, a few of each probe; the fewer probes, the more of each."""
    most = max(OF_ONE_PROBE, LISTED // probes)
    kept = [unit for place, unit in enumerate(order) if sum(best[order[:place]] == best[unit]) < most]
    return kept[:LISTED]


def asked(batch: Batch, *, numbers: bool) -> tuple[list[Probe], Array]:
    """The probes that make sense of some sequences and move in them, and their targets, (T, B, P)."""
    signs = frozenset(sign for row in batch.tokens for sign in row if sign)
    probes, series = [], []
    for probe in (probe for probe in PROBES if probe.applies(signs, numbers=numbers)):
        target = np.stack([probe.series(row, batch.x[:, place]) for place, row in enumerate(batch.tokens)], axis=1)
        if np.ptp(target) > 0:
            probes.append(probe)
            series.append(target)
    return probes, np.stack(series, axis=-1) if series else np.zeros((*batch.x.shape[:2], 0))


def measured(batch: Batch) -> bool:
    """Whether what is read are numbers that were measured."""
    return any(sign.lstrip("-−").replace(".", "").isdecimal() for row in batch.tokens for sign in row)


def moved(pupil: Pupil, batch: Batch) -> tuple[list[tuple[str, int]], Array]:
    """Name every number that a net carries, by line and unit, and what it is in some sequences, (T, B, U)."""
    values = pupil.values(batch.x, batch.alive, batch.border)
    names = [(name, unit) for name in pupil.memory for unit in range(values[name].shape[-1])]
    return names, np.concatenate([values[name] for name in pupil.memory], axis=-1).astype(np.float64)


def untrained(trainer: Trainer, number: int) -> Pupil:
    """Draw a net like a trainer's that has not learnt anything."""
    rng = np.random.default_rng([trainer.run.seed, STREAM, number])
    weight = draw(trainer.model, start(trainer.run), rng, trainer.run.dtype)
    return Pupil(trainer.model, weight, trainer.run.dtype, trainer.run.window)


def _best(units: Array, targets: Array, there: There) -> Array:
    """The best unit's correlation with each target, (P,)."""
    return np.asarray(np.abs(correlations(units[there], targets[there])).max(axis=0))


def _told_apart(unit: Array, target: Array) -> float | None:
    if not np.isin(target, (0, 1)).all():
        return None
    share = auc(unit, target > 0)
    return max(share, 1 - share)
