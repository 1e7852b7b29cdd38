"""What helps against overfitting, switched on and off while a run trains: as edits of its history. No Qt here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.edits import Edit
from engine.run import Run, build, setting
from engine.trail import Trail


@dataclass(frozen=True, slots=True)
class Remedy:
    """Its name, its words, the numbers of a run that it sets, and its key in the window."""

    name: str
    zh: str
    en: str
    keys: tuple[str, ...]
    cap: str


@dataclass(frozen=True, slots=True)
class Switch:
    """A remedy that may be switched, how strong it is when it is on, and whether it is."""

    remedy: Remedy
    strength: float
    on: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """The update at which a remedy was switched, and to which side."""

    update: int
    remedy: Remedy
    on: bool


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """How a run came here: what was measured, which remedies stand how now, and where they were switched."""

    trail: Trail | None = None
    switches: tuple[Switch, ...] = ()
    marks: tuple[Mark, ...] = ()
    highest: float = 0.0
    """The largest loss of all runs of a race, so that equal things are drawn to equal scales."""


REMEDIES = (
    Remedy("l1", "L1", "L1", ("l1",), "F2"),
    Remedy("l2", "L2", "L2", ("l2",), "F3"),
    Remedy("dropout", "丢弃", "dropout", ("drop_recurrent", "drop_outputs"), "F4"),
    Remedy("examples", "更多数据", "more data", ("examples",), "F6"),
)


def switches(offered: Mapping[str, float], run: Run, step: int) -> tuple[Switch, ...]:
    """How the remedies that are offered stand at an update of a run."""
    return tuple(
        Switch(remedy, offered[remedy.name], _now(run, remedy, step) != _first(run, remedy))
        for remedy in REMEDIES if remedy.name in offered
    )  # fmt: skip


def switched(run: Run, switch: Switch, at: int) -> Run:
    """The run that goes on with a remedy switched at an update; what was to come later does not."""
    to = _first(run, switch.remedy) if switch.on else switch.strength
    edits = (Edit.model_validate({"at": at, "key": key, "set": float(to)}) for key in switch.remedy.keys)
    return run.model_copy(update={"edits": (*(edit for edit in run.edits if edit.at <= at), *edits)})


def marks(run: Run) -> tuple[Mark, ...]:
    """Where remedies were switched in a run's history."""
    first = {remedy.keys[0]: remedy for remedy in REMEDIES}
    return tuple(
        Mark(edit.at, first[edit.key], edit.set != _first(run, first[edit.key]))
        for edit in run.edits if edit.key in first and edit.at > 0
    )  # fmt: skip


def ways(
    offered: Mapping[str, float], runs: Sequence[Run], step: int, trails: Sequence[Trail | None]
) -> tuple[Way, ...]:
    """How every run of a race came to an update; `trails` may be missing."""
    known = tuple(trails) or (None,) * len(runs)
    highest = max((trail.highest for trail in known if trail), default=0.0)
    return tuple(
        Way(trail, switches(offered, run, step), marks(run), highest) for trail, run in zip(known, runs, strict=True)
    )


def _now(run: Run, remedy: Remedy, step: int) -> float:
    if remedy.name == "examples":
        return float(getattr(build(run, step), "examples", 0))
    return setting(run, remedy.keys[0], step) or 0.0


def _first(run: Run, remedy: Remedy) -> float:
    """What the number of a run is before any edit."""
    plain = run.model_copy(update={"edits": ()})
    return float(getattr(build(plain), "examples", 0)) if remedy.name == "examples" else getattr(run, remedy.keys[0])
