"""Where the small pictures of the slides stand: a grid that scrolls. No Qt: arithmetic in design pixels."""

from dataclasses import dataclass

from visualizer.layout import Area

MARGIN, TOP, BOTTOM, GUTTER = 60.0, 148.0, 28.0, 32.0
LEAST, TITLE_TALL, ROW_GAP = 300.0, 44.0, 20.0


@dataclass(frozen=True, slots=True)
class SlideGrid:
    """So many slides in a window of this size, pictures of 16 : 9."""

    count: int
    width: float
    height: float

    @property
    def columns(self) -> int:
        """How many pictures stand side by side."""
        return max(1, int((self.width - 2 * MARGIN + GUTTER) // (LEAST + GUTTER)))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-self.count // self.columns)

    @property
    def wide(self) -> float:
        """The width of a picture."""
        return (self.width - 2 * MARGIN - GUTTER * (self.columns - 1)) / self.columns

    @property
    def tall(self) -> float:
        """The height of a picture."""
        return self.wide * 9 / 16

    @property
    def pitch(self) -> float:
        """From one row to the next."""
        return self.tall + TITLE_TALL + ROW_GAP

    @property
    def window(self) -> float:
        """The height that the rows are seen through."""
        return max(1.0, self.height - TOP)

    @property
    def most(self) -> float:
        """How far it scrolls."""
        return max(0.0, self.rows * self.pitch - ROW_GAP + BOTTOM - self.window)

    def area(self, index: int, offset: float) -> Area:
        """Where a picture stands when scrolled by so much."""
        row, column = divmod(index, self.columns)
        return Area(MARGIN + column * (self.wide + GUTTER), TOP + row * self.pitch - offset, self.wide, self.tall)

    def visible(self, offset: float) -> range:
        """Which slides are seen, at least in part."""
        first = max(0, int((offset - ROW_GAP) // self.pitch))
        last = int((offset + self.window) // self.pitch) + 1
        return range(min(self.count, first * self.columns), min(self.count, last * self.columns))

    def at(self, x: float, y: float, offset: float) -> int | None:
        """Which slide, picture or title, is under a point."""
        for index in self.visible(offset) if y >= TOP - 8 else ():
            area = self.area(index, offset)
            if area.x <= x <= area.right and area.y <= y <= area.bottom + TITLE_TALL:
                return index
        return None

    def clamped(self, offset: float) -> float:
        """The nearest offset there is."""
        return min(max(0.0, offset), self.most)

    def shown(self, index: int, offset: float) -> float:
        """The offset nearest to this one at which a slide is seen whole."""
        top = index // self.columns * self.pitch
        low = top + self.tall + TITLE_TALL + BOTTOM - self.window
        return self.clamped(min(max(offset, low), top))

    def moved(self, index: int, across: int, down: int) -> int:
        """The slide so many places and rows away; the ends hold."""
        goal = index + across + down * self.columns
        return goal if 0 <= goal < self.count else min(max(goal, 0), self.count - 1) if across else index
