"""A film of small frames: which way does the shape move? Each frame is labelled, and no frame alone can tell.

A shape of a few pixels slides over a field of eight by eight, out at one edge and in at the other, and turns now and
then. Sometimes a cloud hides it: the frame is empty, and it goes on its way. The first frame is not asked.
"""

from dataclasses import dataclass

import numpy as np

from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import exact_match, mean
from engine.sight import Sight
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Filmed
from engine.tasks.task import Answer, Batch, Indices, Part, brief, checked, one_hot

SIDE = 8
WAYS = {"←": (-1, 0), "→": (1, 0), "↑": (0, 1), "↓": (0, -1), "•": (0, 0)}
COLUMNS, ROWS = "abcdefgh", "12345678"
HIDDEN = "·"
TURNS, HIDES = 0.15, 0.12
TESTED = 200
STAYS, UNKNOWN = 4, -1
BETWEEN = " ,\n\t"
SPACES = str.maketrans(",", " ")

SHAPES: dict[str, tuple[str, ...]] = {
    "": ("#",),
    "■": ("##", "##"),
    "┃": ("#", "#", "#"),
    "━": ("###",),
    "┗": ("#.", "##"),
}
"""What may move; a single pixel has no sign before its square."""


@dataclass(frozen=True, slots=True)
class Video(Symbolic):
    """Frames of 64 pixels, and the way the shape went from the frame before."""

    length: int = 24
    hides: bool = True
    """Whether a cloud may hide the shape."""

    def __post_init__(self) -> None:
        """Refuse a film in which nothing can move."""
        fits(self.length, 2, 24, "is no film")

    @property
    def inputs(self) -> int:
        """The pixels of a frame."""
        return SIDE * SIDE

    @property
    def symbols(self) -> tuple[str, ...]:
        """The ways."""
        return tuple(WAYS)

    @property
    def takes(self) -> Filmed:
        """A shape, frame by frame."""
        return Filmed(self.length, tuple(SHAPES))

    @property
    def sight(self) -> Sight:
        """Frames, rows from below."""
        return Sight("whole", SIDE, SIDE, upward=True)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw films."""
        return _batch(*self._films(rng, rows))

    def encode(self, text: str) -> Batch:
        """Read where a shape stands, frame by frame, as ■c3 ■d3 · ■f3: a shape or none, its square; · is hidden."""
        signs = checked(text, "".join(SHAPES) + COLUMNS + ROWS + HIDDEN + BETWEEN).translate(SPACES).split()
        read = [_frame(sign, number) for number, sign in enumerate(signs, 1)]
        if not read or read[0] is None:
            raise RunError(
                "The first frame is empty.", "A film begins with a place, as c3.", "Write one first.",
                zh=("第一帧是空的。", "一段影片从一个位置开始，如 c3。", "先写一个。"),
            )  # fmt: skip
        where, ways, hidden = [read[0][1]], [STAYS], [0]
        for frame in read[1:]:
            here = (where[-1] + MOVES[ways[-1]]) % SIDE if frame is None else frame[1]
            ways.append(ways[-1] if frame is None else _way(where[-1], here))
            where.append(here)
            hidden.append(int(frame is None))
        column = (np.array(where)[:, None], np.array(ways)[:, None], np.array(hidden)[:, None])
        return _batch(*column, np.array([list(SHAPES).index(read[0][0])]))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many frames of fresh films are right, how many where the shape is hidden, and whole films."""
        where, ways, hidden, shapes = self._films(rng, TESTED)
        batch = _batch(where, ways, hidden, shapes)
        said = answer(batch.x)
        right = said.argmax(axis=-1) == ways
        loss = mean(cross_entropy(said, batch.targets), batch.scored)
        shares = {"right": mean(right, batch.scored), "right_hidden": mean(right, hidden * batch.scored)}
        return shares | {"whole": exact_match(right, batch.scored), "loss": loss}

    def _films(self, rng: np.random.Generator, rows: int) -> tuple[Indices, Indices, Indices, Indices]:
        """Draw films: where the shape stands, (T, B, 2), its ways, whether it is hidden, (T, B), and its kind, (B,)."""
        ways = rng.integers(len(WAYS), size=(self.length, rows))
        hidden = (rng.random(ways.shape) < HIDES) & self.hides
        turns = rng.random(ways.shape) < TURNS
        hidden[:2] = False
        for t in range(1, self.length):
            hidden[t] &= ~hidden[t - 1]
            ways[t] = np.where(turns[t] & ~hidden[t], ways[t], ways[t - 1])  # nobody can know of a hidden turn
        moves = MOVES[ways]
        moves[0] = rng.integers(SIDE, size=(rows, 2))
        return np.asarray(moves.cumsum(axis=0) % SIDE), ways, hidden.astype(int), rng.integers(len(SHAPES), size=rows)


def _frame(sign: str, number: int) -> tuple[str, Indices] | None:
    """Read a frame as a shape and a square; None for a hidden one."""
    if sign == HIDDEN:
        return None
    shape, square = sign[:-2], sign[-2:]
    if shape not in SHAPES or len(square) < 2 or square[0] not in COLUMNS or square[1] not in ROWS:
        raise RunError(
            f"Frame {number} of the input, {brief(sign)!r}, is none.",
            f"A frame is written as c3 or ■c3, or {HIDDEN} where the shape is hidden.",
            f"Columns are {COLUMNS[0]} to {COLUMNS[-1]}, rows {ROWS[0]} to {ROWS[-1]}, shapes {' '.join(SHAPES)[1:]}.",
            zh=(f"输入中第 {number} 帧“{brief(sign)}”认不出来。", f"一帧写作 c3 或 ■c3，图形被遮住时写 {HIDDEN}。",
                f"列是 {COLUMNS[0]} 到 {COLUMNS[-1]}，行是 {ROWS[0]} 到 {ROWS[-1]}，图形是 {' '.join(SHAPES)[1:]}。"),
        )
    return shape, np.array([COLUMNS.index(square[0]), ROWS.index(square[1])])


def _way(before: Indices, now: Indices) -> int:
    """The way from one square to the next; UNKNOWN if it is more than a step."""
    found = np.flatnonzero(((before + MOVES) % SIDE == now).all(axis=1))
    return int(found[0]) if len(found) else UNKNOWN


def _batch(where: Indices, ways: Indices, hidden: Indices, shapes: Indices) -> Batch:
    """Draw the frames, (T, B, pixels); the first is not scored, nor where the way is unknown."""
    frames = FRAMES[shapes, where[..., 0], where[..., 1]] * (hidden == 0)[..., None]
    scored = (ways != UNKNOWN).astype(float)
    scored[0] = 0
    targets = one_hot(ways, len(WAYS)) * scored[..., None]
    signs = SIGNS[shapes, where[..., 0], where[..., 1]]
    signs = np.where(hidden > 0, HIDDEN, signs)
    return Batch(frames, targets, scored, tuple(map(tuple, signs.T.tolist())))


def _drawn(shape: tuple[str, ...], column: int, row: int) -> list[float]:
    """Draw a shape with its lower left pixel on a square, across the edges."""
    frame = np.zeros((SIDE, SIDE))
    for up, line in enumerate(reversed(shape)):
        for right, sign in enumerate(line):
            frame[(row + up) % SIDE, (column + right) % SIDE] = sign == "#"
    return [float(pixel) for pixel in frame.ravel()]


MOVES = np.array(list(WAYS.values()))
FRAMES = np.array([[[_drawn(shape, x, y) for y in range(SIDE)] for x in range(SIDE)] for shape in SHAPES.values()])
SIGNS = np.array([[[f"{shape}{x}{y}" for y in ROWS] for x in COLUMNS] for shape in SHAPES])
