"""Measure whether presets keep their promises: every seed from 1 on is trained by the preset's rule and then tested."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from engine.client import Client
from engine.course import Goal, Rule
from engine.promise import Proof, Solved
from presets.load import Preset


@dataclass(frozen=True, slots=True)
class Trial:
    """One seed: the value of each criterion and of each thing stated, and what it took."""

    seed: int
    values: dict[str, float]
    met: bool
    seconds: float
    """Of one core: what else the machine does does not count."""
    wall: float
    """By the clock on the wall."""


@dataclass(frozen=True, slots=True)
class Proved:
    """All seeds of a preset."""

    preset: Preset
    trials: tuple[Trial, ...]

    @property
    def met(self) -> int:
        """Of how many seeds all criteria were met."""
        return sum(trial.met for trial in self.trials)

    @property
    def criterion(self) -> str:
        """All that had to hold."""
        return ", ".join(each.bound for each in self.preset.solved)

    @property
    def seconds(self) -> float:
        """What a seed took of one core; the median."""
        return round(median(trial.seconds for trial in self.trials), 1)

    @property
    def wall(self) -> float:
        """What a seed took by the clock; the median."""
        return round(median(trial.wall for trial in self.trials), 1)

    @property
    def worse(self) -> bool:
        """Whether a smaller share of the seeds met them than is written in the preset."""
        written = self.preset.proof
        return written is not None and self.met * written.of < written.met * len(self.trials)

    def told(self) -> dict[str, object]:
        """All of it as plain data."""
        names = [each.name for each in (*self.preset.solved, *self.preset.stated)]
        return {
            "preset": self.preset.name, "criterion": self.criterion, "met": self.met, "of": len(self.trials),
            "seconds": self.seconds, "wall": self.wall, "machine": machine(), "written": _written(self.preset.proof),
            "values": {name: [float(f"{trial.values[name]:.4g}") for trial in self.trials] for name in names},
        }  # fmt: skip


def prove(preset: Preset, seeds: int, client: Client) -> Proved:
    """Train and test a preset with so many seeds."""
    return Proved(preset, tuple(trial(preset, seed, client) for seed in range(1, seeds + 1)))


def trial(preset: Preset, seed: int, client: Client) -> Trial:
    """Train and test all runs that a preset promises something of, with one seed."""
    wanted = (*preset.solved, *preset.stated)
    measures = tuple(dict.fromkeys(each.measure for each in wanted))
    began, worked, found = perf_counter(), client.worked, {}
    for name in dict.fromkeys(name for each in wanted for name in (each.run, each.against) if name):
        run = preset.runs[name].model_copy(update={"seed": seed})
        client.train(name, run, rule(name, preset))
        found[name] = client.measure("test", measures)
    values = {each.name: each.value(found) for each in wanted}
    met = all(each.met(values[each.name]) for each in preset.solved)
    return Trial(seed, values, met, client.worked - worked, perf_counter() - began)


def rule(name: str, preset: Preset, updates: int | None = None) -> Rule:
    """Say how a run is trained: to its last update, or until validation meets its criteria where these say `every`."""
    own = [each for each in preset.solved if each.run == name and not each.against]
    written = [each.updates for each in own if each.updates is not None]
    last = updates or max(written, default=preset.runs[name].updates)
    every = min((each.every for each in own if each.every), default=0)
    return Rule(last, every or max(1, last), goals(own) if every else ())


def goals(criteria: Iterable[Solved]) -> tuple[Goal, ...]:
    """Take criteria for something to end a training by."""
    return tuple(Goal(each.measure, each.at_least, each.at_most) for each in criteria)


def table(proved: Iterable[Proved]) -> str:
    """Write a line for each preset: criterion, how often met, seconds, what is written in its file."""
    rows = [("preset", "criterion", "met", "seconds of a core", "by the clock", "written")]
    for each in proved:
        written = _written(each.preset.proof) + (", that is WORSE NOW" if each.worse else "")
        met = f"{each.met} of {len(each.trials)}"
        rows.append((each.preset.name, each.criterion, met, str(each.seconds), str(each.wall), written))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join((*lines, f"machine: {machine()}"))


def _written(proof: Proof | None) -> str:
    return f"{proof.verdict}, {proof.seconds} s, {proof.machine}, {proof.date}" if proof else "not measured"


def machine() -> str:
    """Name the processor and count its cores."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores"
