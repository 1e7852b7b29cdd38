"""How a card is drawn: a picture, what it is called, one line about it, what it is proven to do, and its keywords."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap

from presets.load import Preset
from visualizer.gallery.catalogue import Card, verdict
from visualizer.layout import Area
from visualizer.paint import CENTRE, RIGHT, Look, box, colour, mix, pen, text_width, write
from visualizer.theme import LIGHT
from visualizer.wrap import wrapped

TITLE, LINE, SMALL = 27, 20, 17
DOT, DOT_PITCH = 5.0, 17.0
MOST_DOTS = 10
INSIDE = 18.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked about a card: whether it is the one on stage, and the one that Return opens."""

    now: bool = False
    selected: bool = False


def paint_card(painter: QPainter, area: Area, card: Card, look: Look, picture: QPixmap | None, marks: Marks) -> None:
    """Draw a card whose picture stands in an area, and its words below."""
    place = QRectF(area.x, area.y, area.width, area.height)
    if card.mistakes:
        _paint_mistakes(painter, place, card, look)
    elif picture is not None:
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
    else:
        _paint_placeholder(painter, place, card, look)
    paint_frame(painter, place, look, marks)
    _paint_words(painter, area, card, look)


def paint_own(painter: QPainter, area: Area, look: Look, marks: Marks) -> None:
    """Draw the card that begins a task of one's own."""
    theme, place = look.theme, QRectF(area.x, area.y, area.width, area.height)
    box(painter, place.adjusted(1, 1, -1, -1), theme.wash, theme.ink3, 2, corner=6, dashed=True)
    middle, arm = place.center(), 34.0
    painter.setPen(pen(theme.ink, 5))
    painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
    painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
    if marks.selected:
        paint_frame(painter, place, look, marks)
    title = look.word("自己的任务", "Your own")
    write(painter, area.x, area.bottom + 40, title, look.font(TITLE, medium=True), theme.ink)
    told = look.word("粘贴一段文字、一个文法或一张表", "paste a text, a grammar or a table")
    write(painter, area.x, area.bottom + 72, told, look.font(LINE), theme.ink2)
    told = look.word("它会成为一个预设，当场训练", "it becomes a preset, and trains at once")
    write(painter, area.x, area.bottom + 102, told, look.font(LINE), theme.ink2)


def paint_frame(painter: QPainter, place: QRectF, look: Look, marks: Marks) -> None:
    """Frame what is on stage yellow and the choice in ink; the first is seen either way."""
    theme = look.theme
    if marks.now:
        box(painter, place.adjusted(-3.5, -3.5, 3.5, 3.5), None, LIGHT.now, 7, corner=3)
    else:
        box(painter, place, None, theme.rule, 1.5, corner=0)
    if marks.selected:
        reach = 8.5 if marks.now else 2.0
        box(painter, place.adjusted(-reach, -reach, reach, reach), None, theme.ink, 3 if marks.now else 4, corner=4)


def _paint_words(painter: QPainter, area: Area, card: Card, look: Look) -> None:
    theme, preset = look.theme, card.preset
    title = _fitted(card.title(look.lang), look.font(TITLE, medium=True), area.width)
    write(painter, area.x, area.bottom + 40, title, look.font(TITLE, medium=True), theme.ink)
    if card.mistakes:
        count = len(card.mistakes)
        told = look.word(f"有 {count} 处错误，打不开", f"{count} mistake{'s' * (count > 1)}: it cannot be opened")
        write(painter, area.x, area.bottom + 72, told, look.font(LINE), theme.ink2)
        return
    if preset is None:
        return
    about = _fitted(card.about(look.lang), look.font(LINE), area.width)
    write(painter, area.x, area.bottom + 72, about, look.font(LINE), theme.ink2)
    x = area.x + _paint_dots(painter, area.x, area.bottom + 95, preset, look)
    told = _fitted(verdict(preset, look.lang), look.font(LINE), area.right - x)
    write(painter, x, area.bottom + 102, told, look.font(LINE), theme.ink if preset.proof else theme.ink2)
    _paint_keywords(painter, area, preset, look)


def _paint_dots(painter: QPainter, x: float, y: float, preset: Preset, look: Look) -> float:
    """Draw a dot for each seed, filled if it met the criterion; gives the width."""
    if preset.proof is None or preset.proof.of > MOST_DOTS:
        return 0.0
    painter.setPen(pen(look.theme.ink, 1.5))
    for place in range(preset.proof.of):
        painter.setBrush(colour(look.theme.ink) if place < preset.proof.met else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x + DOT + 1 + place * DOT_PITCH, y), DOT, DOT)
    return preset.proof.of * DOT_PITCH + 6


def _paint_keywords(painter: QPainter, area: Area, preset: Preset, look: Look) -> None:
    """Write the keywords of the room's language, as many as fit, each on a wash."""
    font, x = look.font(SMALL), area.x
    for word in preset.keywords:
        if any("\u4e00" <= sign <= "\u9fff" for sign in word) != (look.lang == "zh"):
            continue
        wide = text_width(font.toString(), word) + 16
        if x + wide > area.right:
            return
        box(painter, QRectF(x, area.bottom + 113, wide, 25), look.theme.wash, corner=4)
        write(painter, x + 8, area.bottom + 131, word, font, look.theme.ink2)
        x += wide + 8


def _paint_placeholder(painter: QPainter, place: QRectF, card: Card, look: Look) -> None:
    """Draw an unrolled net in outline: a picture that is yet to come."""
    theme = look.theme
    box(painter, place, theme.wash, corner=0)
    count, y = 7, place.center().y() - 8
    pitch = place.width() / (count + 1)
    painter.setPen(pen(theme.ink3, 2))
    painter.drawLine(QPointF(place.x() + pitch, y), QPointF(place.right() - pitch, y))
    for step in range(1, count + 1):
        cell = QRectF(place.x() + step * pitch - 13, y - 34, 26, 68)
        box(painter, cell, mix(theme.wash, theme.ink3, 0.25), theme.ink3, 2, corner=8)
    words = ("图片稍后就来", "its picture is on the way") if card.preset else ("正在读取", "being read")
    told = look.word(*words)
    write(painter, place.center().x(), place.bottom() - 26, told, look.font(SMALL), theme.ink2, CENTRE)


def _paint_mistakes(painter: QPainter, place: QRectF, card: Card, look: Look) -> None:
    """Write the first mistakes where the picture would be."""
    theme, font = look.theme, look.font(SMALL)
    box(painter, place, theme.wash, corner=0)
    painter.setPen(pen(theme.negative, 4))
    corner, arm = QPointF(place.right() - 34, place.y() + 32), 11.0
    for way in (1, -1):
        painter.drawLine(corner + QPointF(-arm, -arm * way), corner + QPointF(arm, arm * way))
    y, left = place.y() + 38, len(card.mistakes)
    for mistake in card.mistakes:
        beside = 44 if y < place.y() + 60 else 0
        lines = wrapped(mistake.word(look.lang), font, place.width() - 2 * INSIDE - beside)[:2]
        if y + 24 * len(lines) > place.bottom() - 30:
            break
        for line in lines:
            write(painter, place.x() + INSIDE, y, line, font, theme.ink)
            y += 24
        y, left = y + 6, left - 1
    if left:
        more = look.word(f"还有 {left} 处", f"{left} more")
        write(painter, place.right() - INSIDE, place.bottom() - 14, more, font, theme.ink2, RIGHT)


def _fitted(text: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
