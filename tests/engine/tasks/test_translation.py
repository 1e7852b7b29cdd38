"""Phrases side by side: they end together, the decoder begins there, and no held-out one is ever trained on."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.phrases import vocabulary
from engine.tasks.task import part_of
from engine.tasks.translation import END, GO, Translation
from tests.engine.tasks.native import Native

BOTH = pytest.mark.parametrize("to", ["en", "es"])


def native(task: Translation, known: dict[str, str]) -> Native:
    """Know whole phrases by heart."""
    french = vocabulary("fr")
    book = {one: tuple(task.symbols.index(word) for word in two.split()) for one, two in known.items()}
    return Native(task.outputs, lambda x: " ".join(french[int(place)] for place in x.argmax(axis=-1)), book)


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
        knows = native(task, {" ".join(one): " ".join(two) for one, two in drawn})
        assert task.measure(knows, np.random.default_rng(3), part)["exact"] == 1
        assert {part_of(each) for each in knows.asked} == {part}
    wrong = native(task, {" ".join(one): " ".join(two[:-1]) for one, two in pairs["test"]})
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
