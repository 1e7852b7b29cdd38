"""Markdown of one slide into blocks, under limits.

markdown-it-py tells the tokens; this file makes the tree. HTML is never executed: pictures and line breaks are
understood, other tags vanish and their text stays.
"""

from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node
from mdit_py_plugins.dollarmath import dollarmath_plugin

from engine.sentence import Sentence, at_line
from visualizer import formula
from visualizer.blocks import (
    Align,
    Block,
    Blocks,
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
    paragraphs,
    walk,
)
from visualizer.errors import DeckError, FormulaError
from visualizer.picture_path import find_picture
from visualizer.spans import Image, Mark, read_spans

DEEPEST = 16
MOST_ROWS, MOST_COLUMNS = 200, 40
MOST_PICTURES = 12
LONGEST = 20_000
_TABLE_ROOM = MOST_ROWS + 2  # head and ruler
_WHY = {
    "missing": "is not there. A file in the deck's folder was expected. Copy it there, or mend the path.",
    "outside": "lies outside the deck's folder. Only files in it are shown. Copy it to “{inside}” beside the deck.",
    "remote": "lies on another machine. Nothing is fetched in a lecture. Save it beside the deck and name that file.",
    "large": "is larger than 32 MiB. A picture for a screen was expected. Scale it down.",
}


@dataclass(slots=True)
class Reading:
    """Where we read, and the oddities met on the way."""

    deck: Path
    first_line: int = 1
    warnings: list[str] = field(default_factory=list)

    def warn(self, line: int, words: str) -> None:
        """Note something odd that can be shown all the same."""
        self.warnings.append(f"{self.deck.name}:{line}: {words}")

    def refuse(self, line: int, words: Sentence) -> DeckError:
        """The error of something that cannot be shown."""
        return DeckError(at_line(self.deck.name, line, words))


def _parser() -> MarkdownIt:
    # A list and its item are two levels; past the limit the parser drops text silently, so the limit is ours to find.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 3 * DEEPEST})
    parser.enable(["table", "strikethrough"]).disable(["html_block"])
    return parser.use(dollarmath_plugin, allow_space=False, double_inline=True)


_PARSER = _parser()


def read_blocks(text: str, reading: Reading) -> Blocks:
    """The blocks of one slide's Markdown."""
    _refuse_long_tables(text, reading)
    if len(text) > LONGEST:
        raise reading.refuse(reading.first_line, Sentence(
            f"the slide has {len(text):,} characters. At most {LONGEST:,} are read. Split it with !SLIDE lines.",
            f"幻灯片有 {len(text):,} 个字符。最多读 {LONGEST:,} 个。用 !SLIDE 行拆开它。",
        ))  # fmt: skip
    blocks = _children(Node(_PARSER.parse(text)), reading, 0)
    count = sum(isinstance(block, Picture) for block in walk(blocks))
    if count > MOST_PICTURES:
        words = f"the slide has {count:,} pictures. The first {MOST_PICTURES} are shown. Move the others elsewhere."
        reading.warn(reading.first_line, words)
    return blocks


def read_notes(text: str, reading: Reading) -> tuple[str, ...]:
    """Speaker's notes as plain paragraphs."""
    return paragraphs(read_blocks(text, reading))


def _refuse_long_tables(text: str, reading: Reading) -> None:
    """Find an endless table before the parser spends seconds on it."""
    run = 0
    for number, line in enumerate(text.split("\n"), reading.first_line):
        run = run + 1 if "|" in line else 0
        if run > _TABLE_ROOM:
            raise _long_table(number - _TABLE_ROOM, reading)


def _long_table(line: int, reading: Reading) -> DeckError:
    return reading.refuse(line, Sentence(
        f"the table has more than {MOST_ROWS} rows. At most {MOST_ROWS} are shown. Split it over several slides.",
        f"表格超过 {MOST_ROWS} 行。最多显示 {MOST_ROWS} 行。把它分到几张幻灯片上。",
    ))  # fmt: skip


def _children(node: Node, reading: Reading, depth: int) -> Blocks:
    return tuple(block for child in node.children for block in _blocks(child, reading, depth))


def _blocks(node: Node, reading: Reading, depth: int) -> Blocks:
    """One node of the parser's tree as blocks: pictures are lifted out of the text they stand in."""
    line = reading.first_line + (node.map[0] if node.map else 0)
    if node.type in {"heading", "paragraph"}:
        return _flow(node, reading, line)
    if node.type in {"bullet_list", "ordered_list", "blockquote"}:
        return (_nested(node, reading, line, depth),)
    leaf = _leaf(node, reading, line)
    return (leaf,) if leaf else _children(node, reading, depth)


def _leaf(node: Node, reading: Reading, line: int) -> Block | None:
    """A block that holds no other blocks."""
    match node.type:
        case "fence" | "code_block":
            return Code(node.content.rstrip("\n").expandtabs(4), node.info.strip(), line)
        case "math_block" | "math_block_label":
            return _equation(node.content.strip(), reading, line)
        case "table":
            return _table(node, reading, line)
        case "hr":
            return Rule(line)
    return None


def _nested(node: Node, reading: Reading, line: int, depth: int) -> Block:
    if depth >= DEEPEST:
        raise reading.refuse(line, Sentence(
            f"lists or quotations are nested {depth + 1} deep. At most {DEEPEST} levels are shown. Flatten them.",
            f"列表或引文嵌套了 {depth + 1} 层。最多显示 {DEEPEST} 层。把它们摊平。",
        ))  # fmt: skip
    if node.type == "blockquote":
        return Quote(_children(node, reading, depth + 1), line)
    items = tuple(
        Item(_children(child, reading, depth + 1), reading.first_line + (child.map[0] if child.map else 0))
        for child in node.children
    )
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    return Bullets(items, start, line)


def _flow(node: Node, reading: Reading, line: int) -> Blocks:
    """A paragraph or heading, cut where a picture or a displayed formula stands in it."""
    level = int(node.tag[1]) if node.type == "heading" else 0
    blocks: list[Block] = []
    for part in read_spans(node.children, _oddities(reading, line)):
        if isinstance(part, Image):
            blocks.append(_picture(part, reading, line))
        elif isinstance(part, str):
            blocks.append(_equation(part, reading, line))
        elif level:
            blocks.append(Heading(level, part, line))
        else:
            blocks.append(Paragraph(part, line))
    return tuple(blocks)


def _equation(tex: str, reading: Reading, line: int) -> Block:
    try:
        formula.check(tex)
    except FormulaError as error:
        reading.warn(line, str(error))
        return Paragraph((Words(f"$${tex}$$", code=True),), line)
    return Equation(tex, line)


def _picture(image: Image, reading: Reading, line: int) -> Picture:
    path, problem = find_picture(image.src, reading.deck.parent)
    if problem:
        inside = image.src.replace("\\", "/").lstrip("./")
        reading.warn(line, f"the picture “{image.src[:200]}” " + _WHY[problem].format(inside=inside[:200]))
    return Picture(image.src, image.alt, image.width, image.height, image.align, path, problem, line)


def _table(node: Node, reading: Reading, line: int) -> Table:
    rows = [row for part in node.children for row in part.children]
    if len(rows) > MOST_ROWS + 1:
        raise _long_table(line, reading)
    if len(rows[0].children) > MOST_COLUMNS:
        raise reading.refuse(line, Sentence(
            f"the table has more than {MOST_COLUMNS} columns. At most {MOST_COLUMNS} are shown. Split it.",
            f"表格超过 {MOST_COLUMNS} 列。最多显示 {MOST_COLUMNS} 列。把它拆开。",
        ))  # fmt: skip
    mark = _oddities(reading, line)
    cells = tuple(tuple(_cell(cell, mark) for cell in row.children) for row in rows)
    return Table(cells, tuple(_align(cell) for cell in rows[0].children), line)


def _cell(node: Node, mark: Mark) -> Spans:
    """A table's cell: pictures and displayed formulas in it stand as words."""
    spans: list[Spans] = []
    for part in read_spans(node.children, mark):
        if isinstance(part, Image):
            spans.append((Words(part.alt or part.src),))
        else:
            spans.append((Words(f"$${part}$$", code=True),) if isinstance(part, str) else part)
    return tuple(span for run in spans for span in run)


def _align(cell: Node) -> Align:
    style = str(cell.attrs.get("style", ""))
    if "right" in style:
        return "right"
    return "center" if "center" in style else "left"


def _oddities(reading: Reading, line: int) -> Mark:
    return lambda words: reading.warn(line, words)
