"""Packets out of and into a network, half an hour a step over one day; abnormal activity stands out as surprise.

A normal day has few packets at night and many at noon and in the evening, a backup that goes out at two o'clock, and
bursts, in which what goes out and what comes in grow together. Scans, leaks and floods break what belongs together. The
net sees normal days only and predicts the next half hour; its alarm is the error, in units of its usual errors.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.metrics import auc, squared
from engine.tasks.lengths import fits
from engine.tasks.numbers import numbers, written
from engine.tasks.plain import Plain
from engine.tasks.takes import Curved, Track
from engine.tasks.task import Answer, Batch, Part

EACH = ("packets out", "packets in")
DAY, EARLY = 48, 6
"""Half hours in a day; where in it something abnormal may begin."""
BACKUP = (4, 6)
USUAL, SPREAD = (2.2, 2.7), 0.5
"""Decimal logarithms of usual packets out and in, and by how much they vary: how numbers go in."""
NOISE = 0.06
LASTS = (3, 6)
TESTED = 300

TRACKS = tuple(
    Track(zh, en, 10, 3000, 0, mean, SPREAD, counted=True)
    for zh, en, mean in (("发出的包", "packets out", USUAL[0]), ("收到的包", "packets in", USUAL[1]))
)
ATTACKS: dict[str, tuple[float, float]] = {"scan": (0.25, -0.2), "leak": (0.35, 0.0), "flood": (0.0, 0.35)}
"""By how much an attack moves the logarithms of packets out and in."""


@dataclass(frozen=True, slots=True)
class Network(Plain):
    """Two numbers a step, packets out and in, and what they will be in the next half hour."""

    length: int = 47

    def __post_init__(self) -> None:
        """Refuse a part of a day in which there is no room for an attack."""
        fits(self.length, EARLY + LASTS[1], "47, a day of half hours less the first")

    @property
    def inputs(self) -> int:
        """Packets out and in."""
        return 2

    @property
    def outputs(self) -> int:
        """Packets out and in at the next step."""
        return 2

    @property
    def takes(self) -> Curved:
        """Two curves."""
        return Curved(TRACKS, self.length, "/")

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw normal days only."""
        return _batch(days(rng, rows, self.length + 1))

    def encode(self, text: str) -> Batch:
        """Read the user's own packets, out and in, step by step; what follows the last ones is not known."""
        packets = np.maximum(numbers(text, EACH), 0)[:, None]
        batch = _batch(np.log10(1 + np.append(packets, packets[-1:], axis=0)))
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure AUC of the alarm on fresh days, half of them attacked, that of a plain alarm, and the error."""
        normal = _batch(days(rng, TESTED, self.length + 1))
        logs, marks = attacked(rng, days(rng, TESTED, self.length + 1))
        mixed, wrong = _batch(logs), np.asarray(marks.any(axis=0))
        said = answer(normal.x)
        return {
            "auc": auc(alarms(said - normal.targets, answer(mixed.x) - mixed.targets), wrong),
            "auc_of_persistence": auc(alarms(normal.x - normal.targets, mixed.x - mixed.targets), wrong),
            "error": squared(said, normal.targets, normal.scored),
        }


def days(rng: np.random.Generator, rows: int, length: int) -> Array:
    """Draw normal days, decimal logarithms of packets out and in, (length, rows, 2)."""
    clock = np.arange(length)[:, None] % DAY
    shift = rng.normal(0, 0.5, rows)
    office = np.exp(-(((clock - 24 + shift) / 7) ** 2)) + 0.8 * np.exp(-(((clock - 41 + shift) / 4) ** 2))
    load = rng.normal(2.0, 0.1, rows) + 0.8 * office
    ratio = rng.normal(0.5, 0.08, rows)
    out = load + NOISE * rng.normal(size=load.shape) + _bursts(rng, load.shape)
    into = out + ratio + NOISE * rng.normal(size=load.shape)
    out = out + 0.7 * ((clock >= BACKUP[0]) & (clock < BACKUP[1]))
    return np.stack([out, into], axis=-1)


def _bursts(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Let everything grow now and then for two or three steps."""
    begins = (rng.random(shape) < 0.03) * rng.uniform(0.2, 0.5, shape)
    size = begins.copy()
    for later, chance in ((1, 1.0), (2, 0.5)):
        size[later:] = np.maximum(size[later:], begins[:-later] * (rng.random(shape[1]) < chance))
    return np.asarray(size)


def attacked(rng: np.random.Generator, logs: Array) -> tuple[Array, Array]:
    """Attack every second day of (T, B, 2), once; gives the days and where, (T, B), 0 or 1."""
    attacks = list(ATTACKS.values())
    logs, marks = logs.copy(), np.zeros(logs.shape[:2])
    for row in range(0, logs.shape[1], 2):
        long = int(rng.integers(LASTS[0], LASTS[1] + 1))
        first = int(rng.integers(EARLY, len(logs) - long + 1))
        logs[first : first + long, row] += attacks[int(rng.integers(len(attacks)))]
        marks[first : first + long, row] = 1
    return logs, marks


def alarms(usual: Array, errors: Array) -> Array:
    """Each row's largest error over two steps, in units of how usual errors vary together (Mahalanobis 1936), (B,)."""
    each = usual[EARLY // 2 :].reshape(-1, usual.shape[-1]).astype(np.float64)
    units = np.linalg.inv(np.cov(each.T))
    size = np.einsum("tbi,ij,tbj->tb", errors, units, errors)[EARLY // 2 :]
    return np.asarray((size[1:] + size[:-1]).max(axis=0))


def _batch(logs: Array) -> Batch:
    """Make a batch of days (T + 1, B, 2); what is written on screen is whole packets, and that is what goes in."""
    packets = np.round(10**logs - 1)
    values = (np.log10(1 + packets) - USUAL) / SPREAD
    out, into = (written(packets[:-1, :, each], 0) for each in (0, 1))
    tokens = tuple(tuple(f"{a}/{b}" for a, b in zip(*row, strict=True)) for row in zip(out, into, strict=True))
    return Batch(values[:-1], values[1:], np.ones(packets[:-1].shape[:2]), tokens)
