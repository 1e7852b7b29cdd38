"""What of a TOML document with mistakes can still be read: every line that is not TOML is told, the rest is kept."""

import re
from dataclasses import dataclass
from typing import Any

from engine.errors import RunError
from engine.sentence import Sentence
from engine.toml import HEADER, Place, Source, lines_of, read_toml

MOST = 50
"""Lines that are told; a file with more of them is no TOML at all."""


BROKEN_HEADER = re.compile(r"\s*\[+\s*([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was read, what was told of the rest, and which tables and keys went with it."""

    data: dict[str, Any]
    told: tuple[Sentence, ...]
    lost: frozenset[Place]

    def misses(self, place: Place) -> bool:
        """Whether a key is missing only because its line could not be read."""
        return any(place[: len(each)] == each or each[: len(place)] == place for each in self.lost)


def salvaged(source: Source) -> Salvage:
    """Read a document; a line that is not TOML is left out, and with a table's header all of the table."""
    lines, told = source.text.split("\n"), list[Sentence]()
    left_out = set[int]()
    while True:
        try:
            data = read_toml(Source("\n".join(lines), source.where, source.first))
        except RunError as error:
            if str(error) not in told:
                told.append(error.whole)
            gone = _unread(lines, error, source)
            if not gone or len(told) > MOST:
                return Salvage({}, tuple(told), frozenset({()}))
        else:
            return Salvage(data, tuple(told), _places(source.text, left_out))
        left_out |= set(gone)
        lines = ["" if number in left_out else line for number, line in enumerate(lines)]


def _unread(lines: list[str], error: RunError, source: Source) -> range:
    """Which lines, from 0, cannot be read: the one that the error names, and its table if it is a header."""
    where, _, rest = str(error).removeprefix(f"{source.where}:").partition(":")
    if not (where.isdigit() and rest.strip().startswith("this is not TOML")):
        return range(0)
    line = int(where) - source.first
    if not (0 <= line < len(lines) and lines[line].strip()):
        return range(0)
    if not lines[line].lstrip().startswith("["):
        return range(line, line + 1)
    after = (number for number in range(line + 1, len(lines)) if HEADER.match(lines[number]))
    return range(line, next(after, len(lines)))


def _places(text: str, left_out: set[int]) -> frozenset[Place]:
    """The tables and keys that stood on lines, as far as these tell; a broken header may have been of anything."""
    lines = text.split("\n")
    named = (BROKEN_HEADER.match(lines[number]) for number in left_out if lines[number].lstrip().startswith("["))
    headers = {tuple(part.strip() for part in found[1].split(".")) if found else () for found in named}
    return frozenset(headers | {place for place, line in lines_of(text).items() if line in left_out})
