"""Text: which character comes next? A `q` is the control: the right answer is `u`, and one step of memory is enough."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from engine.arrays import Array
from engine.errors import RunError, meant
from engine.losses import cross_entropy
from engine.metrics import accuracy, bits
from engine.softmax import softmax
from engine.tasks.lengths import fits
from engine.tasks.stream import Flowing
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import FARTHEST, Answer, Batch, Indices, Part, checked, one_hot, shown

DATA = Path(__file__).parents[2] / "presets" / "data"
WARM_UP = 32
"""Characters read before an answer is measured."""


@dataclass(frozen=True, slots=True)
class Text(Symbolic):
    """Windows of a text, and the character that follows each one in them."""

    text: str = "quiet-quarter.txt"
    length: int = 32

    def __post_init__(self) -> None:
        """Refuse a file that is not among the data and a window that does not fit."""
        names = sorted(path.name for path in DATA.glob("*.txt"))
        if self.text not in names:
            raise RunError(
                f'There is no text "{self.text}" in {DATA}.', f"There is {', '.join(names)}.", meant(self.text, names),
                zh=(f"{DATA} 里没有文本“{self.text}”。", f"有 {'、'.join(names)}。", meant(self.text, names).zh),
            )
        fits(self.length, 2, 32, "is no window", most=FARTHEST)

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every character of the text once, white space made visible."""
        return tuple(shown(letter) for letter in _alphabet(self.text))

    @property
    def inputs(self) -> int:
        """One input for each character."""
        return len(_alphabet(self.text))

    @property
    def border(self) -> int:
        """Where the last tenth of the text begins, which training never sees: validation, then test."""
        return len(_indices(self.text)) * 9 // 10

    @property
    def takes(self) -> Typed:
        """A text."""
        return Typed()

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw windows from the first nine tenths."""
        first = rng.integers(self.border - self.length, size=rows)
        return self._batch(_indices(self.text)[first + np.arange(self.length + 1)[:, None]])

    def following(self, step: int, rows: int) -> Flowing:
        """Cut the first nine tenths into as many streams as there are rows, and give the window of an update."""
        whole = max(1, (self.border - 1) // rows // self.length) * self.length
        place = step * self.length % whole
        first = place + np.arange(rows) * ((self.border - self.length - 1) // rows)
        fresh = np.full(rows, place == 0)
        return self._batch(_indices(self.text)[first + np.arange(self.length + 1)[:, None]]), fresh

    def unseen(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw windows from the last twentieth, of which half is warm-up."""
        text = _indices(self.text)
        middle = (self.border + len(text)) // 2
        first = rng.integers(middle, len(text) - 2 * self.length, size=rows)
        return self._batch(text[first + np.arange(2 * self.length + 1)[:, None]])

    def encode(self, text: str) -> Batch:
        """Read the user's own string; what follows its last character is not known, so that is not scored."""
        alphabet = _alphabet(self.text)
        text = text.replace("↵", "\n").replace("␣", " ")
        symbols = np.array([alphabet.index(letter) for letter in checked(text, alphabet)])
        batch = self._batch(np.append(symbols, 0)[:, None])
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, _rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure bits a character on half of the last tenth, and how likely a `u` is held after each q of the text."""
        text, alphabet = _indices(self.text), _alphabet(self.text)
        middle = (self.border + len(text)) // 2
        kept = text[middle:] if part == "test" else text[self.border : middle]
        first = np.arange(0, len(kept) - 2 * WARM_UP, WARM_UP)
        batch = self._batch(kept[first + np.arange(2 * WARM_UP + 1)[:, None]])
        outputs, targets = answer(batch.x)[WARM_UP:], batch.targets[WARM_UP:]
        nats = float(cross_entropy(outputs, targets).mean())
        places = np.flatnonzero(np.isin(text[:-1], [alphabet.index(q) for q in "qQ" if q in alphabet]))
        u = alphabet.find("u")
        measured = {"bits": bits(nats), "accuracy": accuracy(outputs, targets, np.ones(outputs.shape[:2]))}
        if len(places) and u >= 0:
            measured["p_u_given_q"] = float(self._after(answer, places)[:, u].mean())
            measured["counted_u_given_q"] = float((text[places + 1] == u).mean())
            measured["off_u_given_q"] = abs(measured["p_u_given_q"] - measured["counted_u_given_q"])
        return measured

    def _after(self, answer: Answer, places: Indices) -> Array:
        """Ask for the probabilities after some places of the text, (places, V), each read with a warm-up."""
        first = np.maximum(places - WARM_UP + 1, 0)
        batch = self._batch(_indices(self.text)[first + np.arange(WARM_UP + 1)[:, None]])
        return softmax(answer(batch.x)[places - first, np.arange(len(places))])

    def _batch(self, symbols: Indices) -> Batch:
        """Split (T + 1, B) characters into what goes in and what follows."""
        rows = one_hot(symbols, self.inputs)
        labels = np.array(self.symbols)[symbols[:-1].T]
        tokens = tuple(tuple(map(str, row)) for row in labels)
        return Batch(rows[:-1], rows[1:], np.ones(symbols[:-1].shape), tokens)


@cache
def _read(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


@cache
def _alphabet(name: str) -> str:
    return "".join(sorted(set(_read(name))))


@cache
def _indices(name: str) -> Indices:
    """The whole text as places in its alphabet, (characters,)."""
    place = {letter: index for index, letter in enumerate(_alphabet(name))}
    return np.array([place[letter] for letter in _read(name)])
