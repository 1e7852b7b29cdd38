"""A file of the user's own as an input of a kind; one that does not fit is told in one message."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.disk_words import cause
from engine.errors import RunError, sentences
from engine.tasks import cepstra, speech, spoken
from engine.tasks.recording import recorded
from engine.tasks.shapes import written
from engine.tasks.strokes import AS_DRAWN, PEN_UP
from engine.tasks.takes import Curved, Inked, Painted, Placed, Takes, Typed, Worded
from engine.tasks.task import LONGEST
from engine.tasks.voice import HEARD, HOP, RATE
from visualizer.strips.colour_file import raster_of
from visualizer.strips.picture_file import line_of, pixels_of
from visualizer.strips.table_file import rows_of, strokes_of
from visualizer.strips.text_file import prose_of, sentence_of, signs_of, text_of
from visualizer.strips.unfit import Unfit, Words

LARGEST = 20_000_000
PICTURES, SOUNDS = {".png", ".jpg", ".jpeg", ".bmp", ".gif"}, {".wav"}
KINDS: dict[str, Words] = {
    "picture": ("图片", "a picture"), "sound": ("录音", "a recording"), "text": ("文本", "a text"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: the input, and whether it is only the beginning of it."""

    text: str
    cut: bool = False


def kind_of(path: Path) -> str:
    """Whether a file is a picture, a recording or a text, by its name."""
    suffix = path.suffix.lower()
    return "picture" if suffix in PICTURES else "sound" if suffix in SOUNDS else "text"


def wanted(takes: Takes) -> tuple[str, ...]:
    """Which kinds of files an input can be made of."""
    if isinstance(takes, Painted):
        return ("sound",) if takes.spoken else ("picture",)
    if isinstance(takes, Placed):
        return "picture", "text"
    return ("text", "sound") if isinstance(takes, Typed) and takes.spoken else ("text",)


def taken(path: Path, takes: Takes, symbols: tuple[str, ...]) -> Taken:
    """Make an input of a file; `symbols` are those of a net that reads any text."""
    kind = kind_of(path)
    try:
        if path.stat().st_size > LARGEST:
            raise Unfit(
                (f"{path.name} 太大。", f"{path.name} is too large."),
                ("最多 20 MB。", "At most 20 MB were expected."),
                ("截取一部分。", "Take a part of it."),
            )
        if kind not in wanted(takes):
            _refuse_kind(path.name, kind, takes)
        return READERS[kind](path, takes, symbols)
    except OSError as error:
        raise Unfit(
            (f"{path.name} 读不了（{cause(error).zh}）。", f"{path.name} cannot be read ({error.strerror})."),
            ("需要一个可以读的文件。", "A file that can be read was expected."),
            ("换一个。", "Take another one."),
        ) from error


def _refuse_kind(name: str, kind: str, takes: Takes) -> None:
    zh = "或".join(KINDS[each][0] for each in wanted(takes))
    en = " or ".join(KINDS[each][1] for each in wanted(takes))
    raise Unfit(
        (f"{name} 是{KINDS[kind][0]}。", f"{name} is {KINDS[kind][1]}."),
        (f"这个网络读{zh}。", f"This net reads {en}."),
        ("换一个文件。", "Take another file."),
    )


def _picture(path: Path, takes: Takes, _symbols: tuple[str, ...]) -> Taken:
    if isinstance(takes, Placed):
        seen = raster_of(path)
        return Taken(written(seen.shapes) or str(seen))
    assert isinstance(takes, Painted)
    levels = (line_of if takes.writes else pixels_of)(path, takes.rows, len(takes.levels) - 1)
    order = levels if takes.by_row else levels.T
    return Taken("".join(takes.levels[level] for level in order.ravel().tolist()))


def _sound(path: Path, takes: Takes, _symbols: tuple[str, ...]) -> Taken:
    try:
        air, rate = recorded(path)
    except RunError as error:
        raise Unfit(*zip(sentences(error, "zh"), sentences(error, "en"), strict=True)) from error
    if isinstance(takes, Painted):
        return Taken(speech.listened(air, rate), len(air) / rate > speech.LONG * cepstra.HOP / cepstra.RATE)
    most = LONGEST * HEARD * HOP / RATE
    return Taken(spoken.listened(air[: int(most * rate)], rate), len(air) / rate > most)


def _text(path: Path, takes: Takes, symbols: tuple[str, ...]) -> Taken:
    if isinstance(takes, Typed):
        return Taken(*(signs_of(path, takes.signs) if takes.signs else prose_of(path, symbols)))
    if isinstance(takes, Worded):
        return Taken(*sentence_of(path, takes.words))
    if isinstance(takes, Curved):
        rows, cut = rows_of(path, tuple((track.zh, track.en) for track in takes.tracks))
        between = takes.between or " "
        return Taken(" ".join(between.join(f"{value:.6f}" for value in row) for row in rows), cut)
    if isinstance(takes, Inked):
        return Taken(_ink(path))
    return Taken(" ".join(text_of(path).split()))


def _ink(path: Path) -> str:
    """Strokes made one high, or a character's square wide."""
    strokes = strokes_of(path)
    if not strokes:
        raise Unfit(
            (f"{path.name} 里没有笔画。", f"{path.name} has no strokes."),
            ("每行需要 x 和 y，空行是抬笔。", "x and y a line were expected; an empty line lifts the pen."),
            ("换一个文件。", "Take another file."),
        )
    heights = [y for stroke in strokes for _, y in stroke]
    scale = (max(heights) - min(heights)) or 1.0
    return AS_DRAWN + f" {PEN_UP} ".join(
        " ".join(f"{x / scale:.3f},{(y - min(heights)) / scale:.3f}" for x, y in stroke) for stroke in strokes
    )


READERS: dict[str, Callable[[Path, Takes, tuple[str, ...]], Taken]] = {
    "picture": _picture, "sound": _sound, "text": _text,
}  # fmt: skip
