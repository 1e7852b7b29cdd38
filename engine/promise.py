"""What a preset promises, what was measured of it, and where its claims come from."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from engine.sentence import Sentence

STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)
ONE_BOUND = Sentence(
    "a criterion is either at_least or at_most. Give one of the two.",
    "一条标准要么用 at_least，要么用 at_most。两个只给一个。",
)


class Words(BaseModel):
    """What the audience reads, in both languages."""

    model_config = STRICT

    zh: str
    en: str


class Stated(BaseModel):
    """A measure of one of the runs, on held-out data: stated as it is found."""

    model_config = STRICT

    run: str = ""
    """The preset's first if not given."""
    measure: str
    against: str = ""
    """Another run, whose measure is taken off."""

    @property
    def name(self) -> str:
        """Whose measure it is, and which: `lstm legal`."""
        return f"{self.run} {self.measure}" + (f" − {self.against}" if self.against else "")

    def value(self, found: dict[str, dict[str, float]]) -> float:
        """Take it from the measures of each run."""
        return found[self.run][self.measure] - (found[self.against][self.measure] if self.against else 0.0)


class Solved(Stated):
    """When a preset counts as solved: a measure that gets at least, or at most, this far."""

    at_least: float | None = None
    at_most: float | None = None
    updates: int | None = Field(None, ge=0)
    """How many there are to get there; as many as the run plans if not given, and none if it holds from the start."""
    every: int | None = Field(None, ge=1)
    """After how many updates to look at the validation part, so as to end when all of the run's criteria are met."""

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(ONE_BOUND)
        return self

    @property
    def bound(self) -> str:
        """The criterion as it is written: `lstm legal ≥ 0.99`."""
        return f"{self.name} ≥ {self.at_least:g}" if self.at_least is not None else f"{self.name} ≤ {self.at_most:g}"

    def met(self, value: float) -> bool:
        """Whether a value keeps it; what is no number keeps nothing."""
        return value >= self.at_least if self.at_least is not None else value <= (self.at_most or 0.0)


class Proof(BaseModel):
    """What `python -m engine prove` measured: of how many seeds all criteria were met, and each value found."""

    model_config = STRICT

    met: int = Field(ge=0)
    of: int = Field(ge=1)
    seconds: float = Field(gt=0)
    """What a seed took of one core, training and measuring; the median."""
    machine: str = Field(min_length=3)
    date: date
    values: dict[str, Annotated[tuple[float, ...], Field(strict=False)]]
    """For each criterion and each thing stated, by name, a number for each seed."""

    @property
    def verdict(self) -> str:
        """How often it was met: `5 of 5`."""
        return f"{self.met} of {self.of}"


class Card(BaseModel):
    """A claim of a paper, held against our own run of it."""

    model_config = STRICT

    paper: str
    claim: Words
    criterion: Words
    """The paper's own, as it stands there."""
    changed: Words
    """What we did otherwise."""


def one_or_more(given: object) -> object:
    """Take a single table for a list of one."""
    return [given] if isinstance(given, dict) else given


Criteria = Annotated[tuple[Solved, ...], BeforeValidator(one_or_more), Field(strict=False)]
Statements = Annotated[tuple[Stated, ...], BeforeValidator(one_or_more), Field(strict=False)]


def on_first_run(data: dict[str, Any], key: Literal["solved", "stated"], first: str) -> dict[str, Any]:
    """Write the first run into the criteria that name none."""
    listed = one_or_more(data.get(key, []))
    if not isinstance(listed, list):
        return data
    return data | {key: [{"run": first} | each if isinstance(each, dict) else each for each in listed]}


def broken(solved: tuple[Solved, ...], stated: tuple[Stated, ...], proof: Proof) -> list[Sentence]:
    """Say where a proof does not fit what it is to prove."""
    wanted = [each.name for each in (*solved, *stated)]
    if sorted(proof.values) != sorted(wanted):
        have, want = ", ".join(proof.values), ", ".join(wanted)
        return [Sentence(f"proof: its values are of {have}. Promised is {want}. Measure again.",
                         f"proof：其中的数值是 {have}。承诺的是 {want}。重新测量。")]
    if any(len(values) != proof.of for values in proof.values.values()):
        return [Sentence(f"proof: it is of {proof.of} seeds. Give each of its values as often.",
                         f"proof：共 {proof.of} 个种子。每项数值要给同样多个。")]
    kept = [all(each.met(proof.values[each.name][seed]) for each in solved) for seed in range(proof.of)]
    if sum(kept) != proof.met:
        return [Sentence(
            f"proof: met = {proof.met}, but its values meet the criteria {sum(kept)} times. Measure again.",
            f"proof：met = {proof.met}，可是数值只有 {sum(kept)} 次达到标准。重新测量。",
        )]  # fmt: skip
    return []
