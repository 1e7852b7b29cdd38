"""What a search for roles found: units, what each follows best, and how likely that is a fluke."""

from dataclasses import dataclass

LEVEL = 0.05
"""From this p on, nothing is said to be found."""


@dataclass(frozen=True, slots=True)
class Role:
    """A unit and what it follows best."""

    line: str
    unit: int
    """From 0."""
    probe: str
    correlation: float
    auc: float | None
    """How often the unit tells two steps apart, of targets that are yes or no; at best 1, by chance 0.5."""
    p: float
    """How often chance finds anything as good, in all units and probes together."""

    @property
    def found(self) -> bool:
        """Whether it is more than a fluke."""
        return self.p < LEVEL


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best units of a net, those that are more than flukes first; and what was searched."""

    roles: tuple[Role, ...]
    probes: tuple[str, ...]
    units: int
    sequences: int

    @property
    def best(self) -> Role | None:
        """The first one, if it is more than a fluke."""
        return self.roles[0] if self.roles and self.roles[0].found else None
