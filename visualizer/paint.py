"""How things are written and drawn on the stage: one look, text with a baseline, numbers, colours of values.

Everything is in design pixels, those of a screen of 1920 × 1080; the stage scales its painter.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from engine.arrays import Array
from visualizer.theme import LIGHT, Theme

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0
MEDIUM = 0.024
"""Where a face has no medium weight, text of it is drawn twice, this much of an em apart."""
RAISED_SIZE, RAISED_BY = 0.74, 0.36
"""An exponent's size, and how far over the baseline it stands, in em: Unicode's own are too small for a room."""
RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹ᵏ"
_PLAIN = frozenset("0123456789.−")
"""What plain numbers are written with."""
_EXPONENTS = re.compile(f"([{RAISED}]+|[∂·])")
SIDE = 0.06
"""Room at both sides of a sign that a Chinese face sets as wide as a character, in em."""
_LOWERED = str.maketrans(RAISED, "−0123456789k")


@dataclass(frozen=True, slots=True)
class Look:
    """What every painted thing needs to know: the theme, the language of the room, the typefaces."""

    theme: Theme = LIGHT
    lang: str = "zh"
    sans: str = "Noto Sans SC"
    serif: str = "Noto Serif SC"

    def word(self, zh: str, en: str) -> str:
        """Choose by the language of the room."""
        return zh if self.lang == "zh" else en

    def font(self, size: float, *, medium: bool = False, maths: bool = False) -> QFont:
        """Give the typeface in design pixels; `maths` is the italic serif that names of quantities are set in."""
        return _font(self.serif if maths else self.sans, size, medium, maths)


@cache
def _font(family: str, size: float, medium: bool, italic: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setItalic(italic)
    font.setWeight(QFont.Weight.Medium if medium else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a text that is drawn at once: where it begins, how far it is raised, in which font."""

    x: float
    raised: float
    text: str
    font: QFont


@lru_cache(maxsize=16384)
def _laid(font_key: str, text: str) -> tuple[tuple[_Piece, ...], float]:
    """Lay a text out once: its pieces, exponents raised, and its width."""
    if _PLAIN.issuperset(text):
        return (_Piece(0.0, 0.0, text, _font_of(font_key)),), sum(_advance(font_key, sign) for sign in text)
    plain, x, pieces = _font_of(font_key), 0.0, []
    for place, part in enumerate(_EXPONENTS.split(text)):
        if part in {"∂", "·"}:
            left, wide = _tight(font_key, part)
            pieces.append(_Piece(x - left, 0.0, part, plain))
            x += wide
            continue
        high = place % 2 == 1
        font = _smaller(font_key) if high else plain
        shown = part.translate(_LOWERED) if high else part
        pieces.append(_Piece(x, RAISED_BY * plain.pixelSize() if high else 0.0, shown, font))
        x += _metrics(font.toString()).horizontalAdvance(shown)
    return tuple(piece for piece in pieces if piece.text), x


@cache
def _metrics(key: str) -> QFontMetricsF:
    """Measure with a font; making this anew for every text costs more than the text."""
    return QFontMetricsF(_font_of(key))


@cache
def _advance(key: str, sign: str) -> float:
    """The width of one sign of a plain number: figures are not moved together."""
    return _metrics(key).horizontalAdvance(sign)


@cache
def _tight(key: str, sign: str) -> tuple[float, float]:
    """How far a sign is to be drawn to the left, and how wide it then is: Chinese faces give it a whole square."""
    metrics = _metrics(key)
    side, ink = SIDE * _font_of(key).pixelSize(), metrics.tightBoundingRect(sign)
    room = 3 * side if sign == "·" else side
    return ink.left() - room, min(metrics.horizontalAdvance(sign), ink.width() + 2 * room)


@cache
def _font_of(key: str) -> QFont:
    """Give back the font of QFont.toString(), which does not say that there is no hinting."""
    font = QFont()
    font.fromString(key)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _smaller(key: str) -> QFont:
    font = QFont(_font_of(key))
    font.setPixelSize(max(1, round(RAISED_SIZE * font.pixelSize())))
    return font


def text_width(font_key: str, text: str) -> float:
    """Measure a text as it is written; `font_key` is QFont.toString()."""
    return _laid(font_key, text)[1]


@cache
def colour(name: str, alpha: float = 1.0) -> QColor:
    """Turn #RRGGBB into a colour."""
    value = QColor(name)
    value.setAlphaF(alpha)
    return value


def rgb(name: str) -> tuple[int, int, int]:
    """Take #RRGGBB apart."""
    value = QColor(name)
    return value.red(), value.green(), value.blue()


def mix(a: str, b: str, share: float) -> str:
    """Mix two colours, `share` of the second."""
    mixed = [round(u + (v - u) * share) for u, v in zip(rgb(a), rgb(b), strict=True)]
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def pen(name: str, width: float = 2.0, *, dashed: bool = False) -> QPen:
    """Give a pen with flat ends and round joins, to be changed at will."""
    return QPen(_pen(name, width, dashed))


@lru_cache(maxsize=4096)
def _pen(name: str, width: float, dashed: bool) -> QPen:
    """Make a pen once; nobody may change it."""
    made = QPen(colour(name), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    made.setDashPattern([4, 4] if dashed else [])
    return made


def write(  # noqa: PLR0913, PLR0917  a point and an ink are half of them
    painter: QPainter, x: float, baseline: float, text: str, font: QFont, ink: str, align: float = LEFT
) -> float:
    """Write a text on its baseline, exponents raised; x is its left, centre or right. Gives its width."""
    key, bold = _known(font)
    pieces, wide = _laid(key, text)
    painter.setPen(colour(ink))
    for piece in pieces:
        painter.setFont(piece.font)
        left, y = x - align * wide + piece.x, baseline - piece.raised
        thicker = MEDIUM * piece.font.pixelSize() if bold else 0.0
        painter.drawText(QPointF(left - thicker / 2, y), piece.text)
        if thicker:
            painter.drawText(QPointF(left + thicker / 2, y), piece.text)
    return wide


@lru_cache(maxsize=512)
def _known(font: QFont) -> tuple[str, bool]:
    """Name a font as `_laid` does, and say whether it is medium where its face is not: to be drawn twice."""
    return font.toString(), font.weight() > QFont.Weight.Normal and not _has_medium(font.family())


@cache
def _has_medium(family: str) -> bool:
    return "Medium" in QFontDatabase.styles(family)


def number(value: float, digits: int = 3) -> str:
    """Write a number with three significant digits, a true minus sign, and ×10ⁿ where it is far from one."""
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else ("∞" if value > 0 else "−∞")
    if value == 0:
        return "0"
    power = int(f"{value:.{digits - 1}e}".partition("e")[2])  # of the rounded number: 9.996 is 10.0
    if -4 <= power < 5:
        text = f"{value:.{max(0, digits - 1 - power)}f}"
    else:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        text = f"{mantissa}×10{superscript(int(exponent))}"
    return text.replace("-", "−")


def superscript(power: int) -> str:
    """Write a power of ten's exponent."""
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def subscript(index: int) -> str:
    """Write a time step under its letter."""
    return str(index).translate(str.maketrans("-0123456789", "₋₀₁₂₃₄₅₆₇₈₉"))


def box(  # noqa: PLR0913  a shape and how it is drawn
    painter: QPainter, rect: QRectF, fill: str | None, edge: str | None = None, width: float = 2.0,
    corner: float = 3.0, *, dashed: bool = False,
) -> None:
    """Draw a rounded box."""
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(edge, width, dashed) if edge else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, corner, corner)


def rule(  # noqa: PLR0913, PLR0917  two points are four of them
    painter: QPainter, x0: float, y0: float, x1: float, y1: float, ink: str, width: float = 1.0
) -> None:
    """Draw a straight line."""
    painter.setPen(_pen(ink, width, dashed=False))
    painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))


def arrow(painter: QPainter, start: QPointF, end: QPointF, ink: str, width: float = 2.0, head: float = 10.0) -> None:
    """Draw a straight arrow with a filled head at its end."""
    dx, dy = end.x() - start.x(), end.y() - start.y()
    length = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    ux, uy = dx / length, dy / length
    neck = QPointF(end.x() - ux * head, end.y() - uy * head)
    painter.setPen(pen(ink, width))
    painter.drawLine(start, neck)
    side = head * 0.62
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawPolygon(QPolygonF([
        end,
        QPointF(neck.x() - uy * side, neck.y() + ux * side),
        QPointF(neck.x() + uy * side, neck.y() - ux * side),
    ]))


def ease(part: float) -> float:
    """Ease in and out."""
    return part * part * (3 - 2 * part)


@cache
def ramp(low: str, high: str) -> Array:
    """256 colours from one to the other, (256, 3) of 0…255; not to be written to."""
    ends = [np.array(rgb(name), dtype=np.float64) for name in (low, high)]
    colours = np.asarray(ends[0] + (ends[1] - ends[0]) * np.linspace(0, 1, 256)[:, None])
    colours.setflags(write=False)
    return colours


@cache
def diverging(theme: Theme) -> Array:
    """Negative – paper – positive, 511 colours, (511, 3)."""
    return np.concatenate([ramp(theme.negative, theme.paper), ramp(theme.paper, theme.positive)[1:]])


def picture(shares: Array, colours: Array) -> QImage:
    """Turn shares 0…1 of a colour map into an image, one pixel a value; (rows, columns). NaN is grey."""
    places = np.nan_to_num(np.clip(shares, 0, 1)) * (len(colours) - 1)
    pixels = colours[places.astype(int)].astype(np.uint32)  # (rows, columns, 3)
    packed = 0xFF000000 | pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]
    packed[~np.isfinite(shares)] = 0xFF888888
    rows, columns = shares.shape
    data = np.ascontiguousarray(packed, dtype=np.uint32).tobytes()
    return QImage(data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def path_arrow(painter: QPainter, way: list[QPointF], ink: str, width: float, head: float, part: float = 1.0) -> None:
    """Draw an arrow along straight pieces, grown to `part` of its length."""
    left = part * sum(hypot(b.x() - a.x(), b.y() - a.y()) for a, b in pairwise(way))
    painter.setPen(pen(ink, width))
    for a, b in pairwise(way):
        length = hypot(b.x() - a.x(), b.y() - a.y())
        if left <= length + 0.01 or b is way[-1]:
            end = a + (b - a) * min(1.0, left / (length or 1.0))
            if left > 1:
                arrow(painter, a, end, ink, width, min(head, left))
            return
        painter.drawLine(a, b)
        left -= length
