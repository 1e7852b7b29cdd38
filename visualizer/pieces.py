"""What a laid-out slide is: pieces, each at its place in design pixels, and how each is painted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from visualizer.formula_picture import FormulaPicture
from visualizer.text_box import TextBox


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """A rectangle of one colour."""

    colour: str
    radius: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The frame around what cannot be shown."""

    colour: str
    paper: str


@dataclass(frozen=True, slots=True, eq=False)
class Maths:
    """A formula on a line of its own."""

    picture: FormulaPicture


Content = TextBox | Fill | Outline | Maths | QImage | QSvgRenderer


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One thing at its place; `bullet` is the top-level bullet it belongs to."""

    content: Content
    x: float
    y: float
    width: float
    height: float
    bullet: int | None = None

    @property
    def rect(self) -> QRectF:
        """The place as Qt has it."""
        return QRectF(self.x, self.y, self.width, self.height)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def moved(pieces: Iterable[Piece], dx: float, dy: float) -> tuple[Piece, ...]:
    """The same pieces elsewhere."""
    return tuple(replace(piece, x=piece.x + dx, y=piece.y + dy) for piece in pieces)


def bounds(pieces: Iterable[Piece]) -> QRectF:
    """The smallest rectangle around all pieces."""
    whole = QRectF()
    for piece in pieces:
        whole = whole.united(piece.rect)
    return whole


def paint_piece(painter: QPainter, piece: Piece) -> None:
    """Paint one piece at its place."""
    content = piece.content
    if isinstance(content, TextBox):
        content.draw(painter, piece.x, piece.y)
    elif isinstance(content, Maths):
        content.picture.draw(painter, piece.x, piece.y + content.picture.extent.ascent)
    elif isinstance(content, QImage):
        painter.drawImage(piece.rect, content)
    elif isinstance(content, QSvgRenderer):
        content.render(painter, piece.rect)
    elif isinstance(content, Fill):
        _paint_box(painter, piece, content.colour, None, content.radius)
    else:
        _paint_box(painter, piece, content.paper, content.colour, 12.0)


def _paint_box(painter: QPainter, piece: Piece, fill: str, edge: str | None, radius: float) -> None:
    pen = QPen(QColor(edge), 2.0, Qt.PenStyle.DashLine) if edge else QPen(Qt.PenStyle.NoPen)
    painter.setPen(pen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(piece.rect, radius, radius)
