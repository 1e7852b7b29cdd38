"""A paragraph set in lines: words in styles and formulas on one baseline, at a pitch we choose.

Everything is in design pixels. QTextLayout breaks the lines; this file says where they stand and where it is best to
break: a line rather ends at a comma than in the middle of a phrase, and no line holds a lonely last letter.
"""

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from visualizer.blocks import Break, Formula, Spans, Words
from visualizer.errors import FormulaError
from visualizer.fonts import Fonts, font
from visualizer.formula_picture import FormulaPicture, formula_picture
from visualizer.paint import MEDIUM

ENDLESS = 1e6
_HOLE = "口"  # stands for a formula: lines may break beside it as beside any Chinese letter
_HOLE_SIZE = 2
_AIR = 0.07  # on either side of a formula, in ems
_HEAVY = QTextFormat.Property.UserProperty  # a medium weight where the face has none: the words are set twice
_PAUSES = tuple("，。；：、！？,;:!?—")
_OPENINGS = frozenset("（(")
_RUNS = re.compile(r"[\u2e80-\uffef]+|[^\u2e80-\uffef]+")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paragraph is set."""

    fonts: Fonts
    size: int
    pitch: float
    colour: str
    medium: bool = False
    mono: bool = False
    centred: bool = False
    even: bool = True  # look for the best breaks, not only the first that fit

    @property
    def rise(self) -> float:
        """From the top of a line's box to its baseline."""
        return (self.pitch - self.size) / 2 + 0.88 * self.size


@dataclass(frozen=True, slots=True, eq=False)
class TextBox:
    """A paragraph that knows its size; `tops` are the tops of its lines."""

    layout: QTextLayout
    formulas: tuple[tuple[FormulaPicture, QPointF], ...]
    tops: tuple[float, ...]
    width: float
    height: float
    thicker: float
    """How far from each other heavy words are set twice; 0 without any."""
    light: tuple[QTextLayout.FormatRange, ...]
    """What is not to be seen the second time."""

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the top left corner at (x, y)."""
        self.layout.draw(painter, QPointF(x, y))
        if self.thicker:
            self.layout.draw(painter, QPointF(x + self.thicker, y), self.light)
        for picture, at in self.formulas:
            picture.draw(painter, x + at.x(), y + at.y())


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """The text of a paragraph as Qt counts it, in UTF-16 units, and the formulas in its holes."""

    text: str
    formats: tuple[QTextLayout.FormatRange, ...]
    holes: tuple[tuple[int, FormulaPicture], ...]


def text_box(spans: Spans, manner: Manner, width: float) -> TextBox:
    """Set a paragraph in lines of at most `width`."""
    run = _run(spans, manner, width)
    base = font(manner.fonts.mono if manner.mono else manner.fonts.sans, manner.size)
    layout = QTextLayout(run.text, base)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(run.formats))
    layout.setCacheEnabled(True)
    count = _wrap(layout, width)
    if manner.even and 1 < count <= 4:
        _wrap_best(layout, run.text, width, count)
    return _placed(layout, run, manner, width)


def plain_box(text: str, manner: Manner, width: float) -> TextBox:
    """Set words of one style."""
    return text_box((Words(text),), manner, width)


def _placed(layout: QTextLayout, run: _Run, manner: Manner, width: float) -> TextBox:
    """Give every line its place: at the pitch, or lower where a formula is taller."""
    formulas: list[tuple[FormulaPicture, QPointF]] = []
    tops: list[float] = []
    y = wide = 0.0
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        inside = [hole for hole in run.holes if line.textStart() <= hole[0] < line.textStart() + line.textLength()]
        rise = max([manner.rise, *(picture.extent.ascent + 4 for _, picture in inside)])
        fall = max([manner.pitch - manner.rise, *(picture.extent.descent + 4 for _, picture in inside)])
        indent = max(0.0, (width - line.naturalTextWidth()) / 2) if manner.centred else 0.0
        if run.text[line.textStart() : line.textStart() + 1] == "（":
            indent -= 0.42 * manner.size  # its left half is empty
        line.setPosition(QPointF(indent, y + rise - line.ascent()))
        for at, picture in inside:
            formulas.append((picture, QPointF(_x_of(line, at) + _AIR * manner.size, y + rise)))
        tops.append(y)
        y += rise + fall
        wide = max(wide, line.naturalTextWidth())
    heavy = [each.format.boolProperty(_HEAVY) for each in run.formats]
    light = tuple(_hidden(each) for each, thick in zip(run.formats, heavy, strict=True) if not thick)
    return TextBox(layout, tuple(formulas), tuple(tops), wide, y, MEDIUM * manner.size if any(heavy) else 0.0, light)


def _hidden(shown: QTextLayout.FormatRange) -> QTextLayout.FormatRange:
    """The same letters, not to be seen."""
    style = QTextCharFormat()
    style.setForeground(QBrush(Qt.GlobalColor.transparent))
    return _range(shown.start, shown.length, style)


def _x_of(line: QTextLine, at: int) -> float:
    """Where a letter begins; PySide gives a pair, its type stub a number."""
    found: object = line.cursorToX(at)
    assert isinstance(found, tuple), "PySide returns (x, position)"
    return float(found[0])


def _wrap(layout: QTextLayout, width: float, text: str = "") -> int:
    """Break into lines of a width, with a `text` rather after its pauses; how many lines there are."""
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        pause = _last_pause(text, line.textStart(), line.textLength()) if text else 0
        if pause:
            line.setLineWidth(_x_of(line, pause) + 1.0)
    layout.endLayout()
    return layout.lineCount()


def _wrap_best(layout: QTextLayout, text: str, width: float, count: int) -> None:
    """Break where the lines end best, into no more lines than before."""
    tries = [(width * (1.0 - 0.04 * step), "") for step in range(13)]
    best, best_mark = tries[0], -100.0
    for tried in [(width, text), *tries]:
        if _wrap(layout, *tried) > count:
            continue
        mark = _mark(layout, text)
        if mark > best_mark + 1e-6:
            best, best_mark = tried, mark
    _wrap(layout, *best)


def _mark(layout: QTextLayout, text: str) -> float:
    """How well the lines end: pauses count, so does a last line that is not too short, and no word should be torn."""
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    pauses = sum(_is_pause(text, line.textStart() + line.textLength()) for line in lines[:-1])
    torn = sum(_tears(text, line.textStart() + line.textLength()) for line in lines[:-1])
    longest = max(line.naturalTextWidth() for line in lines)
    return pauses - 3 * torn + 0.7 * lines[-1].naturalTextWidth() / max(longest, 1.0)


def _last_pause(text: str, start: int, length: int) -> int:
    """The last place in the second half of a line where a speaker would pause; 0 if none or if it is the last line."""
    end = start + length
    if len(text) != _units(text) or end >= len(text):
        return 0
    return next((at for at in range(end, start + length // 2, -1) if _is_pause(text, at)), 0)


def _is_pause(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith(_PAUSES) or text[at : at + 1] in _OPENINGS


def _tears(text: str, at: int) -> bool:
    """Whether a break here would stand inside a word of Latin letters."""
    around = text[at - 1 : at + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _units(text: str) -> int:
    """The length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _run(spans: Spans, manner: Manner, width: float) -> _Run:
    """One string with its formats; a formula leaves a hole of its width."""
    texts: list[str] = []
    formats: list[QTextLayout.FormatRange] = []
    holes: list[tuple[int, FormulaPicture]] = []
    at = 0
    for span in spans:
        drawn = _drawn(span, manner, width) if isinstance(span, Formula) else None
        if drawn:
            holes.append((at, drawn))
            pieces = [(_HOLE, _hole_format(drawn, manner))]
        else:
            pieces = _styled(span, manner)
        for text, style in pieces:
            length = _units(text)
            formats.append(_range(at, length, style))
            texts.append(text)
            at += length
    return _Run("".join(texts), tuple(formats), tuple(holes))


def _drawn(span: Formula, manner: Manner, width: float) -> FormulaPicture | None:
    """A formula at the size of the words around it, smaller if it would not fit a line."""
    try:
        picture = formula_picture(span.tex, 1.06 * manner.size, manner.colour, display=False)
    except FormulaError:
        return None
    room = 0.95 * width
    if picture.extent.width <= room:
        return picture
    return formula_picture(span.tex, 1.06 * manner.size * room / picture.extent.width, manner.colour, display=False)


def _styled(span: Words | Formula | Break, manner: Manner) -> list[tuple[str, QTextCharFormat]]:
    """A span as text in formats; emphasis is the serif face, slanted where the script has italics."""
    if isinstance(span, Break):
        return [("\u2028", _format(Words(""), manner))]
    words = Words(f"${span.tex}$", code=True) if isinstance(span, Formula) else span
    words = replace(words, text=words.text.replace("\n", " "))
    if not words.emphasis or words.code:
        return [(words.text, _format(words, manner))]
    return [(run, _emphatic(run, _format(words, manner), manner)) for run in _RUNS.findall(words.text)]


def _format(words: Words, manner: Manner) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setForeground(QBrush(QColor(manner.colour)))
    face = font(manner.fonts.mono if words.code or manner.mono else manner.fonts.sans, manner.size)
    if words.code:
        face.setPixelSize(round(0.92 * manner.size))
    if words.strong or manner.medium:
        face.setWeight(QFont.Weight.Medium)
        if words.code or not manner.fonts.medium:
            style.setProperty(_HEAVY, True)
    style.setFont(face)
    return style


def _emphatic(run: str, style: QTextCharFormat, manner: Manner) -> QTextCharFormat:
    face = font(manner.fonts.serif, manner.size)
    face.setItalic(not "\u2e80" <= run[0] <= "\uffef")
    style.setFont(face)
    return style


def _hole_format(picture: FormulaPicture, manner: Manner) -> QTextCharFormat:
    """An invisible letter as wide as the formula and a little air."""
    face = font(manner.fonts.sans, _HOLE_SIZE)
    spacing = picture.extent.width + 2 * _AIR * manner.size - _HOLE_SIZE
    face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    style = QTextCharFormat()
    style.setFont(face)
    style.setForeground(QBrush(Qt.GlobalColor.transparent))
    return style


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, style
    return made
