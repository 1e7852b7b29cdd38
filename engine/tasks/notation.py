"""A grammar as people write it: one rule a line, `S -> ( S ) S | ε`, read with line and column of every mistake.

A word left of an arrow (`->`, `→` or `::=`) is a name; the first is where strings begin. Right of it stand words with
spaces between, and other ways after `|`, or on lines of their own that begin with one. A word that is no name is a
sign of the strings; in quotes anything is one. `ε` is nothing. If every name is a single letter and one stands inside a
word, as in `S -> aSb | ab`, every letter is a sign of its own. A line that begins with # says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import TextError, meant

ARROW = re.compile(r"->|→|::=")
WORD = re.compile(r"\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|(\|)|([^\s|]+))")
NOTHING = {"ε", "ϵ", "λ", "epsilon"}
MOST_WAYS, MOST_SIGNS = 500, 200
NAMELESS = ("no name stands before the arrow", "箭头之前没有名字。")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a rule, and where it stands."""

    text: str
    line: int
    column: int
    quoted: bool = False


Way = tuple[str, ...]
"""What a name may be written as: names and signs."""


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """A grammar that was read: for each name its ways, the first name begins; signs in the order they stand in."""

    ways: dict[str, tuple[Way, ...]]
    signs: tuple[str, ...]

    @property
    def start(self) -> str:
        """Where strings begin."""
        return next(iter(self.ways))


@dataclass(frozen=True, slots=True)
class _Line:
    """A rule, or more of the one before: its name if it has one, and the words of its right side."""

    name: Word | None
    words: tuple[Word, ...]
    number: int
    end: int


def read_rules(text: str) -> Rules:
    """Read a grammar; the first mistake is told with its line and column."""
    lines = [_line(line, number) for number, line in enumerate(text.split("\n"), 1) if _says(line)]
    if not lines:
        raise TextError(
            "there is no rule", "A rule is written as S -> a S b | ε.", "Write one.",
            zh=("没有规则。", "规则写作 S -> a S b | ε。", "写一条规则。"),
        )  # fmt: skip
    heads = [line.name for line in lines if line.name]
    names = list(dict.fromkeys(head.text for head in heads))
    ways: dict[str, list[Way]] = {name: [] for name in names}
    current: str | None = None
    letters = all(len(name) == 1 for name in names) and any(
        name in word.text
        for line in lines for word in line.words if len(word.text) > 1 and not word.quoted
        for name in names
    )
    for line in lines:
        current = line.name.text if line.name else current
        if current is None:
            raise TextError(
                "no name stands before this |", "The first line is a rule.", "Write S -> before it.", line=line.number,
                column=line.words[0].column if line.words else 1,
                zh=("这个 | 之前没有名字。", "第一行应是一条规则。", "在它前面写上 S ->。"),
            )  # fmt: skip
        ways[current] += _ways(line, letters=letters)
    if (count := sum(map(len, ways.values()))) > MOST_WAYS:
        raise TextError(
            f"the rules have {count} ways", f"At most {MOST_WAYS} are taken.", "Shorten the grammar.",
            zh=(f"规则共有 {count} 种写法，太多了。", f"最多 {MOST_WAYS} 种。", "缩短文法。"),
        )  # fmt: skip
    rules = Rules({name: tuple(dict.fromkeys(each)) for name, each in ways.items()}, _signs(ways))
    _refuse_endless(rules, heads)
    _refuse_unreached(rules, heads)
    _refuse_signs(rules)
    return rules


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _line(text: str, number: int) -> _Line:
    """Read one line: its name, if it has an arrow, and its words."""
    arrow = ARROW.search(text)
    if text.lstrip().startswith("|"):
        return _Line(None, tuple(_words(text, text.index("|") + 1, number)), number, len(text) + 1)
    if arrow is None:
        raise TextError(
            "there is no arrow in this line", "A rule is written as S -> a S b | ε.", "Write -> after its name.",
            line=number, column=len(text.rstrip()) + 1,
            zh=("这一行没有箭头。", "规则写作 S -> a S b | ε。", "在名字后面写 ->。"),
        )  # fmt: skip
    left = text[: arrow.start()]
    column = len(left) - len(left.lstrip()) + 1
    if len(left.split()) != 1 or left.strip()[0] in "|\"'":
        name = left.strip()
        told, zh = (f'"{name}" is not one name', f"“{name}”不是一个名字。") if name else NAMELESS
        raise TextError(
            told, "Left of an arrow stands one word.", "Correct it.", line=number, column=column,
            zh=(zh, "箭头左边是一个词。", "改正它。"),
        )  # fmt: skip
    return _Line(Word(left.strip(), number, column), tuple(_words(text, arrow.end(), number)), number, len(text) + 1)


def _words(text: str, at: int, line: int) -> Iterator[Word]:
    """Cut the right side of a rule into words."""
    text = text.rstrip()
    while at < len(text):
        found = WORD.match(text, at)
        assert found, "the last choice takes anything"
        begin = found.end() - len(found[0].lstrip()) + 1
        double, single, bar, plain = found.groups()
        if plain and plain[0] in "\"'" and len(plain) > 1:
            raise TextError(
                f"a quotation is opened by {plain[0]} and not closed", "Quotes stand in pairs.",
                f"Write {plain[0]} after the sign, too.", line=line, column=begin,
                zh=(f"引号 {plain[0]} 没有合上。", "引号成对出现。", f"在符号后面也写上 {plain[0]}。"),
            )  # fmt: skip
        quoted = double if double is not None else single
        if quoted is not None:
            yield Word(quoted, line, begin, quoted=True)
        else:
            yield Word(bar or plain, line, begin)
        at = found.end()


def _ways(line: _Line, *, letters: bool) -> list[Way]:
    """Cut the words at every bar; each way has at least one word."""
    ways: list[list[Word]] = [[]]
    for word in (*line.words, Word("|", line.number, line.end)):
        if word.text == "|" and not word.quoted:
            if not ways[-1]:
                raise TextError(
                    "a way is empty here", "Nothing is written as ε.", "Write ε, or remove the |.", line=word.line,
                    column=word.column,
                    zh=("这里有一种写法是空的。", "“什么也没有”写作 ε。", "写 ε，或去掉这个 |。"),
                )  # fmt: skip
            ways.append([])
        else:
            ways[-1].append(word)
    return [tuple(sign for word in way for sign in _cut(word, letters=letters)) for way in ways[:-1]]


def _cut(word: Word, *, letters: bool) -> tuple[str, ...]:
    """The signs and names of a word: each of its letters, if these stand for themselves."""
    if not word.quoted and word.text in NOTHING:
        return ()
    if word.quoted:
        return (f"'{word.text}",) if word.text else ()
    return tuple(letter for letter in word.text if letter not in NOTHING) if letters else (word.text,)


def _signs(ways: dict[str, list[Way]]) -> tuple[str, ...]:
    found = (sign for each in ways.values() for way in each for sign in way if sign not in ways)
    return tuple(dict.fromkeys(map(written, found)))


def written(sign: str) -> str:
    """A sign as strings have it; one that stood in quotes is marked, for it may be called like a name."""
    return sign[1:] if len(sign) > 1 and sign[0] == "'" else sign


def _refuse_endless(rules: Rules, heads: list[Word]) -> None:
    """Refuse names that no string ever comes of."""
    ends: set[str] = set()
    while more := {name for name, ways in rules.ways.items()
                   if name not in ends and any(all(s in ends or s not in rules.ways for s in way) for way in ways)}:
        ends |= more
    for head in heads:
        if head.text not in ends:
            raise TextError(
                f"{head.text} never comes to an end", "One of its ways must do without names that do not.",
                f"Add a way to end: {head.text} -> … | ε.", line=head.line, column=head.column,
                zh=(f"{head.text} 永远结束不了。", "至少有一种写法不含结束不了的名字。",
                    f"加一种能结束的写法：{head.text} -> … | ε。"),
            )  # fmt: skip


def _refuse_unreached(rules: Rules, heads: list[Word]) -> None:
    """Refuse names that stand in no string: most likely one is misspelt."""
    reached, todo = {rules.start}, [rules.start]
    while todo:
        new = {sign for way in rules.ways[todo.pop()] for sign in way if sign in rules.ways} - reached
        reached |= new
        todo += new
    for head in heads:
        if head.text not in reached:
            guess = meant(head.text, rules.signs)
            raise TextError(
                f"{head.text} is never reached from {rules.start}", "Every name is used by a rule.",
                f"Use it, or remove its rule. {guess}".rstrip(), line=head.line, column=head.column,
                zh=(f"从 {rules.start} 到不了 {head.text}。", "每个名字都要被用到。",
                    f"用上它，或删去它的规则。{guess.zh}"),
            )  # fmt: skip


def _refuse_signs(rules: Rules) -> None:
    """Refuse strings of too few signs, or of too many."""
    if not 2 <= len(rules.signs) <= MOST_SIGNS:
        raise TextError(
            f"the strings have {len(rules.signs)} different signs", f"There are 2 to {MOST_SIGNS}.",
            "Write signs right of the arrows, with spaces between.",
            zh=(f"字符串里有 {len(rules.signs)} 种符号。", f"应有 2 到 {MOST_SIGNS} 种。",
                "在箭头右边写符号，用空格隔开。"),
        )  # fmt: skip
