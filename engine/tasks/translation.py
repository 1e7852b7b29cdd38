"""French into English, or into Spanish: a phrase is read to its end, and only then is it said in the other language.

The source stands at the right, so that all phrases of a batch end together; the decoder then reads a go sign and, while
it is trained, the words that it should have said. Examined, it reads its own. The encoder and the decoder have inputs
of their own, so the same number stands for a word of one language and of the other. A phrase is held out by its hash.
"""

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Literal

import numpy as np

from engine.errors import RunError
from engine.losses import cross_entropy
from engine.metrics import accuracy, mean
from engine.tasks.phrases import Phrase, Words, sentence, vocabulary
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Worded
from engine.tasks.task import Answer, Batch, Part, Question, one_hot, part_of
from engine.tasks.words import read

GO, END = "→", "."
LONG, LONGER = 9, 10
"""The longest phrase, and the longest translation with its end."""
TESTED = 200


@dataclass(frozen=True, slots=True)
class Translation(Symbolic):
    """Words of a phrase, a go sign, words of what it means."""

    to: Literal["en", "es"] = "en"

    @property
    def length(self) -> int:
        """The longest phrase and its longest translation."""
        return LONG + LONGER

    @property
    def inputs(self) -> int:
        """One for each French word; and in the decoder for the go sign and each word of the other language."""
        return max(len(vocabulary("fr")), len(self.symbols))

    @property
    def symbols(self) -> tuple[str, ...]:
        """The end, and the words of the other language."""
        return (END, *vocabulary(self.to))

    @property
    def takes(self) -> Worded:
        """A French phrase."""
        return Worded(vocabulary("fr"))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw phrases that are not held out."""
        return self._batch(self._pairs(rng, rows, None), LONG, LONGER)

    def encode(self, text: str) -> Batch:
        """Read a French phrase and, after a →, what it is to be, or nothing yet."""
        source, _, answer = text.lower().replace("'", "' ").replace("’", "' ").partition(GO)
        if GO in answer:
            raise RunError(
                "The input has two arrows.", f"One {GO} parts a phrase from its translation.", "Remove one.",
                zh=("输入里有两个箭头。", f"一个 {GO} 把原文和译文隔开。", "去掉一个。"),
            )  # fmt: skip
        said = _words(answer, self.symbols[1:]) if answer.strip(" .") else ()
        words = _words(source, vocabulary("fr"))
        return self._batch([(words, said)], len(words), len(said) + 1)

    def answered(self, text: str, answer: Answer) -> Batch:
        """Read a phrase; where nothing is said of its translation, the decoder reads what it says by itself.

        What it says is then no target, so that is not scored.
        """
        batch = self.encode(text)
        if text.partition(GO)[2].strip(" ."):
            return batch
        words = batch.tokens[0][:-1]
        (said,) = answer.decode(self.question([words]))
        batch = self._batch([(words, self.written(said))], len(words), len(said) + 1)
        return replace(batch, targets=np.zeros_like(batch.targets), scored=np.zeros_like(batch.scored))

    def said(self, text: str, answer: Answer) -> str:
        """Say the translation of a phrase."""
        words = self.encode(text.partition(GO)[0]).tokens[0][:-1]
        return " ".join(self.written(answer.decode(self.question([words]))[0]))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure how many held-out phrases are said exactly right, and words that are right after right ones."""
        pairs = self._pairs(rng, TESTED, part)
        batch = self._batch(pairs, LONG, LONGER)
        outputs = answer(batch.x, batch.alive, batch.border)
        said = answer.decode(self.question([source for source, _ in pairs]))
        return {
            "exact": float(np.mean([self.written(one) == two for one, (_, two) in zip(said, pairs, strict=True)])),
            "right_words": accuracy(outputs, batch.targets, batch.scored),
            "loss": mean(cross_entropy(outputs, batch.targets), batch.scored),
        }

    def question(self, phrases: list[Words], beam: int = 1) -> Question:
        """Ask a decoder for the translation of some phrases."""
        batch = self._batch([(words, ()) for words in phrases], max(map(len, phrases)), 1)
        read = one_hot(np.arange(self.outputs), self.inputs)
        alive = None if batch.alive is None else batch.alive[:-1]
        return Question(batch.x[:-1], batch.x[-1], read, 0, LONGER, alive, beam)

    def written(self, said: tuple[int, ...]) -> Words:
        """Write symbols as words."""
        return tuple(self.symbols[place] for place in said)

    def _pairs(self, rng: np.random.Generator, rows: int, part: Part | None) -> list[tuple[Words, Words]]:
        """Draw phrases of a held-out part, or of none, and their translations."""
        dice, found = Random(int(rng.integers(2**62))), list[Phrase]()
        while len(found) < rows:
            phrase = sentence(dice)
            fits = len(phrase.fr) <= LONG and max(len(phrase.en), len(phrase.es)) < LONGER
            if fits and part_of(" ".join(phrase.fr)) == part:
                found.append(phrase)
        return [(phrase.fr, phrase.en if self.to == "en" else phrase.es) for phrase in found]

    def _batch(self, pairs: list[tuple[Words, Words]], border: int, longer: int) -> Batch:
        """Put phrases side by side: each ends at the border, where its translation begins."""
        rows, steps = len(pairs), border + longer
        x, targets = np.zeros((steps, rows, self.inputs)), np.zeros((steps, rows, self.outputs))
        alive, signs = np.zeros((steps, rows)), []
        place, says = _places(vocabulary("fr")), _places(self.symbols)
        for row, (source, said) in enumerate(pairs):
            begin, end = border - len(source), border + len(said)
            reads = [*(place[word] for word in source), 0, *(says[word] for word in said)]
            x[np.arange(begin, end + 1), row, reads] = 1
            if said:
                targets[np.arange(border, end + 1), row, [*(says[word] for word in said), 0]] = 1
            alive[begin : end + 1, row] = 1
            signs.append((*[""] * begin, *source, GO, *said, *[""] * (steps - end - 1)))
        return Batch(x, targets, targets.sum(axis=-1), tuple(signs), alive=alive, border=border)


def _words(text: str, known: Words) -> Words:
    """Read known words, and a full stop at the end."""
    return tuple(known[place] for place in read(text.strip().rstrip(END), _places(known)))


@cache
def _places(words: Words) -> dict[str, int]:
    return {word: place for place, word in enumerate(words)}
