"""A race: runs of one seed, side by side. What they share bit by bit, and how each does with other seeds, too."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np

from engine.arrays import Array
from engine.run import Run, build
from engine.tasks.stream import following
from engine.trainer import DATA, Trainer

POINTS = 200
"""At most so many points of a curve are written down."""
DIGITS = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """What two runs have in common at the start, compared bit by bit."""

    data: bool
    """Whether the first updates see the same sequences."""
    same: tuple[str, ...]
    """Weights that begin with the same numbers."""
    other: tuple[str, ...]
    """Weights of the second run that do not, or that the first has not."""


@dataclass(frozen=True, slots=True, eq=False)
class Seeds:
    """How a run did with other seeds: a row of losses for each, (S, n), means over `every` updates; and measures."""

    seeds: tuple[int, ...]
    every: int
    losses: Array
    measures: tuple[dict[str, float], ...]
    own: dict[str, float] | None = None
    """The measures of the run's own seed, if it was among them."""


@cache
def alike(one: Run, two: Run) -> Alike:
    """Compare two runs before their first update."""
    mine, theirs = Trainer(one).weight, Trainer(two).weight
    same = {name for name in theirs if name in mine and _equal(mine[name], theirs[name])}
    keys = ("task", "options", "seed", "batch", "stateful")  # all that the data of later updates follow from
    data = data_at(one, 0) == data_at(two, 0) and all(getattr(one, key) == getattr(two, key) for key in keys)
    return Alike(data, tuple(sorted(same)), tuple(sorted(set(theirs) - same)))


def _equal(one: Array, two: Array) -> bool:
    return one.shape == two.shape and one.tobytes() == two.tobytes()


def data_at(run: Run, step: int) -> tuple[bytes, ...]:
    """The sequences that an update learns from, without any window over them."""
    task, rng = build(run, step), np.random.default_rng([run.seed, DATA, step])
    batch = following(task, step, run.batch)[0] if run.stateful else task.batch(rng, run.batch)
    return batch.x.tobytes(), batch.targets.tobytes(), batch.scored.tobytes()


def named(run: Run) -> str:
    """Name a run without its seed: a digest of all else."""
    fields = ((key, getattr(run, key), field.default) for key, field in sorted(Run.model_fields.items()))
    plain = [(key, value) for key, value, usual in fields if key != "seed" and value != usual]
    return blake2b(repr(plain).encode(), digest_size=8).hexdigest()


def told(runs: Iterable[tuple[Run, Array, Mapping[str, float]]]) -> dict[str, object]:
    """Put finished runs, their losses and measures into plain data, by run and seed."""
    found: dict[str, dict[str, object]] = {}
    for run, losses, measures in runs:
        every = max(1, -(-len(losses) // POINTS))
        whole = losses[: len(losses) // every * every].reshape(-1, every).mean(axis=1)
        curve = [float(f"{value:.{DIGITS}g}") for value in whole]
        kept = {name: round(value, DIGITS) for name, value in measures.items()}
        found.setdefault(named(run), {"every": every})[str(run.seed)] = {"losses": curve, "measures": kept}
    return dict(found)


def seeds_of(path: Path, run: Run) -> Seeds | None:
    """Read how a run did with other seeds than its own, if that was measured of this very run."""
    entry = dict(_read(path).get(named(run), {})) if path.is_file() else {}
    every = int(entry.pop("every", 0))
    own = entry.pop(str(run.seed), None)
    others = {int(seed): each for seed, each in entry.items()}
    if not others:
        return None
    losses = np.array([each["losses"] for each in others.values()])
    measures = tuple(each["measures"] for each in others.values())
    return Seeds(tuple(others), every, losses, measures, own and own["measures"])


@cache
def _read(path: Path) -> dict:  # type: ignore[type-arg]  # JSON of our own making
    found: dict = json.loads(path.read_text("ascii"))  # type: ignore[type-arg]  # the same
    return found
