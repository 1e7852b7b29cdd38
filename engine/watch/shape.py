"""What kind of thing a piece of a watch is: a number or a condition, for which places."""

from dataclasses import dataclass

Axis = tuple[str, int]
"""A kind of place and how many there are; 0 where the trace decides."""

ORDER = ("t", "time", "update", "source", "out", "unit")
TOGETHER = ({"t", "unit"}, {"time", "unit"}, {"update"}, {"source", "out"})
"""Which places can stand in one array."""
WORDS = {
    "t": "at time step t",
    "time": "for all time steps",
    "update": "for all updates",
    "source": "for {} sources",
    "out": "for {} units of a weight",
    "unit": "for {} units",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A number or a condition, alone or for places."""

    axes: tuple[Axis, ...] = ()
    condition: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The kinds of places, in order."""
        return tuple(name for name, _ in self.axes)

    @property
    def said(self) -> str:
        """In words, for a message."""
        kind = "a condition" if self.condition else "a number"
        return " ".join([kind, *(WORDS[name].format(size) for name, size in self.axes)])

    def gathered(self, *, condition: bool) -> "Shape":
        """What is left when all places but t are taken together."""
        return Shape(tuple(axis for axis in self.axes if axis[0] == "t"), condition)


def joined(left: Shape, right: Shape, *, condition: bool) -> Shape | None:
    """What comes of two shapes, place by place; None if they do not go together."""
    sizes = dict(left.axes)
    for name, size in right.axes:
        if sizes.setdefault(name, size) != size:
            return None
    if not any(set(sizes) <= allowed for allowed in TOGETHER):
        return None
    return Shape(tuple((name, sizes[name]) for name in ORDER if name in sizes), condition)
