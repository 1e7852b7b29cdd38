"""A text of the user's own as an input: its first unknown sign is named by line and column, a long one is cut."""

from pathlib import Path

from engine.errors import RunError, sentences
from engine.tasks.task import LONGEST, shown
from engine.tasks.words import read
from visualizer.strips.unfit import Unfit

CODES = ("utf-8-sig", "gb18030")
SAME = str.maketrans({"\r": None, "\t": " "})


def text_of(path: Path) -> str:
    """Read a text in UTF-8, or in the Chinese code."""
    raw = path.read_bytes()
    if b"\0" not in raw:
        for code in CODES:
            try:
                return raw.decode(code).translate(SAME)
            except UnicodeDecodeError:
                continue
    raise Unfit(
        (f"{path.name} 不是文本。", f"{path.name} is no text."),
        ("需要 UTF-8 编码的文本文件。", "A text file in UTF-8 was expected."),
        ("请另存为文本再打开。", "Save it as text, and open that."),
    )


def signs_of(path: Path, known: tuple[str, ...]) -> tuple[str, bool]:
    """Take the signs that a task reads, white space between them left out; and whether some were left over."""
    kept = []
    for row, line in enumerate(text_of(path).splitlines(), 1):
        for column, sign in enumerate(line, 1):
            if sign in known:
                kept.append(sign)
            elif not sign.isspace():
                _refuse(path.name, row, column, sign, known)
    return "".join(kept[:LONGEST]), len(kept) > LONGEST


def prose_of(path: Path, symbols: tuple[str, ...]) -> tuple[str, bool]:
    """Take a text as it is, line ends included where the net knows them; and whether some was left over."""
    text = text_of(path).strip()
    end = "\n" if shown("\n") in symbols else " "
    kept, row, column = [], 1, 0
    for sign in text:
        column += 1
        if sign == "\n":
            kept.append(end)
            row, column = row + 1, 0
        elif shown(sign) in symbols:
            kept.append(sign)
        else:
            _refuse(path.name, row, column, sign, symbols)
    return "".join(map(_visible, kept[:LONGEST])), len(kept) > LONGEST


def _visible(sign: str) -> str:
    return shown(sign) if sign == "\n" else sign


def sentence_of(path: Path, words: tuple[str, ...]) -> tuple[str, bool]:
    """Take the first line that has words, all of which the net knows."""
    place = {word: at for at, word in enumerate(words)}
    lines = [(row, line.strip()) for row, line in enumerate(text_of(path).splitlines(), 1) if line.strip()]
    for row, line in lines:
        try:
            read(line.replace("'", "' "), place)
        except RunError as error:
            raise Unfit(
                (f"{path.name} 第 {row} 行：{sentences(error, 'zh')[0]}", f"{path.name}, line {row}: {error.what}"),
                ("需要网络认识的词。", "Words that the net knows were expected."),
                ("换一个词；认识的词写在输入框下面。", "Take another word; those it knows stand below the line."),
            ) from error
        return line[:LONGEST], len(lines) > 1 or len(line) > LONGEST
    raise Unfit(
        (f"{path.name} 是空的。", f"{path.name} is empty."),
        ("需要一句话。", "A sentence was expected."),
        ("写一句再打开。", "Write one, and open it again."),
    )


def _refuse(name: str, row: int, column: int, sign: str, known: tuple[str, ...]) -> None:
    some = " ".join(shown(each) for each in known[:40])
    raise Unfit(
        (f"{name} 第 {row} 行第 {column} 个字符“{sign}”网络不认识。",
         f'{name}, line {row}, column {column}: the net does not know "{sign}".'),
        (f"它认识 {some}。", f"It knows {some}."),
        ("替换或删去它。", "Replace it, or take it out."),
    )  # fmt: skip
