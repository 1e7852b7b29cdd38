"""Words of a pen, spelt by CTC; words and fonts that training never sees."""

import numpy as np
import pytest

from engine import ctc
from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.handwriting import STRIDE, Handwriting
from engine.tasks.spelling import FILE, LETTERS, SEEN, UNSEEN
from engine.tasks.strokes import samples, signs, steps
from engine.tasks.task import part_of


def test_words_and_fonts_of_training_are_not_held_out() -> None:
    batch = Handwriting().batch(np.random.default_rng(0), 300)
    words = ["".join(LETTERS[place - 1] for place in row) for row in batch.labels]
    assert {part_of(word) for word in words if len(word) > 1} == {None}
    assert {len(word) for word in words} == {1, 2, 3}
    assert not {*SEEN} & {*UNSEEN}
    assert {font for font, _ in samples(FILE)} == {*SEEN, *UNSEEN}


def test_a_word_is_there_from_the_first_step_to_its_last_and_can_be_spelt() -> None:
    batch = Handwriting().batch(np.random.default_rng(1), 200)
    assert batch.alive is not None
    np.testing.assert_array_equal(batch.alive, batch.scored)
    for row, spelt in enumerate(batch.labels):
        long = int(batch.alive[:, row].sum())
        assert batch.alive[:long, row].all()
        assert long >= ctc.needed(spelt)
        assert [bool(token) for token in batch.tokens[row]] == [True] * long + [False] * (72 - long)
        assert not batch.x[long:, row].any()
        assert "".join(signs(batch.x[:long, row])) == "".join(batch.tokens[row])


def test_the_steps_of_a_single_letter_are_those_of_its_font() -> None:
    batch = Handwriting().encode("q")
    np.testing.assert_allclose(batch.x[:, 0] * (STRIDE, STRIDE, 1), steps(samples(FILE)["futural", "q"], STRIDE))
    assert batch.labels == ((17,),)
    assert Handwriting().encode("lstm").labels == ((12, 19, 20, 13),)


def test_what_a_pen_wrote_has_no_labels() -> None:
    pen = Handwriting().encode("0,0 0,40 20,40 / 30,0 30,20")
    assert pen.labels == ((),)
    assert pen.x[:, 0, 2].sum() == 1
    assert Handwriting().encode("↑↑⇗→").x[:, 0, 2].tolist() == [0, 0, 1, 0]


def test_both_kinds_of_fonts_are_measured_on_words_of_the_part() -> None:
    task = Handwriting()
    heard: list[Array] = []

    def answer(x: Array, _alive: Array | None = None, /) -> Array:
        heard.append(x)
        return np.zeros((*x.shape[:2], task.outputs))

    measured = task.measure(answer, np.random.default_rng(0))
    assert measured["error_rate"] == measured["error_rate_unseen"] == 1
    rng = np.random.default_rng(0)
    for x, fonts in zip(heard, (SEEN, UNSEEN), strict=True):
        words = task.words(rng, x.shape[1], "test", fonts)
        assert {part_of(word) for word, _ in words} == {"test"}
        for row, (_, way) in enumerate(words):
            np.testing.assert_array_equal(x[: len(way), row], way)


def test_who_spells_every_label_makes_no_mistake() -> None:
    task = Handwriting()
    batches = iter([])

    def oracle(x: Array, _alive: Array | None = None, /) -> Array:
        said = np.zeros((*x.shape[:2], task.outputs))
        said[..., 0] = 1
        for row, spelt in enumerate(next(batches)):
            said[np.arange(len(spelt)) * 2, row, list(spelt)] = 9
        return said

    rng = np.random.default_rng(5)
    words = [[word for word, _ in task.words(rng, 150, "test", fonts)] for fonts in (SEEN, UNSEEN)]
    batches = iter([[[LETTERS.index(letter) + 1 for letter in word] for word in part] for part in words])
    measured = task.measure(oracle, np.random.default_rng(5))
    assert measured["error_rate"] == measured["error_rate_unseen"] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ab3", "Character 3 of the input, '3', is not known"),
        ("→x", "Character 2 of the input, 'x'"),
        ("1,2 3", "The input has 3 numbers"),
        ("m" * 60, "The pen takes .* steps"),
    ],
)
def test_what_cannot_be_written_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        Handwriting().encode(text)


def test_words_too_long_for_their_steps_are_refused() -> None:
    with pytest.raises(RunError, match="24 for each letter"):
        Handwriting(4, 72)
