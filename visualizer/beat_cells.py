"""The beats of one training step as a row of cells, left to right in the order they happen. No Qt: arithmetic.

By time: forward 1 … T, the loss, backward T … 1, the update. By line: the lines of the present time step, between
narrow cells for what comes before and after it. A cell says where a click on it leads.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from engine.beats import Beat, Beats, Phase

GAP = 4.0
LOSS_SHARE, UPDATE_SHARE = 2, 4
STUB = 52.0
STUB_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its label, the beats it stands for (counted as beats done), and where it stands."""

    label: str
    phase: Phase
    first: int
    last: int
    goal: int
    x: float
    width: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def middle(self) -> float:
        """The middle."""
        return self.x + self.width / 2

    def holds(self, done: int) -> bool:
        """Whether the beat done last is one of this cell's: it is now."""
        return self.first <= done <= self.last


@lru_cache(maxsize=4)
def by_time(beats: Beats, width: float, loss_least: float, update_least: float) -> tuple[Cell, ...]:
    """One cell for each time step and pass; the loss and the update are at least so wide as their names."""
    n, T = len(beats.names), beats.T
    pitch = (width + GAP) / (2 * T + LOSS_SHARE + UPDATE_SHARE)
    loss = max(LOSS_SHARE * pitch, loss_least + GAP)
    update = max(UPDATE_SHARE * pitch, update_least + GAP)
    gap, half = min(GAP, pitch / 5), n * T
    pitch = (width + GAP - loss - update - 2 * (GAP - gap)) / (2 * T)
    cells, x = [], 0.0
    for t in range(T):
        cells.append(Cell(str(t + 1), Phase.FORWARD, n * t + 1, n * (t + 1), n * (t + 1), x, pitch - gap))
        x += pitch
    x += GAP - gap
    cells.append(Cell("L", Phase.LOSS, half + 1, half + 1, half + 1, x, loss - GAP))
    x += loss
    for step in range(T):
        last = half + 1 + n * (step + 1)
        cells.append(Cell(str(T - step), Phase.BACKWARD, last - n + 1, last, last, x, pitch - gap))
        x += pitch
    x += GAP - gap
    end = len(beats)
    return (*cells, Cell("ΔW", Phase.UPDATE, end, end, end, x, max(1.0, width - x)))


@lru_cache(maxsize=4)
def by_line(beats: Beats, done: int, width: float) -> tuple[Cell, ...]:
    """One cell for each line of the present time step, and one for each of its two neighbours."""
    beat = beats.at(max(1, done))
    assert beat is not None
    assert beat.t >= 0, "the loss and the update are no lines of a time step"
    lines = beats.names if beat.phase is Phase.FORWARD else beats.names[::-1]
    first = beats.done(Beat(beat.phase, beat.t, lines[0]))
    before, after = first - 1, first + len(lines)
    left = STUB + STUB_GAP if before > 0 else 0.0
    pitch = (width - left - STUB - STUB_GAP + GAP) / len(lines)
    cells = [Cell(line, beat.phase, first + place, first + place, first + place, left + place * pitch, pitch - GAP)
             for place, line in enumerate(lines)]
    if left:
        cells.insert(0, _stub(beats, before, 0, before, 0.0))
    return (*cells, _stub(beats, after, after, len(beats), width - STUB))


def _stub(beats: Beats, goal: int, first: int, last: int, x: float) -> Cell:
    """Give the narrow cell of the time step before or after; it stands for all beats on that side."""
    beat = beats.at(goal)
    assert beat is not None
    return Cell(name_of(beat), beat.phase, first, last, goal, x, STUB)


def name_of(beat: Beat) -> str:
    """Name a time step as people count it, the loss L and the update ΔW."""
    return {Phase.LOSS: "L", Phase.UPDATE: "ΔW"}.get(beat.phase, str(beat.t + 1))


def cell_at(cells: tuple[Cell, ...], x: float) -> Cell:
    """The cell under an x, or the nearest one."""
    return cells[max(0, bisect_right(cells, x, key=lambda cell: cell.x) - 1)]
