"""What kind of thing a piece of a watch is: a number or a condition, for which places."""

from dataclasses import dataclass

from engine.sentence import Sentence

Axis = tuple[str, int]
"""A kind of place and how many there are; 0 where the trace decides."""

ORDER = ("t", "time", "update", "source", "out", "unit")
TOGETHER = ({"t", "unit"}, {"time", "unit"}, {"update"}, {"source", "out"})
"""Which places can stand in one array."""
WORDS = {
    "t": ("at time step t", "时间步 t"),
    "time": ("for all time steps", "所有时间步"),
    "update": ("for all updates", "所有更新"),
    "source": ("for {} sources", "{} 个来源"),
    "out": ("for {} units of a weight", "权重的 {} 个单元"),
    "unit": ("for {} units", "{} 个单元"),
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
    def said(self) -> Sentence:
        """In words, for a message."""
        kind, zh = ("a condition", "条件") if self.condition else ("a number", "数")
        en, places = ([WORDS[name][lang].format(size) for name, size in self.axes] for lang in (0, 1))
        return Sentence(" ".join([kind, *en]), f"{zh}（{'、'.join(places)}）" if places else zh)

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
