"""What is wrong with a watch, pointed at: the expression, and below it a caret under the character."""

from collections.abc import Iterable
from unicodedata import east_asian_width

from engine.errors import WatchError, meant
from engine.sentence import Sentence

AROUND = 50
"""How much of a long watch is shown on each side."""
NOTHING = Sentence()
KINDS = {"name": "名字", "function": "函数"}


def mistake(
    text: str, span: tuple[int, int], what: Sentence, expected: Sentence = NOTHING, remedy: Sentence = NOTHING
) -> WatchError:
    """Point at a piece of a watch, from its first character to the one after its last."""
    at, end = span
    begin = max(0, at - AROUND)
    shown = ("…" if begin else "") + text[begin : at + AROUND]
    before, piece = (sum(map(_columns, part)) for part in (text[begin:at], text[at : min(end, at + AROUND)]))
    picture = f"    {shown}\n    {' ' * (before + bool(begin))}{'^' * max(1, piece)}"
    zh = f"{picture}\n监视表达式第 {at + 1} 个字符：{what.zh}", expected.zh, remedy.zh
    return WatchError(f"{picture}\nCharacter {at + 1} of the watch: {what}", expected, remedy, at, zh=zh)


def unknown(text: str, span: tuple[int, int], kind: str, known: Iterable[str], there: Sentence) -> WatchError:
    """Refuse a name that nothing has, and guess what was meant."""
    name = text[slice(*span)].strip('"')
    none = Sentence(f'there is no {kind} "{name}".', f"没有“{name}”这个{KINDS[kind]}。")
    return mistake(text, span, none, there, meant(name, known))


def _columns(letter: str) -> int:
    """How wide a character stands in a terminal's line."""
    return 2 if east_asian_width(letter) in "WF" else 1
