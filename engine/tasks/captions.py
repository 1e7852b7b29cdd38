"""A picture becomes a sentence: one input, then word after word. The picture is read at the first step and never again.

Fed, the net reads a go sign next and then, while it is trained, the words that it should have said; examined, it reads
its own. Unfed, it reads nothing at all after the picture and says the sentence from what it carries. A sentence is
held out by its hash: no picture that it describes is ever seen in training.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import accuracy, mean
from engine.sight import Sight
from engine.tasks import raster, shapes
from engine.tasks.raster import Raster, is_raster, rastered
from engine.tasks.shapes import Shape, Words, caption, pixels
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Placed
from engine.tasks.task import Answer, Batch, Part, Question, checked, one_hot, part_of
from engine.tasks.words import BETWEEN, MOST_SIGNS, read

GO, END, NOTHING = "→", ".", "·"
LONG = {"en": 11, "zh": 9}
"""The longest sentence with its end."""
TESTED = 300
PIXELS = shapes.SIDE**2 * shapes.CHANNELS

Seen = tuple[Shape, ...] | Raster
"""A picture: of shapes, of which a sentence is known, or of any pixels."""


@dataclass(frozen=True, slots=True)
class Captions(Symbolic):
    """A picture at the first step, a word at each later one."""

    language: Literal["en", "zh"] = "en"
    fed: bool = True
    """Whether the net reads the words before; unfed, it reads the picture alone."""

    @property
    def length(self) -> int:
        """The picture, and the longest sentence; unfed, its first word comes at once."""
        return LONG[self.language] + self.fed

    @property
    def inputs(self) -> int:
        """The pixels, and if they are read the go sign and the words."""
        return PIXELS + self.fed * self.outputs

    @property
    def symbols(self) -> tuple[str, ...]:
        """The end, and the words."""
        return (END, *shapes.vocabulary(self.language))

    @property
    def takes(self) -> Placed:
        """One or two shapes."""
        return Placed()

    @property
    def sight(self) -> Sight:
        """A coloured picture at the first step, rows from below."""
        return Sight("whole", shapes.SIDE, shapes.SIDE, shapes.CHANNELS, upward=True, once=True)

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw pictures whose sentences are not held out."""
        return self._batch(self._drawn(rng, rows, None), self.length)

    def encode(self, text: str) -> Batch:
        """Read a picture as R■b4+g∪h5, big red and small green, and after a → a sentence if not the picture's own."""
        picture, arrow, rest = _checked(text).replace(NOTHING, " ").partition(GO)
        if arrow and not self.fed:
            raise RunError(
                "This net reads no words.", "It reads the picture alone.", f"Remove what is after the {GO}.",
                zh=("这个网络不读词。", "它只看图。", f"删去 {GO} 之后的内容。"),
            )  # fmt: skip
        seen = _seen(picture)
        known = () if isinstance(seen, Raster) else caption(seen, self.language)
        words = self._words(rest) if rest.strip(BETWEEN) else known
        return self._batch([(seen, words)], len(words) + 1 + self.fed)

    def answered(self, text: str, answer: Answer) -> Batch:
        """Read a picture; of one of any pixels no sentence is known, so the net's own is there, and not scored."""
        batch = self.encode(text)
        if batch.scored.any():
            return batch
        seen = _seen(_checked(text).partition(GO)[0])
        words = self._sentence(seen, answer)
        batch = self._batch([(seen, words)], len(words) + 1 + self.fed)
        return replace(batch, targets=np.zeros_like(batch.targets), scored=np.zeros_like(batch.scored))

    def said(self, text: str, answer: Answer) -> str:
        """Say what is seen in a picture."""
        words = self._sentence(_seen(_checked(text).partition(GO)[0]), answer)
        return ("" if self.language == "zh" else " ").join(words)

    def _sentence(self, seen: Seen, answer: Answer) -> Words:
        """Let a net say its sentence to a picture."""
        if self.fed:
            said = answer.decode(self.question([seen]))
        else:
            said = self._said(answer(self._batch([(seen, ())], self.length).x))
        return tuple(self.symbols[place] for place in said[0])

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many held-out sentences are said exactly right, and single words, after right ones if fed."""
        pairs = self._drawn(rng, TESTED, part)
        batch = self._batch(pairs, self.length)
        outputs = answer(batch.x, batch.alive)
        said = answer.decode(self.question([picture for picture, _ in pairs])) if self.fed else self._said(outputs)
        right = [tuple(self.symbols[place] for place in one) == two for one, (_, two) in zip(said, pairs, strict=True)]
        return {
            "exact": float(np.mean(right)),
            "right_words": accuracy(outputs, batch.targets, batch.scored),
            "loss": mean(cross_entropy(outputs, batch.targets), batch.scored),
        }

    def question(self, pictures: Sequence[Seen], beam: int = 1) -> Question:
        """Ask a net that is fed for the sentences of some pictures."""
        batch = self._batch([(picture, ()) for picture in pictures], 2)
        following = one_hot(PIXELS + np.arange(self.outputs), self.inputs)
        return Question(batch.x[:1], batch.x[1], following, 0, self.length, None, beam)

    def _said(self, outputs: Array) -> tuple[tuple[int, ...], ...]:
        """Read sentences off the outputs, each up to its end."""
        rows = (row.tolist() for row in outputs.argmax(axis=-1).T)
        return tuple(tuple(row[: row.index(0)] if 0 in row else row) for row in rows)

    def _words(self, text: str) -> Words:
        places = read(text.strip().rstrip(END), {word: place for place, word in enumerate(self.symbols) if place})
        return tuple(self.symbols[place] for place in places)

    def _drawn(self, rng: np.random.Generator, rows: int, part: Part | None) -> list[tuple[tuple[Shape, ...], Words]]:
        """Draw pictures of a held-out part, or of none, and their sentences."""
        found: list[tuple[tuple[Shape, ...], Words]] = []
        while len(found) < rows:
            seen = shapes.drawn(rng)
            if part_of(" ".join(caption(seen, "en"))) == part:
                found.append((seen, caption(seen, self.language)))
        return found

    def _batch(self, pairs: Sequence[tuple[Seen, Words]], steps: int) -> Batch:
        """Put pictures and their sentences side by side."""
        rows, places = len(pairs), _places(self.symbols)
        x, targets = np.zeros((steps, rows, self.inputs)), np.zeros((steps, rows, self.outputs))
        alive, signs = np.zeros((steps, rows)), []
        for row, (seen, words) in enumerate(pairs):
            x[0, row, :PIXELS] = seen.pixels if isinstance(seen, Raster) else pixels(seen)
            said = [places[word] for word in words]
            end = min(self.fed + len(said), steps - 1)
            alive[: end + 1, row] = 1
            if self.fed:
                x[np.arange(1, end + 1), row, PIXELS + np.array([0, *said])] = 1
            if said:
                targets[np.arange(self.fed, end + 1), row, [*said, 0]] = 1
            after = (GO, *words) if self.fed else (NOTHING,) * len(words)
            picture = raster.SIGN if isinstance(seen, Raster) else shapes.written(seen)
            signs.append((picture, *after, *[""] * (steps - end - 1)))
        once = np.zeros((steps, rows))
        once[0] = 1
        return Batch(x, targets, targets.sum(axis=-1), tuple(signs), alive=alive, read=alive if self.fed else once)


@cache
def _places(symbols: Words) -> dict[str, int]:
    return {word: place for place, word in enumerate(symbols)}


def _seen(text: str) -> Seen:
    """Read a picture of shapes, or of any pixels."""
    plain = text.strip(BETWEEN + NOTHING)
    return rastered(plain) if is_raster(plain) else shapes.read(plain)


def _checked(text: str) -> str:
    known = {letter for language in shapes.NAMES for word in shapes.vocabulary(language) for letter in word}
    return checked(text, sorted(known | {*shapes.LETTERS, *raster.LETTERS, GO, END, NOTHING, *BETWEEN}), MOST_SIGNS)
