"""Where small pictures with words under them stand: a grid that scrolls. No Qt: arithmetic in design pixels."""

from dataclasses import dataclass
from typing import ClassVar

from visualizer.layout import Area


@dataclass(frozen=True, slots=True)
class Form:
    """What a grid leaves free: around it, between its pictures, under each for words."""

    margin: float
    top: float
    foot: float
    least: float
    """The least width of a picture."""
    gutter: float
    words: float
    gap: float
    inset: float = 0.0
    """From the edge of the window to the first row, for a frame around what is chosen."""
    end: float = 8.0
    """Below the last row."""
    above: float = 0.0
    """How far above the window a click still counts."""


@dataclass(frozen=True, slots=True)
class PictureGrid:
    """So many pictures of 16 : 9 in a window of this size."""

    form: ClassVar[Form]
    count: int
    width: float
    height: float

    @property
    def columns(self) -> int:
        """How many pictures stand side by side."""
        form = self.form
        return max(1, int((self.width - 2 * form.margin + form.gutter + 1) // (form.least + form.gutter)))

    @property
    def wide(self) -> float:
        """The width of a picture."""
        return (self.width - 2 * self.form.margin - self.form.gutter * (self.columns - 1)) / self.columns

    @property
    def tall(self) -> float:
        """The height of a picture."""
        return self.wide * 9 / 16

    @property
    def pitch(self) -> float:
        """From one row to the next."""
        return self.tall + self.form.words + self.form.gap

    @property
    def window(self) -> float:
        """The height that the rows are seen through."""
        return max(1.0, self.height - self.form.top - self.form.foot)

    @property
    def most(self) -> float:
        """How far it scrolls."""
        rows = -(-self.count // self.columns)
        return max(0.0, rows * self.pitch - self.form.gap - self.window + self.form.end)

    def area(self, index: int, offset: float) -> Area:
        """Where a picture stands when scrolled by so much."""
        form, (row, column) = self.form, divmod(index, self.columns)
        x, y = form.margin + column * (self.wide + form.gutter), form.top + form.inset + row * self.pitch - offset
        return Area(x, y, self.wide, self.tall)

    def visible(self, offset: float) -> range:
        """Which pictures are seen, at least in part."""
        first = max(0, int((offset - self.form.inset) // self.pitch))
        last = int((offset + self.window) // self.pitch) + 1
        return range(min(self.count, first * self.columns), min(self.count, last * self.columns))

    def at(self, x: float, y: float, offset: float) -> int | None:
        """Which one, picture or words, is under a point."""
        inside = self.form.top - self.form.above <= y <= self.height - self.form.foot
        for index in self.visible(offset) if inside else ():
            area = self.area(index, offset)
            if area.x <= x <= area.right and area.y <= y <= area.bottom + self.form.words:
                return index
        return None

    def clamped(self, offset: float) -> float:
        """The nearest offset there is."""
        return min(max(0.0, offset), self.most)

    def shown(self, index: int, offset: float) -> float:
        """The offset nearest to this one at which one is seen whole."""
        top = index // self.columns * self.pitch
        low = top + self.pitch - self.form.gap + self.form.end - self.window
        return self.clamped(min(max(offset, low), top))

    def moved(self, index: int, across: int, down: int) -> int:
        """The one so many places and rows away; the ends hold, and above an unfinished row down leads to its end."""
        goal = index + across + down * self.columns
        if across:
            return min(max(goal, 0), self.count - 1)
        last_row = (self.count - 1) // self.columns
        if goal >= self.count and index // self.columns < last_row:
            return self.count - 1
        return goal if 0 <= goal < self.count else index
