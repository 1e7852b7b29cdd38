"""Write with mouse or pen: each piece of the way is asked at once, and what the net reads appears on the ink."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.ctc import spikes
from engine.errors import RunError
from engine.tasks.strokes import AS_DRAWN, DOWN, PEN_UP, UP, Strokes, arrows, drawn, followed, is_drawn, joined, samples
from engine.tasks.takes import Inked
from visualizer.paint import CENTRE, box, pen, rule, write
from visualizer.strips.strip import Strip

TOP, BASE, LEFT = 0.2, 0.74, 0.25
"""Where in the field a capital begins and ends; how far from its left the first letter stands, in capitals."""
SQUARE = 0.86
"""The side of a character in the field."""
NEAR = 5.0
"""Points closer than this are one."""
GAP = 0.3
CHIP = 44.0
MOST = 10
"""Letters of a word that the font writes."""
WORDS = (
    "用鼠标或笔在两线之间写小写字母；敲字母则由字体来写，可以描。退格去掉一笔。",
    "Write small letters between the lines, with mouse or pen. Letters typed are written by the font, to be traced.",
)
CHARACTERS = (
    "用鼠标或笔在格子里按笔顺写字；点右边的字则由字体来写，可以描。退格去掉一笔。",
    "Write a character in the square, stroke by stroke. One picked at the right is written by the font, to be traced.",
)


class InkStrip(Strip):
    """A field to write into, over what the font has as a model."""

    tall = 500.0
    title = ("试一试：用笔写", "Try it: write")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = ""
        """What the font writes, to be read as it is, or followed with the pen."""
        self.strokes: list[list[QPointF]] = []
        """What the pen wrote, in units of a sign's height, y upwards from the line."""
        self._down = False
        self.setMouseTracking(False)

    @property
    def inked(self) -> Inked:
        """What is written here."""
        return self.takes if isinstance(self.takes, Inked) else Inked((), "", "", word=True)

    def hints(self) -> tuple[str, str]:
        """How it goes, for words or for characters."""
        return WORDS if self.inked.word else CHARACTERS

    # -- the input

    @property
    def text(self) -> str:
        """The points of the pen, or the word that the font writes."""
        written = [stroke for stroke in self.strokes if stroke]
        if not written:
            return self.model
        points = (" ".join(f"{p.x():.2f},{p.y():.2f}" for p in stroke) for stroke in written)
        return AS_DRAWN + f" {PEN_UP} ".join(points)

    def put(self, text: str) -> None:
        """Take a word, the points of a pen, or arrows."""
        self.model, self.strokes = "", []
        sign = text.strip().lower()
        try:
            if is_drawn(sign):
                self._trace(drawn(sign))
            elif sign and sign[0] in DOWN + UP:
                self._trace(followed(arrows("".join(sign.split()), self.inked.stride)))
            else:
                self.model = "".join(letter for letter in sign if letter in self.inked.signs)
        except RunError:
            self.strokes = []

    def _trace(self, strokes: Strokes) -> None:
        """Put strokes on the line, at the left."""
        low = min(float(stroke.imag.min()) for stroke in strokes)
        left = min(float(stroke.real.min()) for stroke in strokes) - LEFT
        self.strokes = [[QPointF(p.real - left, p.imag - low) for p in stroke] for stroke in strokes]

    def _written(self) -> list[list[QPointF]]:
        """The strokes that the font writes for the model."""
        known = samples(self.inked.samples)
        signs = [known[self.inked.font, sign] for sign in self.model if (self.inked.font, sign) in known]
        if not signs:
            return []
        left = LEFT if self.inked.word else 0.0
        placed = joined(signs, GAP) if self.inked.word else signs[0]
        return [[QPointF(p.real + left, p.imag) for p in stroke] for stroke in placed]

    # -- where things stand

    @property
    def canvas(self) -> QRectF:
        """Where the pen may go."""
        field = self.field
        return field if self.inked.word else QRectF(field.left(), field.top(), field.height(), field.height())

    @property
    def letter(self) -> float:
        """The height of a sign, in design pixels."""
        return self.canvas.height() * (BASE - TOP if self.inked.word else SQUARE)

    def _spot(self, point: QPointF) -> QPointF:
        """Where a point of the ink stands in the strip."""
        canvas = self.canvas
        if self.inked.word:
            return QPointF(canvas.left() + point.x() * self.letter,
                           canvas.top() + BASE * canvas.height() - point.y() * self.letter)  # fmt: skip
        edge = canvas.height() * (1 - SQUARE) / 2
        return QPointF(canvas.left() + edge + point.x() * self.letter, canvas.bottom() - edge - point.y() * self.letter)

    def _point(self, spot: QPointF) -> QPointF:
        """Which point of the ink stands there."""
        zero = self._spot(QPointF(0, 0))
        return QPointF((spot.x() - zero.x()) / self.letter, (zero.y() - spot.y()) / self.letter)

    def chips(self) -> tuple[tuple[str, QRectF], ...]:
        """The characters that the net knows, beside the square."""
        if self.inked.word:
            return ()
        left, top = self.canvas.right() + 24, self.canvas.top()
        row = max(1, int((self.field.right() - left) / (CHIP + 6)))
        return tuple(
            (sign, QRectF(left + place % row * (CHIP + 6), top + place // row * (CHIP + 6), CHIP, CHIP))
            for place, sign in enumerate(self.inked.signs)
        )

    # -- the pen and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down, or pick a character."""
        at = self.point(event)
        sign = next((sign for sign, area in self.chips() if area.contains(at)), "")
        if sign:
            self.put(sign)
            self.say()
        elif self.canvas.contains(at):
            self._down = True
            self.strokes = [stroke for stroke in self.strokes if stroke]
            self.strokes.append([self._point(at)])
            self.say()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke; what leaves the field stays at its edge."""
        if not self._down:
            return
        at, canvas = self.point(event), self.canvas
        at = QPointF(min(max(at.x(), canvas.left()), canvas.right()), min(max(at.y(), canvas.top()), canvas.bottom()))
        last = self._spot(self.strokes[-1][-1])
        if (at - last).manhattanLength() >= NEAR:
            self.strokes[-1].append(self._point(at))
            self.say()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        self._down = False
        event.accept()

    def key(self, event: QKeyEvent) -> None:
        """Let the font write a letter, or the next character; take a stroke or a letter away."""
        sign, step = event.text().lower(), {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Backspace:
            if self.strokes:
                self.strokes.pop()
            else:
                self.model = self.model[:-1]
        elif sign and sign in self.inked.signs:
            self.strokes = []
            self.model = (self.model + sign)[-MOST:] if self.inked.word else sign
        elif step and not self.inked.word:
            signs = self.inked.signs
            place = signs.index(self.model) + step if self.model in signs else 0
            self.put(signs[place % len(signs)])
        else:
            return
        self.say()

    # -- how it looks

    def paint_field(self, painter: QPainter) -> None:
        """Draw the lines or the square, the model, the ink, and what the net reads on it."""
        theme, canvas = self.look.theme, self.canvas
        box(painter, canvas, theme.paper, theme.ink3, 2, 8)
        self._paint_lines(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.model:
            self._paint_strokes(painter, self._written(), theme.rule if self.strokes else theme.ink)
        self._paint_strokes(painter, self.strokes, theme.ink)
        self._paint_read(painter)
        for sign, area in self.chips():
            chosen = sign == self.model
            box(painter, area, theme.paper, theme.ink if chosen else theme.rule, 2.5 if chosen else 1.5, 6)
            write(painter, area.center().x(), area.center().y() + 10, sign, self.look.font(27), theme.ink, CENTRE)

    def _paint_lines(self, painter: QPainter) -> None:
        theme, canvas = self.look.theme, self.canvas
        if self.inked.word:
            for share in (TOP, BASE):
                y = canvas.top() + share * canvas.height()
                rule(painter, canvas.left() + 12, y, canvas.right() - 12, y, theme.rule, 2)
            return
        middle = canvas.center()
        rule(painter, canvas.left() + 8, middle.y(), canvas.right() - 8, middle.y(), theme.rule, 1.5)
        rule(painter, middle.x(), canvas.top() + 8, middle.x(), canvas.bottom() - 8, theme.rule, 1.5)

    def _paint_strokes(self, painter: QPainter, strokes: list[list[QPointF]], ink: str) -> None:
        line = pen(ink, 6)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(line)
        for stroke in strokes:
            spots = [self._spot(point) for point in stroke]
            painter.drawPolyline(QPolygonF(spots if len(spots) > 1 else [*spots, spots[0] + QPointF(0.5, 0)]))

    def _paint_read(self, painter: QPainter) -> None:
        """Write each letter that is spelt where the pen was when the net said it; yellow where the pen is now."""
        strokes = [stroke for stroke in self.strokes if stroke] or (self._written() if self.model else [])
        if not self.traces or not strokes or not self.fresh:
            return
        trace, first = self.traces[0], strokes[0][0]
        way = trace.value["x"][:, :2].cumsum(axis=0) * self.inked.stride
        if trace.loss_name == "ctc":
            top = self.canvas.top() + 30
            for t, place in spikes(trace.value["y"]):
                spot = self._spot(QPointF(first.x() + float(way[t, 0]), 0))
                rule(painter, spot.x(), top + 8, spot.x(), top + 22, self.look.theme.ink3, 2)
                font = self.look.font(30, medium=True)
                write(painter, spot.x(), top, trace.symbols[place], font, self.look.theme.ink, CENTRE)
        end = self._spot(QPointF(first.x() + float(way[-1, 0]), first.y() + float(way[-1, 1])))
        box(painter, QRectF(end.x() - 9, end.y() - 9, 18, 18), self.look.theme.now, self.look.theme.ink, 2, 9)
