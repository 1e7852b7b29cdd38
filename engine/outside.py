"""What a pass is given beside its input: what is carried in, masks, which steps are there, where a decoder begins."""

from dataclasses import dataclass, field

from engine.arrays import Array, Named, all_there
from engine.holds import Holds


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """All of it may be left out: then nothing is carried in or dropped, all steps are there, and nothing is decoded."""

    start: Named = field(default_factory=dict)
    """Carried values before their first step, (B, n) each; zero where none is given."""
    masks: Named = field(default_factory=dict)
    """Masks of dropout, (T, B, n) each; without them nothing is dropped."""
    alive: Array | None = None
    """Which steps are there, (T, B), 1 or 0; at others what is carried passes through unchanged."""
    border: int = 0
    """The first step at which the second of two sets of weights is in force: a decoder's, after its encoder."""
    holds: Holds = field(default_factory=dict)
    """What is held of some lines; only the interpreter knows of it."""


NOTHING = Outside()


def dead(outside: Outside) -> Array | None:
    """Where steps are not there, (T, B, 1), 1 or 0; None if all are."""
    if outside.alive is None or all_there(outside.alive):
        return None
    return 1 - outside.alive[..., None]
