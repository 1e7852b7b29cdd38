"""Whose voice is it? Two Japanese vowels, spoken by nine men: 12 cepstra a step, and one answer at the end.

Utterances have 7 to 29 steps (Kudo, Toyama and Shimbo 1999). The test part is the official one; validation is three
utterances of each speaker out of the official training part, and the scale is that of what is left of it.
"""

import gzip
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import accuracy
from engine.tasks.cepstra import HOP, RATE, WINDOW, cepstra
from engine.tasks.examples import Examples, numbered
from engine.tasks.numbers import numbers
from engine.tasks.recording import at_rate
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Painted
from engine.tasks.task import Answer, Batch, Indices, Part, checked, one_hot
from engine.tasks.text import DATA

CEPSTRA, SPEAKERS, LONG = 12, 9, 29
COLUMNS = 16
"""Steps of an utterance that somebody paints."""
KEPT = 3
"""Utterances of each speaker that are kept for validation."""
LEVELS, STEP = "▁▂▃▄▅▆▇█", 0.5
"""How the cepstra of a step are drawn, by half spreads about their means: roughly, what goes in is exact."""


@dataclass(frozen=True, slots=True)
class Speech(Symbolic):
    """Utterances, padded at the end to the longest; the speaker is asked for at an utterance's own last step."""

    @property
    def length(self) -> int:
        """The longest utterance."""
        return LONG

    @property
    def inputs(self) -> int:
        """The cepstra of a step."""
        return CEPSTRA

    @property
    def symbols(self) -> tuple[str, ...]:
        """The speakers by number."""
        return tuple(str(speaker) for speaker in range(1, SPEAKERS + 1))

    @property
    def takes(self) -> Painted:
        """Cepstra, column by column, or a recording."""
        return Painted(COLUMNS, CEPSTRA, LEVELS, len(LEVELS) // 2, by_row=False, spoken=True)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw utterances that are not held out."""
        return _batch(utterances()[0], rng.choice(utterances()[0].training, rows))

    def encode(self, text: str) -> Batch:
        """Read #12 as the twelfth utterance of the test part, or 12 numbers for each step, or 12 bars as drawn."""
        known, mean, spread = utterances()
        if (place := numbered(text, known.test)) is not None:
            long = int(known.lengths[place])
            batch = _batch(known, np.array([place]))
            return Batch(batch.x[:long], batch.targets[:long], batch.scored[:long], (batch.tokens[0][:long],))
        if "#" in text:
            raise RunError(
                "The input names no utterance.", "One is named as #12, and by nothing else.", "Type #12.",
                zh=("输入没有指明哪一段录音。", "只写编号，如 #12。", "输入 #12。"),
            )  # fmt: skip
        drawn = set(text) & set(LEVELS)
        x = _heights(text) if drawn else (numbers(text, CALLED) - mean) / spread
        signs = tuple(_sign(step) for step in x)
        return Batch(x[:, None], np.zeros((len(x), 1, SPEAKERS)), np.zeros((len(x), 1)), (signs,))

    def measure(self, answer: Answer, _rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many held-out utterances get their speaker, and the loss."""
        known = utterances()[0]
        batch = _batch(known, known.part(part))
        last = known.lengths[known.part(part)] - 1
        rows = np.arange(len(last))
        said, wanted = answer(batch.x, batch.alive)[last, rows][None], batch.targets[last, rows][None]
        right = accuracy(said, wanted, np.ones(said.shape[:2]))
        return {"right": right, "loss": float(cross_entropy(said, wanted).mean())}


def _batch(known: Examples, places: Indices) -> Batch:
    """Put utterances side by side; each is scored at its own last step."""
    x, last = known.x[:, places], known.lengths[places] - 1
    targets, scored = np.zeros((*x.shape[:2], SPEAKERS)), np.zeros(x.shape[:2])
    targets[last, np.arange(len(last))] = one_hot(known.classes[places], SPEAKERS)
    scored[last, np.arange(len(last))] = 1
    alive = (np.arange(len(x))[:, None] <= last).astype(float)
    return Batch(x, targets, scored, tuple(known.signs[place] for place in places), alive=alive)


CALLED = tuple(f"cepstrum {place}" for place in range(1, CEPSTRA + 1))


def _sign(step: Array) -> str:
    """Draw the cepstra of a step as bars."""
    heights = np.floor(step / STEP + len(LEVELS) / 2).clip(0, len(LEVELS) - 1)
    return "".join(LEVELS[int(height)] for height in heights)


def listened(air: Array, rate: int) -> str:
    """Draw the cepstra of a recording as bars: of its loudest stretch, as long as an utterance may be."""
    heard = at_rate(air, rate, RATE)
    most = WINDOW + (LONG - 1) * HOP
    if len(heard) > most:
        loud = np.concatenate([[0.0], np.square(heard).cumsum()])
        first = int((loud[most:] - loud[:-most]).argmax())
        heard = heard[first : first + most]
    _, mean, spread = utterances()
    return "".join(_sign(step) for step in (cepstra(heard) - mean) / spread)


def _heights(text: str) -> Array:
    """Read bars as the middles of what they stand for, (T, cepstra)."""
    bars = "".join(checked(text, LEVELS + " ,\n").replace(",", " ").split())
    if len(bars) % CEPSTRA:
        raise RunError(
            f"The input has {len(bars)} bars.", f"A time step takes {CEPSTRA}.", "Complete the last step.",
            zh=(f"输入有 {len(bars)} 根柱。", f"每个时间步需要 {CEPSTRA} 根。", "补全最后一步。"),
        )  # fmt: skip
    levels = np.array([LEVELS.index(bar) for bar in bars]).reshape(-1, CEPSTRA)
    return np.asarray((levels + 0.5 - len(LEVELS) / 2) * STEP)


@cache
def utterances() -> tuple[Examples, Array, Array]:
    """Read all utterances, and mean and spread of each cepstrum over the training part."""
    with gzip.open(DATA / "vowels.txt.gz", "rt", encoding="ascii") as file:
        rows = [line.strip().split(";") for line in file]
    spoken = [np.array([step.split(",") for step in steps.split()], float) for _, _, steps in rows]
    speaker = np.array([int(name) - 1 for _, name, _ in rows])
    held = np.flatnonzero([part == "test" for part, _, _ in rows])
    return scaled(spoken, speaker, held)


def scaled(spoken: list[Array], speaker: Indices, held: Indices) -> tuple[Examples, Array, Array]:
    """Part utterances and scale them by those that training sees."""
    rest = np.setdiff1d(np.arange(len(spoken)), held)
    order = np.random.default_rng(0).permutation(rest)
    kept = np.sort(np.concatenate([order[speaker[order] == one][:KEPT] for one in range(SPEAKERS)]))
    seen = np.concatenate([spoken[place] for place in np.setdiff1d(rest, kept)])
    mean, spread = seen.mean(axis=0), seen.std(axis=0)
    lengths = np.array([len(each) for each in spoken])
    x = np.zeros((LONG, len(spoken), CEPSTRA))
    for place, each in enumerate(spoken):
        x[: len(each), place] = (each - mean) / spread
    signs = tuple((*map(_sign, (each - mean) / spread), *[""] * (LONG - len(each))) for each in spoken)
    return Examples(x, speaker, lengths, signs, kept, held), mean, spread
