"""How an update was made of a gradient: the optimizer, its rate and its limits, and what it remembered before."""

from dataclasses import dataclass, field

from engine.arrays import Named


@dataclass(frozen=True, slots=True, eq=False)
class Learning:
    """All that an update depends on besides the gradient; of a probe, which changes nothing, no optimizer."""

    optimizer: str = ""
    rate: float = 0.0
    """As the schedule has it for this update."""
    clip: float | None = None
    """The longest gradient; a longer one was shortened to it."""
    clip_value: float | None = None
    """The largest number of a gradient; larger ones were cut to it before."""
    state: dict[str, Named] = field(default_factory=dict)
    """What the optimizer remembered before this update: for each kind of memory a number for each weight."""
    count: int = 0
    """How many updates Adam had counted before."""
    learns: Named = field(default_factory=dict)
    """Of weights that do not all learn: 1 for a number that does, 0 for one that is held."""
    longer: int = 0
    """Of the updates before this one, how many had a gradient longer than the clip of their time."""
