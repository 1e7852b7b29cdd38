"""The inside of a line: words in styles, formulas, breaks, and the pictures that stand among them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from markdown_it.tree import SyntaxTreeNode as Node

from visualizer import formula
from visualizer.blocks import Align, Break, Formula, Span, Spans, Words
from visualizer.errors import FormulaError

Mark = Callable[[str], None]  # takes the words of a warning
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef]")
_UNCLOSED = re.compile(r"\$\$|\$(?=\\?[A-Za-z{(][^$]*[\\_^])")
_SPACES = re.compile(r"[ \t]{2,}")
_NUMBER = re.compile(r"\s*(\d{1,5})\s*(?:px)?\s*$")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as the deck names it."""

    src: str
    alt: str
    width: int | None = None
    height: int | None = None
    align: Align = "left"


Piece = Span | Image | str  # a string is a displayed formula
Part = Spans | Image | str


def read_spans(nodes: Iterable[Node], mark: Mark) -> Iterator[Part]:
    """Lines of spans, and between them the pictures and displayed formulas they hold."""
    run: list[Span] = []
    for piece in _joined(piece for node in nodes for piece in _pieces(node, Words(""), mark)):
        if isinstance(piece, Image | str):
            yield from _trimmed(run)
            run = []
            yield piece
        else:
            run.append(piece)
    yield from _trimmed(run)


def _trimmed(run: list[Span]) -> Iterator[Spans]:
    """A run without the blanks and breaks at its ends, unless nothing is left."""
    while run and _blank(run[0]):
        run = run[1:]
    while run and _blank(run[-1]):
        run = run[:-1]
    if run:
        run[0], run[-1] = _stripped(run[0], left=True), _stripped(run[-1], left=False)
        yield tuple(run)


def _stripped(span: Span, left: bool) -> Span:
    if not isinstance(span, Words) or span.code:
        return span
    return replace(span, text=span.text.lstrip() if left else span.text.rstrip())


def _blank(span: Span) -> bool:
    return isinstance(span, Break) or (isinstance(span, Words) and not span.text.strip())


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring words of one style as one; a source line's end between Chinese letters is no blank."""
    held: Words | None = None
    for piece in pieces:
        if isinstance(piece, Words):
            if held and replace(held, text=piece.text) == piece:
                held = replace(held, text=_seam(held.text, piece.text))
                continue
            if held:
                yield held
            held = piece
        else:
            if held:
                yield held
            held = None
            yield piece
    if held:
        yield held


def _seam(before: str, after: str) -> str:
    if before.endswith("\n") and after:
        wide = _WIDE.match(after) and _WIDE.search(before[-2:-1])
        return before[:-1] + ("" if wide else " ") + after
    return before + after


def _pieces(node: Node, style: Words, mark: Mark) -> Iterator[Piece]:
    """Spans of one node and its children, in the style they inherit."""
    match node.type:
        case "text":
            yield replace(style, text=_watched(node.content, mark))
        case "softbreak":
            yield replace(style, text="\n")
        case "hardbreak":
            yield Break()
        case "code_inline":
            yield replace(style, text=node.content, code=True)
        case "math_inline" | "math_inline_double":
            yield _formula(node.content.strip(), style, mark, displayed=node.type == "math_inline_double")
        case "image":
            yield Image(str(node.attrs.get("src", "")), node.content)
        case "html_inline":
            yield from _html(node.content)
        case _:
            yield from _inside(node, style, mark)


def _inside(node: Node, style: Words, mark: Mark) -> Iterator[Piece]:
    strong = style.strong or node.type == "strong"
    emphasis = style.emphasis or node.type == "em"
    for child in node.children:
        yield from _pieces(child, replace(style, strong=strong, emphasis=emphasis), mark)


def _watched(text: str, mark: Mark) -> str:
    if _UNCLOSED.search(text):
        mark("a formula is opened with $ and never closed. A second $ was expected in the same paragraph. Close it.")
    return _SPACES.sub(" ", text.replace("``", ""))  # two backticks are a code span with nothing in it


def _formula(tex: str, style: Words, mark: Mark, displayed: bool) -> Piece:
    try:
        formula.check(tex)
    except FormulaError as error:
        mark(str(error))
        return replace(style, text=f"${tex}$", code=True)
    return tex if displayed else Formula(tex)


def _html(source: str) -> Iterator[Piece]:
    reader = _Tag()
    reader.feed(source)
    yield from reader.found


class _Tag(HTMLParser):
    """Understand `<img>` and `<br>`; any other tag is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a picture or a line break."""
        if tag == "br":
            self.found.append(Break())
        elif tag == "img":
            given = {name: value or "" for name, value in attrs}
            width, height = _pixels(given.get("width", "")), _pixels(given.get("height", ""))
            align: Align = "center" if given.get("align") in {"center", "middle"} else "left"
            align = "right" if given.get("align") == "right" else align
            self.found.append(Image(given.get("src", ""), given.get("alt", ""), width, height, align))


def _pixels(text: str) -> int | None:
    number = _NUMBER.match(text)
    return (int(number[1]) or None) if number else None
