"""How a lane of a race compares: with the first lane, bit by bit at the start, and with the same run of other seeds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.arrays import Array
from engine.race import Alike, Seeds, alike, seeds_of
from engine.run import Run
from presets.load import FOLDER

MEASURES = {
    "legal": ("整串全对", "whole strings right"),
    "right": ("答对", "right"),
    "capitals": ("大小写正确", "capitals right"),
    "closed": ("引号合上", "quotations closed"),
}
"""Shares that are drawn for every seed, the first that a run has."""


NONE = np.zeros(0)


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """What stands under one lane."""

    against: str = ""
    """The title of the first lane; empty for that one."""
    alike: Alike | None = None
    seeds: Seeds | None = None
    updates: int = 0
    every: Array = field(default_factory=lambda: NONE)
    """The losses of the other seeds of all lanes, so that these are drawn to one scale."""

    @property
    def measure(self) -> str:
        """The share that is drawn for every seed; empty if none was measured."""
        known = self.seeds.measures[0] if self.seeds else {}
        return next((name for name in MEASURES if name in known), "")

    @property
    def shares(self) -> tuple[float, ...]:
        """Those of the other seeds."""
        return tuple(each[self.measure] for each in self.seeds.measures) if self.seeds and self.measure else ()

    @property
    def own(self) -> float | None:
        """That of this seed."""
        return self.seeds.own.get(self.measure) if self.seeds and self.seeds.own else None

    def ways(self, step: int) -> Iterator[tuple[Array, Array]]:
        """The updates and losses of each other seed, as far as an update."""
        for losses in self.seeds.losses if self.seeds else ():
            at = (np.arange(len(losses)) + 0.5) * self.seeds.every if self.seeds else NONE
            known = at <= step
            yield at[known], losses[known]


def rivals(preset: str, runs: Sequence[Run], titles: Sequence[str] = ()) -> tuple[Rival, ...]:
    """Compare the lanes of a race of a preset: with their other seeds and, if they have titles, with the first one."""
    path = FOLDER / "data" / "seeds" / f"{preset}.json"
    seeds = [seeds_of(path, run) for run in runs]
    every = np.concatenate([NONE, *(each.losses.ravel() for each in seeds if each)])
    return tuple(
        Rival(titles[0] if lane else "", alike(runs[0], run) if lane else None, each, run.updates, every) if titles
        else Rival(seeds=each, updates=run.updates, every=every)
        for lane, (run, each) in enumerate(zip(runs, seeds, strict=True))
    )
