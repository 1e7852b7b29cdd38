"""A deck: Markdown in Showoff's syntax, read whole and under limits.

`read_deck` gives the deck or raises one `DeckError`. What is merely odd becomes a warning with its line, and the
content is shown all the same. A deck is data: nothing runs, nothing is fetched, no path leaves its folder.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from engine.sentence import Sentence, at_line
from visualizer.blocks import Blocks, Heading, bullet_count, paragraphs, plain
from visualizer.deck_text import find_deck, read_text
from visualizer.errors import DeckError
from visualizer.markdown import Reading, read_blocks, read_notes
from visualizer.sections import SceneSource, sort_lines

MOST_SLIDES = 2_000
EMPTY = Sentence("the deck is empty. Slides that begin with !SLIDE were expected. Write one or open another.",
                 "讲稿是空的。应有以 !SLIDE 开头的幻灯片。写一张，或打开另一份。")  # fmt: skip
_SLIDE = re.compile(r"^<?!SLIDE(?=[\s>\[]|$)(?:\[[^\]]*\])?([^>]*)>?")
_LANGUAGE = re.compile(r"\.(zh|en)\.md$")


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: what is shown, what is said, what is played."""

    title: str
    blocks: Blocks
    notes: tuple[str, ...]
    classes: frozenset[str]
    line: int
    scenes: SceneSource | None

    @property
    def steps(self) -> int:
        """How many bullets appear one after the other; none if all are there at once."""
        return bullet_count(self.blocks) if "incremental" in self.classes else 0


@dataclass(frozen=True, slots=True)
class Deck:
    """A lecture's slides, in order."""

    path: Path
    slides: tuple[Slide, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Raw:
    """A slide's lines before they are understood; `line` is that of its first line of text."""

    classes: frozenset[str]
    line: int
    lines: list[str]


def read_deck(path: Path) -> Deck:
    """Read a deck's file, or the only deck in a folder."""
    found = find_deck(path)
    return parse_deck(read_text(found), found)


def parse_deck(text: str, path: Path) -> Deck:
    """Read a deck's text; `path` says where its pictures lie."""
    raws = _split(text)
    if not raws:
        raise DeckError(at_line(path.name, 1, EMPTY))
    if len(raws) > MOST_SLIDES:
        line = raws[MOST_SLIDES].line
        raise DeckError(at_line(path.name, line, Sentence(
            f"the deck has {len(raws):,} slides. At most {MOST_SLIDES:,} are read. Split the deck.",
            f"讲稿有 {len(raws):,} 张幻灯片。最多读 {MOST_SLIDES:,} 张。把讲稿拆开。",
        )))  # fmt: skip
    reading = Reading(path)
    slides = tuple(_slide(raw, reading) for raw in raws)
    return Deck(path, slides, tuple(reading.warnings))


def sibling(path: Path, language: str) -> Path | None:
    """The same deck in another language: `name.zh.md` beside `name.en.md`."""
    if not _LANGUAGE.search(path.name):
        return None
    other = path.with_name(_LANGUAGE.sub(f".{language}.md", path.name))
    return other if other.is_file() else None


def _split(text: str) -> list[_Raw]:
    """Cut at the slide lines; text before the first is a slide if there is any."""
    raws = [_Raw(frozenset(), 1, [])]
    for number, line in enumerate(text.split("\n"), 1):
        mark = _SLIDE.match(line)
        if mark:
            raws.append(_Raw(frozenset(mark[1].split()), number + 1, []))
        else:
            raws[-1].lines.append(line)
    return raws if any(line.strip() for line in raws[0].lines) else raws[1:]


def _slide(raw: _Raw, reading: Reading) -> Slide:
    reading.first_line = raw.line
    found = sort_lines(raw.lines, raw.line, reading.warn)
    blocks = read_blocks("\n".join(found.shown), reading)
    notes = read_notes("\n".join(found.notes), reading)
    return Slide(_title(blocks), blocks, notes, raw.classes, max(1, raw.line - 1), found.scene)


def _title(blocks: Blocks) -> str:
    """The first heading, else the first words."""
    for block in blocks:
        if isinstance(block, Heading):
            return plain(block.spans)
    return next(iter(paragraphs(blocks)), "").split("\n")[0][:60]
