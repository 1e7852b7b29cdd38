"""The conversation between window and engine: exactly one answer for each question, and end of file for `Stop`."""

from dataclasses import dataclass

from engine.arrays import Array
from engine.conditions import Condition
from engine.run import Run
from engine.sample import ONCE, Manner
from engine.tasks.task import Part
from engine.trace import Trace


@dataclass(frozen=True, slots=True)
class Load:
    """Train these runs from their seeds to this step, together: several are a race on one cursor."""

    runs: tuple[Run, ...]
    names: tuple[str, ...]
    step: int = 0
    input: str | None = None
    """A string of the user's own to look at instead of the training data."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Go with the loaded runs to another step, earlier or later."""

    step: int
    input: str | None = None
    patient: bool = False
    """Not to be left when a newer question comes: questions asked ahead while training."""


@dataclass(frozen=True, slots=True)
class Until:
    """Go with the first of the loaded runs to where a condition holds, at most to a limit; the others follow it."""

    condition: Condition
    limit: int
    """Earlier than now, and the search goes backwards."""
    input: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Measure the loaded runs, where they are, on held-out data."""

    part: Part = "test"


@dataclass(frozen=True, slots=True)
class Sample:
    """Let the loaded runs, where they are, write on after a prefix."""

    prefix: str
    count: int = 100
    manner: Manner = ONCE


@dataclass(frozen=True, slots=True)
class Check:
    """Compare the gradients of the loaded runs, where they are, with finite differences."""

    input: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """End the engine."""


@dataclass(frozen=True, slots=True, eq=False)
class Advanced:
    """One trace for each run, and the losses of all updates it has done."""

    traces: tuple[Trace, ...]
    losses: tuple[Array, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Arrived:
    """Where a search ended: one trace for each run, all losses, and whether the condition holds there."""

    traces: tuple[Trace, ...]
    losses: tuple[Array, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Sampled:
    """What each run wrote, without the prefix."""

    each: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One dictionary of measures for each run."""

    each: tuple[dict[str, float], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The relative error of each run's gradients, and below which it is mere rounding."""

    errors: tuple[float, ...]
    tolerances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Superseded:
    """The question was left when a newer one came; the answer to that follows."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What happened, what was expected, what to do; and the traceback if it was our own fault."""

    what: str
    expected: str = ""
    remedy: str = ""
    details: str = ""


Question = Load | Goto | Until | Measure | Sample | Check | Stop
Answer = Advanced | Arrived | Measured | Sampled | Checked | Superseded | Failed
