"""The words of a watch: numbers, names, signs. What a Chinese keyboard writes is read as what was meant."""

import re
from dataclasses import dataclass
from enum import Enum

from engine.watch.mistake import mistake

LONGEST = 300
SAME = str.maketrans(
    "（）［］，．：＞＜＝！＋－＊／＇＂’′“”×÷−　０１２３４５６７８９", "()[],.:><=!+-*/'\"''\"\"*/- 0123456789"
)
"""Characters that mean another; one for one, so that places stay."""
SIGNS = {"≤": "<=", "≥": ">=", "≠": "!="}
NAME = r"(?:[A-Za-z]\w*:)?[A-Za-z_]\w*'?(?:\.[A-Za-z_]\w*'?)?"
WORD = re.compile(
    rf"""(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>{NAME})
    |"(?P<quoted>[^"]*)"
    |(?P<sign>\*\*|<=|>=|==|!=|[-+*/()\[\],:<>≤≥≠])""",
    re.VERBOSE | re.ASCII,
)
HINTS = {
    "=": "For equality write ==.",
    "&": "Write and.",
    "|": "Write or, or abs( … ) for a size, norm( … ) for a length.",
    "!": "Write not, or != for unequal.",
    "^": "For a power write **.",
    "%": "For a share write a number such as 0.05.",
    '"': 'A name in quotation marks ends with another, as in "zf.h\'".',
    "'": "A prime belongs right behind a carried name, as in h'.",
}


class Kind(Enum):
    """What a word is."""

    NUMBER = "a number"
    NAME = "a name"
    QUOTED = "a name in quotation marks"
    SIGN = "a sign"
    END = "the end"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, and from where to where it stands."""

    kind: Kind
    text: str
    span: tuple[int, int]

    @property
    def shown(self) -> str:
        """How a message names it."""
        return "the end" if self.kind is Kind.END else f'"{self.text}"'


def tokens(text: str) -> list[Token]:
    """Read the words; the last one is the end."""
    if len(text) > LONGEST:
        said = f"it has {len(text)} characters."
        raise mistake(text, (LONGEST, LONGEST + 1), said, f"At most {LONGEST} fit.", "Write it shorter.")
    plain, at, found = text.translate(SAME), 0, list[Token]()
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        word = WORD.match(plain, at)
        if word is None:
            said, hint = f'"{text[at]}" is not understood here.', HINTS.get(plain[at], "")
            raise mistake(text, (at, at + 1), said, "A watch is made of names, numbers and signs.", hint)
        found.append(_token(word))
        at = word.end()
    return [*found, Token(Kind.END, "", (len(text), len(text)))]


def _token(word: re.Match[str]) -> Token:
    kind = Kind[str(word.lastgroup).upper()]
    text = word[str(word.lastgroup)]
    return Token(kind, SIGNS.get(text, text), word.span())
