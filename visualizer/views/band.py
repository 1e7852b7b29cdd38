"""Bands: a quantity drawn as a belt whose thickness is its size, with chevrons that say which way it runs."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from visualizer.paint import Look, colour, pen

HATCH = 12.0


def straight(x0: float, x1: float, span: tuple[float, float]) -> QPainterPath:
    """A band from x to x between two heights."""
    path = QPainterPath()
    path.addRect(QRectF(x0, span[0], x1 - x0, span[1] - span[0]))
    return path


def straight_edges(x0: float, x1: float, span: tuple[float, float]) -> QPainterPath:
    """Its upper and its lower edge."""
    path = QPainterPath(QPointF(x0, span[0]))
    path.lineTo(x1, span[0])
    path.moveTo(x0, span[1])
    path.lineTo(x1, span[1])
    return path


def bent_edges(x0: float, x1: float, start: tuple[float, float], end: tuple[float, float]) -> QPainterPath:
    """The upper and the lower edge of a band that leaves one height and joins another in an S."""
    dx = x1 - x0
    wider = min(0.055, 0.32 * (start[1] - start[0] + end[1] - end[0]) / dx)
    path = QPainterPath()
    for y, goal, shift in ((start[0], end[0], 0.0), (start[1], end[1], wider)):
        path.moveTo(x0, y)
        path.lineTo(x0 + 0.194 * dx, y)
        path.cubicTo(QPointF(x0 + (0.667 + shift) * dx, y), QPointF(x0 + (0.417 + shift) * dx, goal), QPointF(x1, goal))
    return path


def bent(x0: float, x1: float, start: tuple[float, float], end: tuple[float, float]) -> QPainterPath:
    """That band."""
    upper, lower = (edge.toList() for edge in bent_edges(x0, x1, start, end).toSubpathPolygons())
    path = QPainterPath()
    path.addPolygon(QPolygonF(upper + lower[::-1]))
    path.closeSubpath()
    return path


def fill(painter: QPainter, path: QPainterPath, hue: str) -> None:
    """Paint a band whose number is known."""
    painter.fillPath(path, colour(hue))


def hatch(painter: QPainter, path: QPainterPath, edges: QPainterPath, hue: str, look: Look) -> None:
    """Paint a band that takes away: stripes on paper, and its edges."""
    painter.fillPath(path, colour(look.theme.paper))
    place = path.boundingRect()
    painter.save()
    painter.setClipPath(path)
    painter.setPen(pen(hue, HATCH * 0.42))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += HATCH
    painter.restore()
    painter.strokePath(edges, pen(hue, 2.5))


def outline(painter: QPainter, path: QPainterPath, look: Look) -> None:
    """Paint a band whose number is yet to come."""
    painter.strokePath(path, pen(look.theme.rule, 2.0))


def chevron(painter: QPainter, x: float, span: tuple[float, float], look: Look, way: int) -> None:
    """Paint which way a band runs, if it is thick enough to carry a mark; `way` is 1 to the right, −1 to the left."""
    thick = span[1] - span[0]
    if thick < 16:
        return
    r, y = max(5.0, min(18.0, thick * 0.18)), (span[0] + span[1]) / 2
    mark = QPen(colour(look.theme.paper, 0.85), max(3.0, min(5.0, thick * 0.1)))
    mark.setCapStyle(Qt.PenCapStyle.RoundCap)
    mark.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    path = QPainterPath(QPointF(x - way * r / 2, y - r))
    path.lineTo(x + way * r / 2, y)
    path.lineTo(x - way * r / 2, y + r)
    painter.strokePath(path, mark)
