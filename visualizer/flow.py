"""Blocks set one below the other: text, lists, formulas, code, quotations.

A `Flow` is a growing column. What it holds is told by the blocks, the type by `Scale`, the colours by `Print`; the
numbers are those of the mock-ups at full size and shrink together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from visualizer.blocks import (
    Block,
    Bullets,
    Code,
    Equation,
    Heading,
    Item,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Spans,
    Table,
    Words,
    is_arrow,
)
from visualizer.errors import FormulaError
from visualizer.fonts import Fonts
from visualizer.formula_picture import formula_picture
from visualizer.pieces import Content, Fill, Maths, Piece, moved
from visualizer.table_text import set_table
from visualizer.text_box import ENDLESS, Manner, TextBox, plain_box, text_box
from visualizer.theme import Theme

BAR = 8.0  # the yellow bar, and how far its bullet's text stands from it
INDENT = 32.0
_STEP = 46.0  # of a list inside a list
_DEEP = 5  # from here on no further indentation


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one slide's text; `air` shrinks the gaps before the letters shrink."""

    body: int
    air: float

    @property
    def sub(self) -> int:
        """The size of a bullet below a bullet."""
        return max(28, round(0.87 * self.body))

    @property
    def gap(self) -> float:
        """Between two bullets."""
        return 52 / 38 * self.body * self.air


@dataclass(frozen=True, slots=True)
class Print:
    """What all text of a slide shares."""

    theme: Theme
    fonts: Fonts
    scale: Scale

    def manner(self, size: int, colour: str, *, medium: bool = False, mono: bool = False) -> Manner:
        """How a paragraph of this slide is set: tighter lines where there is little air."""
        return Manner(self.fonts, size, round(size * (1.4 + 0.126 * min(1.0, self.scale.air))), colour, medium, mono)


@dataclass(slots=True)
class Flow:
    """A column of pieces; `breaks` are the heights where a page may end."""

    print: Print
    width: float
    current: int | None = None
    pieces: list[Piece] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)
    y: float = 0.0
    bullet: int | None = None
    count: int = 0

    def blocks(self, blocks: Iterable[Block], x: float, depth: int, colour: str) -> None:
        """Set blocks below what is there."""
        for number, block in enumerate(blocks):
            if number and depth == 0:
                self.y += self.print.scale.gap
            elif number:
                self.y += 0.3 * self.print.scale.gap
            self._block(block, x, depth, colour)

    def _block(self, block: Block, x: float, depth: int, colour: str) -> None:
        size = self.print.scale.body if depth == 0 else self.print.scale.sub
        if isinstance(block, Bullets):
            self._list(block, x, depth, colour)
        elif isinstance(block, Paragraph):
            self.text(block.spans, x, self.print.manner(size, colour))
        elif isinstance(block, Heading):
            self.text(block.spans, x, self.print.manner(size, self.print.theme.ink, medium=True))
        elif isinstance(block, Equation):
            self._equation(block, x, size, colour)
        elif isinstance(block, Code):
            self._code(block, x)
        elif isinstance(block, Quote):
            self._quote(block, x, depth)
        else:
            self._sheet(block, x)

    def _sheet(self, block: Table | Rule | Picture, x: float) -> None:
        if isinstance(block, Table):
            manner = self.print.manner(self.print.scale.sub, self.print.theme.ink)
            made = set_table(block, manner, self.print.theme, self.width - x)
            self.pieces += [replace(piece, bullet=self.bullet) for piece in moved(made.pieces, x, self.y)]
            self.breaks += [self.y + top for top in made.tops]
            self.y += made.height
        elif isinstance(block, Rule):
            self.put(Fill(self.print.theme.rule), x, self.width - x, 2.0)

    def put(self, content: Content, x: float, width: float, height: float) -> None:
        """Add one piece below what is there."""
        self.breaks.append(self.y)
        self.pieces.append(Piece(content, x, self.y, width, height, self.bullet))
        self.y += height

    def text(self, spans: Spans, x: float, manner: Manner) -> TextBox:
        """Add a paragraph."""
        box = text_box(spans, manner, max(self.width - x, 120.0))
        top = self.y
        self.put(box, x, box.width, box.height)
        self.breaks += [top + line for line in box.tops[1:]]
        return box

    def _equation(self, block: Equation, x: float, size: int, colour: str) -> None:
        room = self.width - x
        try:
            picture = formula_picture(block.tex, 1.15 * size, colour)
            if picture.extent.width > room:
                picture = formula_picture(block.tex, 1.15 * size * room / picture.extent.width, colour)
        except FormulaError:
            self.text((Words(block.tex, code=True),), x, self.print.manner(size, colour))
            return
        self.put(Maths(picture), x, picture.extent.width, picture.extent.ascent + picture.extent.descent)

    def _code(self, block: Code, x: float) -> None:
        """Program text on a wash, its long lines broken."""
        manner = replace(self.print.manner(self.print.scale.sub, self.print.theme.ink, mono=True), even=False)
        lines = [plain_box(line or " ", manner, self.width - x - 48) for line in block.text.split("\n")]
        pad, tall = 18.0, sum(line.height for line in lines)
        wide = min(self.width - x, max(line.width for line in lines) + 48)
        self.pieces.append(Piece(Fill(self.print.theme.wash, 12.0), x, self.y, wide, tall + 2 * pad, self.bullet))
        self.breaks.append(self.y)
        self.y += pad
        for line in lines:
            self.put(line, x + 24, line.width, line.height)
        self.y += pad

    def _quote(self, block: Quote, x: float, depth: int) -> None:
        top, first = self.y, len(self.pieces)
        self.blocks(block.blocks, x + INDENT, depth, self.print.theme.ink2)
        bar = Piece(Fill(self.print.theme.rule), x, top + 6, 4.0, max(0.0, self.y - top - 12), self.bullet)
        self.pieces.insert(first, bar)

    def _list(self, block: Bullets, x: float, depth: int, colour: str) -> None:
        here = any(is_arrow(item) for item in block.items)
        for number, item in enumerate(block.items):
            if number:
                self.y += self.print.scale.gap * (1.0 if depth == 0 else 0.24)
            label = f"{block.start + number}." if block.start is not None else ""
            if depth == 0:
                self._bullet(item, x, label, here)
            else:
                self._below(item, x, depth, label, colour)

    def _bullet(self, item: Item, x: float, label: str, here: bool) -> None:
        """A top-level bullet: the current one has the yellow bar, ink and a medium weight; the others step back."""
        theme = self.print.theme
        self.bullet, self.count = self.count, self.count + 1
        arrow = is_arrow(item)
        chosen = self.bullet == self.current if self.current is not None else arrow
        quiet = (self.current is not None or here) and not chosen
        colour = theme.ink2 if quiet else theme.ink
        manner = self.print.manner(self.print.scale.body, colour, medium=chosen)
        top = self.y
        left = x + INDENT + self._label(label, x + INDENT, manner) + (0.9 * manner.size if here else 0.0)
        self._item(_without_arrow(item) if arrow else item, left, 0, manner)
        if chosen and self.current is not None:
            self._bar(x, top, self.y, manner)
        elif arrow:
            box = plain_box("⇒", replace(manner, medium=False), ENDLESS)
            self.pieces.append(Piece(box, x, top, box.width, box.height, self.bullet))
        self.bullet = None

    def _bar(self, x: float, top: float, bottom: float, manner: Manner) -> None:
        above = manner.rise - manner.size
        below = manner.pitch - manner.rise - 8
        place = (x, top + above, BAR, bottom - top - above - below)
        self.pieces.append(Piece(Fill(self.print.theme.now), *place, self.bullet))

    def _below(self, item: Item, x: float, depth: int, label: str, colour: str) -> None:
        """A bullet below a bullet: a short dash and quieter ink."""
        theme = self.print.theme
        manner = self.print.manner(self.print.scale.sub, theme.ink2 if colour == theme.ink else colour)
        left = x + (_STEP if depth <= _DEEP else 0.0)
        if label:
            left = x + self._label(label, x, manner)
        else:
            dash = Piece(Fill(manner.colour), left - 34, self.y + manner.rise - 0.34 * manner.size, 18, 3, self.bullet)
            self.pieces.append(dash)
        self._item(item, left, depth, manner)

    def _label(self, label: str, x: float, manner: Manner) -> float:
        """The number of an ordered item; how much room it takes."""
        if not label:
            return 0.0
        box = plain_box(label, manner, ENDLESS)
        self.pieces.append(Piece(box, x, self.y, box.width, box.height, self.bullet))
        return max(1.45 * manner.size, box.width + 0.4 * manner.size)

    def _item(self, item: Item, x: float, depth: int, manner: Manner) -> None:
        """An item's own words, then what hangs below them."""
        top = self.y
        for number, block in enumerate(item.blocks):
            if number:
                self.y += 0.24 * self.print.scale.gap
            if isinstance(block, Paragraph):
                self.text(block.spans, x, manner)
            else:
                self._block(block, x, depth + 1, manner.colour)
        if self.y == top:  # an empty bullet still takes its line
            self.y += manner.pitch


def _without_arrow(item: Item) -> Item:
    first = item.blocks[0]
    assert isinstance(first, Paragraph), "an arrow stands in a paragraph"
    rest = first.spans[1:]
    if rest and isinstance(rest[0], Words):
        rest = (replace(rest[0], text=rest[0].text.lstrip()), *rest[1:])
    return replace(item, blocks=((replace(first, spans=rest), *item.blocks[1:]) if rest else item.blocks[1:]))
