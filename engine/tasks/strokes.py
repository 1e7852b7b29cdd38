"""Strokes of a pen: written samples, how a hand differs from a sample, and what a net reads of them, step by step.

A stroke is its points, as complex numbers x + iy, y upwards, in units in which a capital letter is some 1 high. A step
is a piece of the pen's way: dx, dy, and 1 if the pen was up. On paper steps are short and equally long; in the air
there is one alone.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.numbers import numbers
from engine.tasks.text import DATA

FEATURES = ("dx", "dy", "up")
DOWN, UP = "→↗↑↖←↙↓↘", "⇒⇗⇑⇖⇐⇙⇓⇘"
"""How a step is written: its direction, roughly, on paper and in the air."""
PEN_UP, AS_DRAWN = "/", "="
"""Between strokes; and before points that are in the task's own units, so that their size and place are kept."""
Points = npt.NDArray[np.complexfloating[Any, Any]]
Strokes = tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """How much one hand differs from the samples and from itself."""

    slant: float = 0.2
    turn: float = 0.08
    scale: float = 0.15
    """Of width and height, each for itself, as a share."""
    shake: float = 0.025
    """Of each point."""
    stride: float = 0.1
    """Of the length of steps, as a share."""


STILL = Hand(0, 0, 0, 0, 0)


@cache
def samples(name: str) -> dict[tuple[str, str], Strokes]:
    """Read a file of samples: font and sign, and the strokes; lines that begin with # say where they come from."""
    read: dict[tuple[str, str], Strokes] = {}
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            font, sign, *strokes = line.split(" ")
            read[font, sign] = tuple(_points(stroke) for stroke in strokes)
    return read


def _points(stroke: str) -> Points:
    """Read points x,y;x,y in hundredths."""
    x, y = np.array([point.split(",") for point in stroke.split(";")], float).T / 100
    return np.asarray(x + 1j * y)


def joined(signs: list[Strokes], gap: float) -> Strokes:
    """Put signs beside each other, a gap between them."""
    placed, x = list[Points](), 0.0
    for strokes in signs:
        every = np.concatenate(strokes).real
        left = float(every.min())
        placed += [stroke + (x - left) for stroke in strokes]
        x += float(every.max()) - left + gap
    return tuple(placed)


def varied(strokes: Strokes, hand: Hand, rng: np.random.Generator) -> Strokes:
    """Write the same by a hand: slanted, stretched, turned and shaken."""
    every = np.concatenate(strokes)
    shakes = rng.normal(0, hand.shake, (2, len(every)))
    every = every + shakes[0] + 1j * shakes[1]
    slant, turn, wide, high = rng.normal(0, (hand.slant, hand.turn, hand.scale, hand.scale))
    every = (np.exp(wide) * every.real + (slant + 1j) * np.exp(high) * every.imag) * np.exp(1j * turn)
    return tuple(np.split(every, np.cumsum([len(stroke) for stroke in strokes])[:-1]))


def steps(strokes: Strokes, stride: float) -> Array:
    """Cut strokes into steps of about a length, (T, 3), with one step through the air between two of them."""
    points = [resampled(stroke, stride) for stroke in strokes]
    way = np.diff(np.concatenate(points))
    up = np.zeros(len(way))
    up[np.cumsum([len(each) for each in points])[:-1] - 1] = 1
    return np.column_stack([way.real, way.imag, up])


def followed(read: Array) -> Strokes:
    """The strokes that steps (T, 3) go, from where the pen begins: `steps` the other way round."""
    points = np.concatenate([[0], (read[:, 0] + 1j * read[:, 1]).cumsum()])
    lifted = np.flatnonzero(read[:, 2] > 0)
    return tuple(np.split(points, lifted + 1))


def resampled(stroke: Points, stride: float) -> Points:
    """Points on a stroke at equal distances along it, its ends among them; a dot becomes a short step."""
    along = np.concatenate([[0.0], np.abs(np.diff(stroke)).cumsum()])
    if along[-1] == 0:
        return np.array([stroke[0], stroke[0] + stride / 4])
    marks = np.linspace(0, along[-1], max(1, round(along[-1] / stride)) + 1)
    return np.asarray(np.interp(marks, along, stroke))


def signs(read: Array) -> tuple[str, ...]:
    """Write each step as an arrow, (T,)."""
    ways = np.round(np.arctan2(read[:, 1], read[:, 0]) / (np.pi / 4)).astype(int) % 8
    return tuple((UP if up else DOWN)[way] for way, up in zip(ways, read[:, 2] > 0, strict=True))


def arrows(text: str, stride: float) -> Array:
    """Read arrows as steps of a length, (T, 3)."""
    ways = np.array([(DOWN + UP).index(sign) for sign in text])
    angle = ways % 8 * (np.pi / 4)
    return np.column_stack([stride * np.cos(angle), stride * np.sin(angle), ways >= 8])


def drawn(text: str) -> Strokes:
    """Read the pen's own points, x,y x,y for a stroke, with / where the pen goes up.

    The whole becomes 1 high, or is left as it is if it begins with =.
    """
    points = text.strip().removeprefix(AS_DRAWN)
    strokes = [numbers(part, ("x", "y")) for part in points.split(PEN_UP) if part.strip()]
    if not strokes:
        raise RunError(
            "Nothing is drawn.", "A stroke is written as x,y x,y.", "Draw something.",
            zh=("什么也没有画。", "一笔写作 x,y x,y。", "画点什么。"),
        )  # fmt: skip
    every = np.concatenate(strokes)
    high = 1.0 if text.strip().startswith(AS_DRAWN) else float(np.ptp(every, axis=0).max()) or 1.0
    placed = ((stroke - every.min(axis=0)) / high for stroke in strokes)
    return tuple(stroke[:, 0] + 1j * stroke[:, 1] for stroke in placed)


def is_drawn(text: str) -> bool:
    """Whether a text is the points of a pen."""
    return text[:1].isdecimal() or text[:1] in {"-", "−", AS_DRAWN}
