"""What a slide is made of: a small tree of text, lists, tables, formulas and pictures.

The parser builds it under limits and the slide pane lays it out, so deck text never reaches Qt's own Markdown or HTML.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Align = Literal["left", "center", "right"]
Problem = Literal["missing", "outside", "remote", "large"]


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula inside a line."""

    tex: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break the author asked for."""


Span = Words | Formula | Break
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the first of a slide is its title."""

    level: int
    spans: Spans
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans
    line: int


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula on lines of its own."""

    tex: str
    line: int


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of program text."""

    text: str
    language: str
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the deck; `problem` says why there is no `path`."""

    src: str
    alt: str
    width: int | None
    height: int | None
    align: Align
    path: Path | None
    problem: Problem | None
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row; the first row is the head."""

    rows: tuple[tuple[Spans, ...], ...]
    aligns: tuple[Align, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the slide."""

    line: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words."""

    blocks: "Blocks"
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One bullet with all that hangs below it."""

    blocks: "Blocks"
    line: int


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `start` is the first number of an ordered one."""

    items: tuple[Item, ...]
    start: int | None
    line: int


Block = Heading | Paragraph | Equation | Code | Picture | Table | Rule | Quote | Bullets
Blocks = tuple[Block, ...]


def plain(spans: Spans) -> str:
    """The text of a line without its styles."""
    return "".join(_plain(span) for span in spans).strip()


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block of a tree, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Bullets):
            for item in block.items:
                yield from walk(item.blocks)
        elif isinstance(block, Quote):
            yield from walk(block.blocks)


def paragraphs(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The plain text of every block that has any, one string each."""
    return tuple(text for block in walk(blocks) if (text := _text(block)))


def bullet_count(blocks: Iterable[Block]) -> int:
    """How many top-level bullets there are."""
    return sum(len(block.items) for block in blocks if isinstance(block, Bullets))


def is_arrow(item: Item) -> bool:
    """Whether an item opens with a bold arrow: the mark of "we are here" in a table of contents."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or not isinstance(first.spans[0], Words):
        return False
    return first.spans[0].strong and first.spans[0].text.strip() in {"⇒", "→", "➔", "▶", "=>", "->"}


def _plain(span: Span) -> str:
    if isinstance(span, Words):
        return span.text
    return f"${span.tex}$" if isinstance(span, Formula) else " "


def _text(block: Block) -> str:
    if isinstance(block, Heading | Paragraph):
        return plain(block.spans)
    if isinstance(block, Equation):
        return block.tex
    if isinstance(block, Code):
        return block.text
    if isinstance(block, Table):
        return "\n".join("  ".join(plain(cell) for cell in row) for row in block.rows)
    return block.alt if isinstance(block, Picture) else ""
