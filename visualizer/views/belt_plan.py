"""Where the parts of the conveyor belt stand: arithmetic on the room that there is, no painting."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, isnan, log2, log10

from PySide6.QtCore import QRectF

from visualizer.views.amounts import Amounts
from visualizer.views.view import INSET, Spill

UNIT = 76.0
"""Pixels of thickness for a value of one, where there is room."""
NOMINAL = 0.36
WIDE_ENOUGH = 1000.0
"""Less than this, and only names and numbers are written, no words."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BeltPlan:
    """Places in the cell's area: x of the valves and joints, heights of the two lanes, pixels for a value of one."""

    left: float
    right: float
    inner: tuple[float, float]
    """Where texts begin and end."""
    scale: float
    wordy: bool
    upper_gauge: float
    lower_gauge: float
    upper: float
    lower: float
    unit: float

    def x(self, share: float) -> float:
        """A place between the two edges."""
        return self.left + share * (self.right - self.left)

    @property
    def gate(self) -> float:
        """Where the forget and the input valve stand."""
        return self.x(0.3125)

    @property
    def plus(self) -> float:
        """Where the new part joins."""
        return self.x(0.5)

    @property
    def squash(self) -> float:
        """Where the memory is squashed."""
        return self.x(0.615)

    @property
    def out(self) -> float:
        """Where the output valve stands."""
        return self.x(0.78 if self.wordy else 0.8)

    def nominal(self, middle: float) -> Span:
        """What is outlined where a number is yet to come."""
        return middle - NOMINAL * self.unit / 2, middle + NOMINAL * self.unit / 2


def plan(area: QRectF, spill: Spill) -> BeltPlan:
    """Divide the area: texts get their size first, the bands what is left."""
    s = max(0.6, min(1.25, area.width() / 1500, area.height() / 446))
    unit = min((area.height() - 272 * s) / 3, UNIT * max(1.0, s))
    unit = max(unit, 14.0)
    spare = max(0.0, area.height() - 272 * s - 3 * unit)
    upper_gauge = area.top() + spare / 2 + 54 * s
    upper = upper_gauge + 45 * s + unit
    lower = upper + 1.5 * unit + 78 * s
    return BeltPlan(
        left=area.left() - spill.left,
        right=area.right() + spill.right,
        inner=(area.left() + max(0.0, INSET - spill.left), area.right() - max(0.0, INSET - spill.right)),
        scale=s,
        wordy=area.width() >= WIDE_ENOUGH,
        upper_gauge=upper_gauge,
        lower_gauge=lower + unit / 2 + 45 * s,
        upper=upper,
        lower=lower,
        unit=unit,
    )


def pixels(plan: BeltPlan, largest: float) -> float:
    """Pixels for a value of one: halved until twice the plan's unit holds the largest."""
    return plan.unit / 2.0 ** max(0, ceil(log2(max(largest, 1e-9) / 2)))


def gradient_pixels(plan: BeltPlan, full: Amounts) -> float:
    """Pixels for a shown gradient of one: the largest of the step fits a scale that ends at 1, 2 or 5 times 10ⁿ."""
    shown = [abs(full.known[name]) for name in ("c'", "kept", "c", "c>", "new", "g", "m", "h")]
    largest = max((size for size in shown if isfinite(size)), default=0.0)
    if largest == 0:
        return plan.unit
    power = float(10.0 ** floor(log10(largest)))
    end = next(step for step in (1.0, 2.0, 5.0, 10.0) if step * power >= largest * 0.999)
    return float(1.6 * plan.unit / (end * power))


@dataclass(frozen=True, slots=True)
class Spans:
    """Between which heights each band lies at one time step when all its numbers are there."""

    old: Span
    kept: Span
    joint: Span
    """Where the branch ends at the plus."""
    memory: Span
    coming: Span
    """The memory's band beyond the squash; another one only where gradients come back from the next step."""
    branch: Span
    candidate: Span
    squashed: Span
    output: Span
    against: bool
    """Whether the new part takes away."""

    @property
    def top(self) -> float:
        """The highest edge of the belt."""
        return min(self.old[0], self.kept[0], self.memory[0], self.coming[0])


def spans(plan: BeltPlan, full: Amounts, each: float, backwards: bool) -> Spans:
    """Lay the bands of a whole time step; `each` is the pixels for a value of one."""
    size = {name: _drawn(abs(number) * each, 4 * plan.unit) for name, number in full.known.items()}
    against = not backwards and full.known["kept"] * full.known["new"] < 0

    def about(middle: float, name: str) -> Span:
        return middle - size[name] / 2, middle + size[name] / 2

    kept, branch = about(plan.upper, "kept"), about(plan.lower, "new")
    joint, memory, coming = about(plan.upper, "new"), about(plan.upper, "c"), about(plan.upper, "c")
    if backwards:
        coming = about(plan.upper, "c>")
    else:
        end = kept[1] + (-size["new"] if against else size["new"])
        joint = (min(kept[1], end), max(kept[1], end))
        memory = coming = (min(kept[0], end), max(kept[0], end))
    return Spans(
        old=about(plan.upper, "c'"), kept=kept, joint=joint, memory=memory, coming=coming, branch=branch,
        candidate=about(plan.lower, "g"), squashed=about(plan.lower, "m"), output=about(plan.lower, "h"),
        against=against,
    )


def _drawn(size: float, most: float) -> float:
    """A thickness that can be drawn: what is not finite has none or the most."""
    return 0.0 if isnan(size) else min(size, most)


def swollen(span: Span, part: float) -> Span:
    """A band on its way to its thickness."""
    middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2 * part
    return middle - half, middle + half
