"""The conversation between window and engine: exactly one answer for each question, and end of file for `Stop`."""

from dataclasses import dataclass

from engine.arrays import Array
from engine.conditions import Condition, Watchpoints
from engine.crash import Crash
from engine.edits import Edit
from engine.errors import NONE, Three
from engine.roles.ranking import Ranking
from engine.run import Run
from engine.sample import ONCE, Manner
from engine.survey import Survey, Wanted
from engine.tasks.task import Part
from engine.trace import Trace
from engine.trail import Trail
from engine.watch.findings import Found, Mistake, Pinned


@dataclass(frozen=True, slots=True)
class Load:
    """Train these runs from their seeds to this step, together: several are a race on one cursor."""

    runs: tuple[Run, ...]
    names: tuple[str, ...]
    step: int = 0
    input: str | None = None
    """A string of the user's own to look at instead of the training data."""
    broken: bool = False
    """Show the update there even if its numbers are not finite, instead of failing."""
    every: int = 0
    """On the way there, measure test and training part at every so many updates; never if 0."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Go with the loaded runs to another step, earlier or later."""

    step: int
    input: str | None = None
    patient: bool = False
    """Not to be left when a newer question comes: questions asked ahead while training."""
    broken: bool = False
    """Show the update there even if its numbers are not finite, instead of failing."""
    every: int = 0
    """As in `Load`."""


@dataclass(frozen=True, slots=True)
class Until:
    """Go with the first of the loaded runs to where a condition holds, at most to a limit; the others follow it."""

    condition: Condition | Watchpoints
    limit: int
    """Earlier than now, and the search goes backwards."""
    input: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Say what expressions are in the loaded runs where they are, in the language of `engine.watch`."""

    texts: tuple[str, ...]
    input: str | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """Say what expressions were in the first of the loaded runs, from one update to another, both included."""

    texts: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Try:
    """Look at the first of the loaded runs, where it is, with changes; nothing is changed by it.

    To keep them, load `Tried.run`. To undo them, look again.
    """

    changes: tuple[Edit, ...]
    input: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Measure the loaded runs, where they are, on held-out data, and what else is named of the step's own numbers."""

    part: Part = "test"
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Let the loaded runs, where they are, write on after a prefix."""

    prefix: str
    count: int = 100
    manner: Manner = ONCE


@dataclass(frozen=True, slots=True)
class Say:
    """Say, in words, what the loaded runs answer to an input, where they are; see `engine.saying`."""

    input: str


@dataclass(frozen=True, slots=True)
class Example:
    """Give an input of the task of the first of the loaded runs, drawn by a number."""

    number: int


@dataclass(frozen=True, slots=True)
class Check:
    """Compare the gradients of the loaded runs, where they are, with finite differences."""

    input: str | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """Rank the units of the loaded runs, where they are, by what they know of held-out sequences."""


@dataclass(frozen=True, slots=True)
class Explore:
    """Find out about the loaded runs' steps, where they are, what takes long: left when a newer question comes."""

    wanted: tuple[Wanted, ...]
    input: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """End the engine."""


@dataclass(frozen=True, slots=True, eq=False)
class Advanced:
    """One trace for each run, and the losses of all updates it has done."""

    traces: tuple[Trace, ...]
    losses: tuple[Array, ...]
    crashes: tuple[Crash | None, ...] = ()
    """Where a broken step was asked for: what broke in each run."""
    trails: tuple[Trail, ...] = ()
    """Where runs were measured on the way: what was found."""

    @property
    def crash(self) -> Crash | None:
        """Why the first run's update cannot be done; None if it can."""
        return self.crashes[0] if self.crashes else None


@dataclass(frozen=True, slots=True, eq=False)
class Arrived:
    """Where a search ended: one trace for each run, all losses, and whether the condition holds there."""

    traces: tuple[Trace, ...]
    losses: tuple[Array, ...]
    met: bool
    found: Found | None = None
    """Of a search for watchpoints, which was reached, and the beat."""
    crash: Crash | None = None
    """If the first run's update there cannot be done, why."""


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A step as it is and as it would be; `run` is the run that has the changes in its history."""

    before: Trace
    after: Trace
    losses: tuple[float, float]
    """Of the whole batch, before and after."""
    lengths: tuple[float, float]
    """Of the whole weight gradient, before any clipping."""
    run: Run
    crash: Crash | None = None
    """If a number is not finite with the changes: which, and what made it."""


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """For each run what each expression is there, or what is wrong with it."""

    each: tuple[tuple[Pinned | Mistake, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """What each expression was at each update, (texts, updates)."""

    values: Array


@dataclass(frozen=True, slots=True)
class Sampled:
    """What each run wrote, without the prefix."""

    each: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What each run answers, empty where that is numbers or one of the symbols, and what was asked."""

    each: tuple[str, ...]
    input: str


@dataclass(frozen=True, slots=True)
class Exampled:
    """An input as somebody would write it."""

    input: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One dictionary of measures for each run."""

    each: tuple[dict[str, float], ...]
    worked: float = 0.0
    """For how many seconds the engine has kept a core busy since it began."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The relative error of each run's gradients, and below which it is mere rounding."""

    errors: tuple[float, ...]
    tolerances: tuple[float, ...]

    @property
    def passed(self) -> bool:
        """Whether every gradient is as finite differences find it."""
        return all(error < most for error, most in zip(self.errors, self.tolerances, strict=True))


@dataclass(frozen=True, slots=True)
class Ranked:
    """The units of each run, ranked."""

    each: tuple[Ranking, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Explored:
    """What was found out about each run's step."""

    each: tuple[Survey, ...]


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
    crash: Crash | None = None
    """If a training step broke: where, and what made it."""
    zh: Three = NONE
    """The three sentences in Chinese."""


Question = Load | Goto | Until | Watch | Follow | Try | Measure | Sample | Say | Example | Check | Rank | Explore | Stop
Told = Watched | Followed | Tried | Measured | Sampled | Said | Exampled | Checked | Ranked | Explored
"""Answers to questions that leave the runs where they are."""
Answer = Advanced | Arrived | Told | Superseded | Failed
