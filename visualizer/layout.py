"""Where the views of a scene stand, and the time axis they share. No Qt here: rectangles and arithmetic.

All numbers are design pixels of a screen of 1920 × 1080. The stack is a tower at the right; all other views stand
under one another, and those that run through time share one axis, so that the same t has the same x in all of them.
"""

from dataclasses import dataclass

TOWER = 400.0
GAP = 28.0
GUTTER = 92.0
FOOT = 76.0
"""What hangs below the base of the tower: names and bytes. The other views end at the base beside it."""

BESIDE = 90.0
"""Room at the right of the triangle for the sums of its rows."""

TIMED = ("unrolled", "tokens", "pictures", "gradients", "maps", "depth", "triangle", "carry", "theory", "truncation")
HEIGHTS = {"unrolled": (340, 1.0), "tokens": (230, 1.0), "gradients": (230, 1.2), "maps": (112, 1.2),
           "cell": (420, 6.0), "formula": (72, 0.0), "loss": (150, 0.4), "stack": (400, 1.0),
           "depth": (190, 1.4), "triangle": (330, 4.0), "carry": (150, 0.5), "theory": (250, 1.5),
           "memory": (230, 1.0), "hand": (420, 6.0), "saturation": (230, 1.0), "clip": (220, 0.5),
           "truncation": (210, 0.8), "roles": (420, 4.0), "gap": (330, 2.0), "race": (430, 2.4), "pictures": (330, 1.6)}
"""Least height of each view, and its share of what is left over."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from left to right: T steps between two x, and how far up and down the views on it reach."""

    left: float
    right: float
    T: int
    top: float
    bottom: float
    lane: float
    """A y where an arrow may run from the stack to a column without crossing a view: under the unrolled net."""

    @property
    def pitch(self) -> float:
        """The width of one time step."""
        return (self.right - self.left) / max(1, self.T)

    def x(self, t: float) -> float:
        """The middle of time step t (from 0)."""
        return self.left + (t + 0.5) * self.pitch

    def t(self, x: float) -> int | None:
        """Which time step an x falls into."""
        place = int((x - self.left) // self.pitch)
        return place if 0 <= place < self.T else None


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each view stands, and the shared axis if two or more views (or one tall one) run through time."""

    areas: dict[str, Area]
    axis: Axis | None


def arrange(names: tuple[str, ...], width: float, height: float, steps: int) -> Plan:
    """Place one to four views on a stage of this size, for a trace of so many time steps."""
    areas: dict[str, Area] = {}
    column = [name for name in names if name != "stack"]
    room, tall = width, height
    if "stack" in names and column:
        tower = min(TOWER, width * 0.36)
        areas["stack"] = Area(width - tower, 0, tower, height)
        room, tall = width - tower - GAP, height - FOOT
    elif "stack" in names:
        tower = min(width, 640.0)
        areas["stack"] = Area((width - tower) / 2, 0, tower, height)
    areas |= _column(column, room, tall)
    return Plan(areas, _axis(column, areas, room, steps))


def _column(names: list[str], width: float, height: float) -> dict[str, Area]:
    """Stack the views, each with its least height and its share of the rest."""
    spare = height - GAP * (len(names) - 1) - sum(HEIGHTS[name][0] for name in names)
    shares = sum(HEIGHTS[name][1] for name in names) or 1.0
    scale = min(1.0, 1 + spare / (sum(HEIGHTS[name][0] for name in names) or 1)) if spare < 0 else 1.0
    areas, y = {}, 0.0
    for name in names:
        least, share = HEIGHTS[name]
        tall = least * scale + max(0.0, spare) * share / shares
        areas[name] = Area(0, y, width, tall)
        y += tall + GAP
    return areas


def _axis(names: list[str], areas: dict[str, Area], width: float, steps: int) -> Axis | None:
    """Give the shared axis; maps alone in a low place stand side by side instead, without one."""
    timed = [name for name in names if name in TIMED]
    if not timed or (timed == ["maps"] and areas["maps"].height < 300):
        return None
    lane = areas["unrolled"].bottom + GAP / 2 if "unrolled" in areas else areas[timed[-1]].bottom
    left = min(GUTTER, 0.4 * width)  # a view narrower than its gutter would turn the axis round
    beside = min(BESIDE, 0.1 * width) if "triangle" in timed else 16.0
    return Axis(left, width - beside, steps, areas[timed[0]].y, areas[timed[-1]].bottom, lane)
