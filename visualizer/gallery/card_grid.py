"""Where the cards of the gallery stand: a grid that scrolls. No Qt: arithmetic in design pixels."""

from dataclasses import dataclass

from visualizer.layout import Area

MARGIN, HEAD, FOOT = 60.0, 132.0, 126.0
WIDE, GUTTER, ROW_GAP = 432.0, 24.0, 22.0
WORDS = 146.0
"""The height of what stands under a card's picture."""


@dataclass(frozen=True, slots=True)
class CardGrid:
    """So many cards in a window of this size."""

    count: int
    width: float
    height: float

    @property
    def columns(self) -> int:
        """How many cards stand side by side."""
        return max(1, int((self.width - 2 * MARGIN + GUTTER + 1) // (WIDE + GUTTER)))

    @property
    def wide(self) -> float:
        """The width of a card."""
        return (self.width - 2 * MARGIN - GUTTER * (self.columns - 1)) / self.columns

    @property
    def tall(self) -> float:
        """The height of a card's picture."""
        return self.wide * 9 / 16

    @property
    def pitch(self) -> float:
        """From one row to the next."""
        return self.tall + WORDS + ROW_GAP

    @property
    def window(self) -> float:
        """The height that the rows are seen through."""
        return max(1.0, self.height - HEAD - FOOT)

    @property
    def most(self) -> float:
        """How far it scrolls."""
        rows = -(-self.count // self.columns)
        return max(0.0, rows * self.pitch - ROW_GAP - self.window + 8)

    def area(self, index: int, offset: float) -> Area:
        """Where a card's picture stands when scrolled by so much."""
        row, column = divmod(index, self.columns)
        return Area(MARGIN + column * (self.wide + GUTTER), HEAD + 6 + row * self.pitch - offset, self.wide, self.tall)

    def visible(self, offset: float) -> range:
        """Which cards are seen, at least in part."""
        first = max(0, int((offset - 6) // self.pitch))
        last = int((offset + self.window) // self.pitch) + 1
        return range(min(self.count, first * self.columns), min(self.count, last * self.columns))

    def at(self, x: float, y: float, offset: float) -> int | None:
        """Which card is under a point."""
        inside = HEAD <= y <= self.height - FOOT
        for index in self.visible(offset) if inside else ():
            area = self.area(index, offset)
            if area.x <= x <= area.right and area.y <= y <= area.bottom + WORDS:
                return index
        return None

    def clamped(self, offset: float) -> float:
        """The nearest offset there is."""
        return min(max(0.0, offset), self.most)

    def shown(self, index: int, offset: float) -> float:
        """The offset nearest to this one at which a card is seen whole."""
        top = index // self.columns * self.pitch
        return self.clamped(min(max(offset, top + self.pitch - ROW_GAP + 8 - self.window), top))

    def moved(self, index: int, across: int, down: int) -> int:
        """The card so many places and rows away; the ends hold."""
        goal = index + across + down * self.columns
        if across:
            return min(max(goal, 0), self.count - 1)
        last_row = (self.count - 1) // self.columns
        if goal >= self.count and index // self.columns < last_row:
            return self.count - 1
        return goal if 0 <= goal < self.count else index
