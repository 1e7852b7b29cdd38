"""A deck's file into text: found, small enough, and in UTF-8."""

from pathlib import Path

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
    raise DeckError(
        f"{path}: this is a folder. One deck (*.md) was expected, and the folder holds {names}. Name one file."
    )


def read_text(path: Path) -> str:
    """The text of a deck with plain line ends."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise DeckError(
            f"{path}: there is no such file. A deck (*.md) was expected. Look for a mistake in the name."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DeckError(
            f"{path}: the file cannot be read ({reason}). A deck (*.md) was expected. Check the file's permissions."
        ) from error
    if len(raw) > LARGEST:
        raise DeckError(
            f"{path}: the file is larger than 5 MB. A deck is text of at most 5 MB. Move pictures and data out of it."
        )
    return _decoded(raw, path)


def _decoded(raw: bytes, path: Path) -> str:
    if raw.startswith(_UTF16):
        raise DeckError(f"{path}:1: the file is in UTF-16. UTF-8 was expected. Save it as UTF-8 in your editor.")
    if b"\0" in raw:
        start = raw.index(b"\0")
        line = raw.count(b"\n", 0, start) + 1
        raise DeckError(
            f"{path}:{line}: there is a zero byte at position {start:,}. Text was expected, this is a binary file."
            " Choose the deck's *.md file."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error.start, path) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(raw: bytes, start: int, path: Path) -> DeckError:
    line = raw.count(b"\n", 0, start) + 1
    advice = "Save it as UTF-8 in your editor."
    try:
        raw.decode("gb18030")
        advice = f"It reads as GB18030: iconv -f GB18030 -t UTF-8 “{path.name}” makes a copy that opens."
    except UnicodeDecodeError:
        pass
    return DeckError(f"{path}:{line}: byte {start:,} is not UTF-8. Text in UTF-8 was expected. {advice}")
