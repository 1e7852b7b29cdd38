"""What a view is: a painter of (subject, cursor) into its area of the stage.

A view keeps pictures, never facts. `show` may be slow and is rare (a new trace, a new size, a new look); `paint` is
called at every frame, must take no more than 4 ms, and must depend on nothing but the subject and the cursor. All
that a view may say is which beat was picked, or which row of its list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from engine.arrays import Array
from engine.beats import Beat, Cursor
from engine.roles.ranking import Ranking, Role
from engine.survey import Survey
from engine.trace import Trace
from visualizer.layout import Area, Axis
from visualizer.paint import Look
from visualizer.remedies import Way
from visualizer.rival import Rival

INSET = 40.0
UNTOLD = Way()


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a view is about: a trace, the losses of all updates before it, and what the scene points at."""

    trace: Trace
    losses: Array
    """The batch loss of every update done, (updates,)."""
    updates: int = 0
    """How many updates the run is planned to have; 0 if nobody said."""
    unit: int = 0
    """The hidden unit in focus, from 0."""
    side: str = "auto"
    """`value`, `gradient`, or `auto`: whichever the pass of the moment computes."""
    company: tuple[Trace, ...] = ()
    """All traces of a race, so that equal things are drawn to equal scales."""
    company_losses: tuple[Array, ...] = ()
    """The losses of all runs of a race."""
    ranking: Ranking | None = None
    """Which units know what, as far as it is known."""
    role: Role | None = None
    """The one of them in focus."""
    way: Way = UNTOLD
    """How training and test part did on the way here, and which remedies are on."""
    rival: Rival | None = None
    """How this lane of a race compares with the first one, and with other seeds."""
    strip: bool = True
    """Whether the cell shows the strip of its lines; not needed when the scrubber does."""
    surveys: Mapping[Trace, Survey] = field(default_factory=dict)
    """What the engine found out about large traces, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Spill:
    """How far beyond its area a view may paint: to the edges of the stage, or half-way to its neighbour."""

    left: float = 0.0
    right: float = 0.0
    up: float = 0.0


class View:
    """Base of all views; a subclass fills in `prepare`, `paint` and, if it can be clicked, `picked`."""

    subject: Subject
    trace: Trace

    def __init__(self) -> None:
        self.look = Look()
        self.area = QRectF()
        self.axis: Axis | None = None
        self.spill = Spill()

    def show(self, subject: Subject, area: Area, axis: Axis | None, look: Look) -> None:
        """Take a subject and a place; computes whatever painting will need."""
        self.subject, self.trace, self.axis, self.look = subject, subject.trace, axis, look
        self.area = QRectF(area.x, area.y, area.width, area.height)
        self.prepare()

    @property
    def left(self) -> float:
        """Where texts begin: not too near the edge of the stage."""
        return max(self.area.left(), self.area.left() - self.spill.left + INSET)

    @property
    def right(self) -> float:
        """Where texts end."""
        return min(self.area.right(), self.area.right() + self.spill.right - INSET)

    def prepare(self) -> None:
        """Compute what depends on subject, place and look only."""

    def paint_still(self, painter: QPainter) -> None:
        """Paint what does not depend on the cursor; kept as a picture below."""

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint what depends on the cursor."""

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The beat that a click at this point asks for, if any."""
        return None

    def row_at(self, point: QPointF) -> int | None:
        """The row of its list that a click at this point chooses, if it has one."""
        return None
