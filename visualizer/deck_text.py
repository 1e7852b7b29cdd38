"""A deck's file into text: found, small enough, and in UTF-8."""

from pathlib import Path

from engine.disk_words import cause
from engine.sentence import Sentence, at_line
from visualizer.errors import DeckError

LARGEST = 5 * 2**20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def find_deck(path: Path) -> Path:
    """The deck's file; a folder with a single deck in it will do."""
    if not path.is_dir():
        return path
    decks = sorted(path.glob("*.md"))
    if len(decks) == 1:
        return decks[0]
    names = ", ".join(deck.name for deck in decks[:5]) or "none"
    raise DeckError(Sentence(
        f"{path}: this is a folder. One deck (*.md) was expected, and the folder holds {names}. Name one file.",
        f"{path}：这是文件夹。应有一份讲稿（*.md），里面有 {names}。指定一个文件。",
    ))  # fmt: skip


def read_text(path: Path) -> str:
    """The text of a deck with plain line ends."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise DeckError(Sentence(
            f"{path}: there is no such file. A deck (*.md) was expected. Look for a mistake in the name.",
            f"{path}：没有这个文件。应是一份讲稿（*.md）。看看名字有没有写错。",
        )) from None  # fmt: skip
    except (OSError, ValueError) as error:
        reason = cause(error)
        raise DeckError(Sentence(
            f"{path}: the file cannot be read ({reason}). A deck (*.md) was expected. Check the file's permissions.",
            f"{path}：文件读不出来（{reason.zh}）。应是一份讲稿（*.md）。检查文件的权限。",
        )) from error  # fmt: skip
    if len(raw) > LARGEST:
        raise DeckError(Sentence(
            f"{path}: the file is larger than 5 MB. A deck is text of at most 5 MB. Move pictures and data out of it.",
            f"{path}：文件超过 5 MB。讲稿是至多 5 MB 的文本。把图片和数据移出去。",
        ))  # fmt: skip
    return _decoded(raw, path)


def _decoded(raw: bytes, path: Path) -> str:
    if raw.startswith(_UTF16):
        said = "the file is in UTF-16. UTF-8 was expected. Save it as UTF-8 in your editor."
        raise DeckError(at_line(str(path), 1, Sentence(said, "文件是 UTF-16。应是 UTF-8。在编辑器里另存为 UTF-8。")))
    if b"\0" in raw:
        start = raw.index(b"\0")
        line = raw.count(b"\n", 0, start) + 1
        raise DeckError(at_line(str(path), line, Sentence(
            f"there is a zero byte at position {start:,}. Text was expected, this is a binary file."
            " Choose the deck's *.md file.",
            f"位置 {start:,} 有一个零字节。应是文本，这是二进制文件。选讲稿的 *.md 文件。",
        )))  # fmt: skip
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error.start, path) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(raw: bytes, start: int, path: Path) -> DeckError:
    line = raw.count(b"\n", 0, start) + 1
    advice, zh = "Save it as UTF-8 in your editor.", "在编辑器里另存为 UTF-8。"
    try:
        raw.decode("gb18030")
        command = f"iconv -f GB18030 -t UTF-8 “{path.name}”"
        advice = f"It reads as GB18030: {command} makes a copy that opens."
        zh = f"它是 GB18030：{command} 会做出能打开的一份。"
    except UnicodeDecodeError:
        pass
    return DeckError(at_line(str(path), line, Sentence(
        f"byte {start:,} is not UTF-8. Text in UTF-8 was expected. {advice}",
        f"第 {start:,} 个字节不是 UTF-8。应是 UTF-8 文本。{zh}",
    )))  # fmt: skip
