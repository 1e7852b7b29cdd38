"""What the box for a task of one's own says of each kind of text. No Qt here."""

from dataclasses import dataclass
from pathlib import Path

from engine.own import Kind
from presets.load import names


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind's name and what becomes of it, in Chinese and English."""

    name: tuple[str, str]
    becomes: tuple[str, str]


KINDS: dict[Kind, KindWords] = {
    "text": KindWords(
        ("文字", "text"), ("下一个字符是什么？至少 200 个字符。", "Which character comes next? 200 or more of them."),
    ),
    "grammar": KindWords(
        ("文法", "grammar"),
        ("每行一条规则；网络学它的字符串，每一步说出接下来可能的符号。",
         "One rule a line; the net learns its strings, and says what may come next."),
    ),
    "table": KindWords(
        ("表", "table"),
        ("几列数：下一行是什么？再加一列标签：这一行是哪一类？",
         "Columns of numbers: what is the next line? With a column of labels: of which class is a line?"),
    ),
}  # fmt: skip
EXAMPLES: dict[Kind, tuple[str, ...]] = {
    "text": ("The cat sat on the mat.", "猫坐在垫子上。"),
    "grammar": ("S -> ( S ) S | ε", "", "S -> the N V", "N -> cat | old N"),
    "table": ("temp, hum        a, b, label", "20.1, 45         1, 3, yes", "20.4, 44         2, 1, no"),
}


def free_name(kind: Kind, folder: Path) -> str:
    """A name that no preset has yet."""
    taken = {*names(), *(path.stem for path in folder.glob("*.toml"))}
    return next(name for number in range(1, 10_000) if (name := f"my-{kind}-{number}") not in taken)
