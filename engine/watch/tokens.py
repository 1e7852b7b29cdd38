"""The words of a watch: numbers, names, signs. What a Chinese keyboard writes is read as what was meant."""

import re
from dataclasses import dataclass
from enum import Enum

from engine.sentence import Sentence
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
    "=": Sentence("For equality write ==.", "相等写作 ==。"),
    "&": Sentence("Write and.", "写 and。"),
    "|": Sentence("Write or, or abs( … ) for a size, norm( … ) for a length.",
                  "写 or；绝对值写 abs( … )，长度写 norm( … )。"),
    "!": Sentence("Write not, or != for unequal.", "写 not；不等写作 !=。"),
    "^": Sentence("For a power write **.", "乘方写作 **。"),
    "%": Sentence("For a share write a number such as 0.05.", "比例写成数，如 0.05。"),
    '"': Sentence('A name in quotation marks ends with another, as in "zf.h\'".',
                  "引号里的名字要有后引号，如 \"zf.h'\"。"),
    "'": Sentence("A prime belongs right behind a carried name, as in h'.", "撇号紧跟在传递的名字后面，如 h'。"),
}
MADE_OF = Sentence("A watch is made of names, numbers and signs.", "监视表达式由名字、数和符号组成。")


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
    def shown(self) -> Sentence:
        """How a message names it."""
        end = self.kind is Kind.END
        return Sentence("the end", "末尾") if end else Sentence(f'"{self.text}"', f"“{self.text}”")


def tokens(text: str) -> list[Token]:
    """Read the words; the last one is the end."""
    if len(text) > LONGEST:
        said = Sentence(f"it has {len(text)} characters.", f"共有 {len(text)} 个字符。")
        most = Sentence(f"At most {LONGEST} fit.", f"最多 {LONGEST} 个。")
        raise mistake(text, (LONGEST, LONGEST + 1), said, most, Sentence("Write it shorter.", "写短一些。"))
    plain, at, found = text.translate(SAME), 0, list[Token]()
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        word = WORD.match(plain, at)
        if word is None:
            said = Sentence(f'"{text[at]}" is not understood here.', f"“{text[at]}”在这里看不懂。")
            raise mistake(text, (at, at + 1), said, MADE_OF, HINTS.get(plain[at], Sentence()))
        found.append(_token(word))
        at = word.end()
    return [*found, Token(Kind.END, "", (len(text), len(text)))]


def _token(word: re.Match[str]) -> Token:
    kind = Kind[str(word.lastgroup).upper()]
    text = word[str(word.lastgroup)]
    return Token(kind, SIGNS.get(text, text), word.span())
