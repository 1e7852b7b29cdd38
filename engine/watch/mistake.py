"""What is wrong with a watch, pointed at: the expression, and below it a caret under the character."""

from collections.abc import Iterable
from unicodedata import east_asian_width

from engine.errors import WatchError, meant

AROUND = 50
"""How much of a long watch is shown on each side."""


def mistake(text: str, span: tuple[int, int], what: str, expected: str = "", remedy: str = "") -> WatchError:
    """Point at a piece of a watch, from its first character to the one after its last."""
    at, end = span
    begin = max(0, at - AROUND)
    shown = ("…" if begin else "") + text[begin : at + AROUND]
    before, piece = (sum(map(_columns, part)) for part in (text[begin:at], text[at : min(end, at + AROUND)]))
    picture = f"    {shown}\n    {' ' * (before + bool(begin))}{'^' * max(1, piece)}"
    return WatchError(f"{picture}\nCharacter {at + 1} of the watch: {what}", expected, remedy, at)


def unknown(text: str, span: tuple[int, int], kind: str, known: Iterable[str], there: str) -> WatchError:
    """Refuse a name that nothing has, and guess what was meant."""
    name = text[slice(*span)].strip('"')
    return mistake(text, span, f'there is no {kind} "{name}".', there, meant(name, known))


def _columns(letter: str) -> int:
    """How wide a character stands in a terminal's line."""
    return 2 if east_asian_width(letter) in "WF" else 1
