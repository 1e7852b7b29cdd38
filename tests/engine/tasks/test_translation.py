"""Phrases side by side: they end together, the decoder begins there, and no held-out one is ever trained on."""

import numpy as np
import pytest

from engine.arrays import Array, Named
from engine.errors import RunError
from engine.tasks.phrases import vocabulary
from engine.tasks.task import Indices, Question, Said, part_of
from engine.tasks.translation import END, GO, Translation

BOTH = pytest.mark.parametrize("to", ["en", "es"])


class Native:
    """Answers each French phrase from a dictionary of whole phrases, and notes what it was asked."""

    def __init__(self, task: Translation, known: dict[str, str]) -> None:
        self.task, self.known, self.asked = task, known, list[str]()

    def __call__(self, x: Array, _alive: Array | None = None, _border: int = 0, /) -> Array:
        """Say nothing in particular."""
        return np.zeros((*x.shape[:2], self.task.outputs))

    def values(self, x: Array, alive: Array | None = None, border: int = 0, /) -> Named:
        """Show nothing but the outputs."""
        return {"y": self(x, alive, border)}

    def write(self, _x: Array, heights: Array, /) -> Indices:
        """Write nothing."""
        return np.zeros(heights.shape, int)

    def decode(self, question: Question, /) -> Said:
        """Look up each row that is asked."""
        french = vocabulary("fr")
        alive = np.ones(question.x.shape[:2]) if question.alive is None else question.alive
        self.asked = [
            " ".join(french[int(place)] for place in question.x[alive[:, row] > 0, row].argmax(axis=-1))
            for row in range(question.x.shape[1])
        ]
        return tuple(tuple(self.task.symbols.index(word) for word in self.known[each].split()) for each in self.asked)


@BOTH
def test_phrases_end_at_the_border_and_their_translations_begin_there(to: str) -> None:
    batch = Translation(to).batch(np.random.default_rng(0), 200)
    assert batch.alive is not None
    assert batch.border
    for row, tokens in enumerate(batch.tokens):
        there = batch.alive[:, row] > 0
        assert there.tolist() == [bool(token) for token in tokens]
        assert np.diff(np.flatnonzero(there)).tolist() == [1] * (there.sum() - 1)
        assert tokens[batch.border] == GO
        np.testing.assert_array_equal(batch.x[:, row].sum(axis=-1), there)
        np.testing.assert_array_equal(batch.scored[:, row], there & (np.arange(len(there)) >= batch.border))
        wanted = [Translation(to).symbols[place] for place in batch.targets[batch.scored[:, row] > 0, row].argmax(-1)]
        read = [token for token in tokens[batch.border + 1 :] if token]
        assert wanted == [*read, END]


@BOTH
def test_no_held_out_phrase_is_ever_drawn_for_training(to: str) -> None:
    task = Translation(to)
    batch = task.batch(np.random.default_rng(0), 1000)
    assert {part_of(" ".join(filter(None, row[: batch.border]))) for row in batch.tokens} == {None}


@BOTH
def test_measuring_decodes_phrases_of_the_part_alone(to: str) -> None:
    task = Translation(to)
    pairs = {part: task._pairs(np.random.default_rng(3), 200, part) for part in ("validation", "test")}
    for part, drawn in pairs.items():
        native = Native(task, {" ".join(one): " ".join(two) for one, two in drawn})
        assert task.measure(native, np.random.default_rng(3), part)["exact"] == 1
        assert {part_of(each) for each in native.asked} == {part}
    wrong = Native(task, {" ".join(one): " ".join(two[:-1]) for one, two in pairs["test"]})
    assert task.measure(wrong, np.random.default_rng(3))["exact"] == 0


def test_a_phrase_of_ones_own_is_read_with_or_without_its_translation() -> None:
    batch = Translation().encode("L'ami n'aime pas le chat → the friend does not love the cat.")
    assert batch.tokens == (
        ("l'", "ami", "n'", "aime", "pas", "le", "chat", "→", "the", "friend", "does", "not", "love", "the", "cat"),
    )
    assert batch.border == 7
    assert batch.scored[:, 0].tolist() == [0] * 7 + [1] * 8
    alone = Translation("es").encode("le chat mange")
    assert alone.tokens == (("le", "chat", "mange", "→"),)
    assert (alone.border, alone.scored.sum()) == (3, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("le chat → the cat → el gato", "The input has two arrows"),
        ("le chatt", "Word 2 of the input, 'chatt', is not known.*Did you mean"),
        ("le chat → the gato", "Word 2 of the input, 'gato', is not known"),
    ],
)
def test_what_is_no_phrase_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        Translation().encode(text)
