"""The embedded Reber grammar (Cleeremans 1989; Hochreiter and Schmidhuber 1997): what may come next.

A Reber string stands between two branches, BT…TE or BP…PE, and nothing inside says which; so the last T or P is known
only to who has remembered the first. A string is held out if its hash says so.
"""

from dataclasses import dataclass

import numpy as np

from engine.losses import cross_entropy
from engine.metrics import exact_match, told_apart
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import Answer, Batch, Part, checked, drawn_apart, one_hot

SIGNS = "BTPSXVE"
INNER = {0: ("B1",), 1: ("T2", "P3"), 2: ("S2", "X4"), 3: ("T3", "V5"), 4: ("X3", "S6"), 5: ("P4", "V6"), 6: ("E7",)}
"""Reber's automaton: from each state two ways, equally likely, each a symbol and the state it leads to."""
LAST, SHORTEST = 7, 9
TESTED = 256


def ways(word: str) -> tuple[str, ...]:
    """List the symbols that may follow a beginning of an embedded string; none if it is no beginning of one."""
    if len(word) < 2:
        return {"": ("B",), "B": ("T", "P")}.get(word, ())
    if not (word[0] == "B" and word[1] in "TP"):
        return ()
    state = 0
    for place, sign in enumerate(word[2:], 2):
        if state == LAST:
            return ("E",) if word[place:] == word[1] else ()
        state = next((int(way[1]) for way in INNER[state] if way[0] == sign), -1)
        if state < 0:
            return ()
    return (word[1],) if state == LAST else tuple(way[0] for way in INNER[state])


@dataclass(frozen=True, slots=True)
class Reber(Symbolic):
    """Embedded strings, drawn by the automaton."""

    length: int = 30

    def __post_init__(self) -> None:
        """Refuse a length that leaves too few strings."""
        fits(self.length, SHORTEST + 1, 30, "holds too few strings")

    @property
    def inputs(self) -> int:
        """One input for each symbol."""
        return len(SIGNS)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols."""
        return tuple(SIGNS)

    @property
    def takes(self) -> Typed:
        """Symbols of the grammar."""
        return Typed(tuple(SIGNS))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw strings that are not held out; what is wanted is the symbol that really follows."""
        return self._batch(drawn_apart(rows, lambda: self._draw(rng), None), self.length)

    def encode(self, text: str) -> Batch:
        """Read the user's own string; from where it leaves the grammar on, no step is scored."""
        word = checked(text.replace(" ", ""), SIGNS)
        return self._batch([word], len(word))

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure the share of held-out strings in which every legal symbol scores above all others at every step."""
        words = drawn_apart(TESTED, lambda: self._draw(rng), part)
        batch = self._batch(words, self.length)
        outputs = answer(batch.x, batch.alive)
        legal = np.zeros(outputs.shape, bool)
        for row, word in enumerate(words):
            for t in range(len(word) - 1):
                legal[t, row, [SIGNS.index(sign) for sign in ways(word[: t + 1])]] = True
        loss = cross_entropy(outputs, batch.targets) * batch.scored
        return {
            "legal": exact_match(told_apart(outputs, legal), batch.scored),
            "loss": float(loss.sum() / batch.scored.sum()),
        }

    def _draw(self, rng: np.random.Generator) -> str:
        """Draw a string that fits."""
        while True:
            branch, word, state = "TP"[rng.integers(2)], "", 0
            for coin in rng.random(self.length).tolist():
                way = INNER[state][int(coin * len(INNER[state]))]
                word, state = word + way[0], int(way[1])
                if state == LAST:
                    break
            if state == LAST and len(word) + 4 <= self.length:
                return f"B{branch}{word}{branch}E"

    def _batch(self, words: list[str], steps: int) -> Batch:
        """Put strings side by side; a step is scored as long as the string is one of the grammar's."""
        x = np.zeros((steps, len(words), len(SIGNS)))
        targets = x.copy()
        for row, word in enumerate(words):
            places = np.array([SIGNS.index(sign) for sign in word])
            x[: len(word), row] = one_hot(places, len(SIGNS))
            last = next((t for t in range(len(word)) if word[t] not in ways(word[:t])), len(word))
            targets[: last - 1, row] = one_hot(places[1:last], len(SIGNS))
        tokens = tuple((*word, *[""] * (steps - len(word))) for word in words)
        return Batch(x, targets, targets.sum(axis=-1), tokens, alive=x.sum(axis=-1))
