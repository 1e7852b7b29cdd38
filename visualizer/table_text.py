"""A table in type: columns as wide as their words, a line below the head, hairlines between rows."""

from dataclasses import dataclass, replace

from visualizer.blocks import Align, Spans, Table
from visualizer.pieces import Fill, Piece
from visualizer.text_box import ENDLESS, Manner, TextBox, text_box
from visualizer.theme import Theme

_GUTTER = 48.0
_NARROWEST = 60.0
_PAD = 8.0


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table's pieces from its own top left corner; `tops` are the tops of its rows."""

    pieces: tuple[Piece, ...]
    tops: tuple[float, ...]
    height: float


def set_table(table: Table, manner: Manner, theme: Theme, room: float) -> SetTable:
    """Set a table in at most `room` pixels."""
    widths = _widths(table, manner, room)
    pieces: list[Piece] = []
    tops: list[float] = []
    y, whole = 0.0, sum(widths) + _GUTTER * (len(widths) - 1)
    for number, row in enumerate(table.rows):
        style = replace(manner, medium=True) if number == 0 else manner
        tops.append(y)
        boxes = [text_box(cell, style, width) for cell, width in zip(row, widths, strict=False)]
        pieces += _row(boxes, widths, table.aligns, y + _PAD)
        y += max([manner.pitch, *(box.height for box in boxes)]) + 2 * _PAD
        rule = Fill(theme.ink if number == 0 else theme.rule)
        pieces.append(Piece(rule, 0.0, y - 1, whole, 2.0 if number == 0 else 1.0))
    return SetTable(tuple(pieces), tuple(tops), y)


def _row(boxes: list[TextBox], widths: list[float], aligns: tuple[Align, ...], y: float) -> list[Piece]:
    pieces: list[Piece] = []
    x = 0.0
    for box, width, align in zip(boxes, widths, aligns, strict=False):
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align] * max(0.0, width - box.width)
        pieces.append(Piece(box, x + shift, y, box.width, box.height))
        x += width + _GUTTER
    return pieces


def _widths(table: Table, manner: Manner, room: float) -> list[float]:
    """As wide as the longest cell; if that is too much, what the narrow columns leave is shared by the wide ones."""
    wanted = [0.0] * len(table.aligns)
    for number, row in enumerate(table.rows):
        style = replace(manner, medium=number == 0)
        for column, cell in enumerate(row[: len(wanted)]):
            wanted[column] = max(wanted[column], _length(cell, style))
    wanted = [max(width, _NARROWEST) for width in wanted]
    room -= _GUTTER * (len(wanted) - 1)
    if sum(wanted) <= room:
        return wanted
    return _shared(wanted, max(room, 20.0 * len(wanted)))


def _shared(wanted: list[float], room: float) -> list[float]:
    """Cut the widest columns to one common width, so that all fit."""
    left, rest = room, sorted(wanted)
    cap = room
    for number, width in enumerate(rest):
        cap = left / (len(rest) - number)
        if width > cap:
            break
        left -= width
    return [min(width, cap) for width in wanted]


def _length(cell: Spans, manner: Manner) -> float:
    return text_box(cell, manner, ENDLESS).width + 1 if cell else 0.0
