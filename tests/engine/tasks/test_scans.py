"""Words as pictures, column by column: what is on paper, what is held out, what is refused."""

import numpy as np
import pytest

from engine import ctc
from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.scans import BASE, INK, MARGIN, ROWS, SCALE, Scans, picture
from engine.tasks.spelling import SEEN, SYMBOLS, TESTED, UNSEEN, labels_of
from engine.tasks.task import part_of


def test_a_line_gives_its_ink_where_it_goes() -> None:
    upright = picture((np.array([0, 1j]),))
    top, line = round(BASE - SCALE), int(BASE)
    assert len(upright) == 2 * MARGIN + 1
    assert (upright[MARGIN, top + 1 : line] == len(INK) - 1).all()
    assert not upright[MARGIN, : top - 1].any()
    assert not upright[MARGIN, line + 2 :].any()
    assert not upright[[0, -1]].any()


def test_ink_over_the_edge_is_lost_and_none_is_elsewhere() -> None:
    tall = picture((np.array([-3j, 3j]),))
    assert (tall[MARGIN] == len(INK) - 1).all()
    assert not picture((np.array([3j, 4j]),)).any()


def test_a_line_twice_as_long_has_twice_the_ink() -> None:
    short, long = (picture((np.array([0, wide]),)).sum() for wide in (1, 2))
    assert 1.8 < long / short < 2.1


def test_training_has_no_held_out_word_and_every_row_can_be_spelt() -> None:
    task = Scans()
    batch = task.batch(np.random.default_rng(0), 200)
    assert batch.alive is not None
    for row, spelt in enumerate(batch.labels):
        word = "".join(SYMBOLS[place] for place in spelt)
        assert len(word) == 1 or part_of(word) is None
        long = int(batch.alive[:, row].sum())
        assert long >= ctc.needed(spelt)
        assert not batch.x[long:, row].any()
        columns = [[INK.index(sign) / (len(INK) - 1) for sign in token] for token in batch.tokens[row] if token]
        np.testing.assert_array_equal(batch.x[:long, row], columns)


def test_a_word_and_its_pixels_are_the_same_picture() -> None:
    task = Scans()
    word = task.encode("lstm")
    assert word.labels == (labels_of("lstm"),)
    pixels = task.encode(" ".join(word.tokens[0]))
    np.testing.assert_array_equal(pixels.x, word.x)
    assert pixels.labels == ((),)


def test_empty_columns_at_the_end_are_left_out_but_for_one() -> None:
    blank = INK[0] * ROWS
    assert len(Scans().encode(blank + INK[-1] * ROWS + blank * 9).x) == 3
    assert len(Scans().encode(blank * 12).x) == 12


def test_who_spells_every_label_makes_no_mistake() -> None:
    task, seed = Scans(), 4
    rng = np.random.default_rng(seed)
    words = [task.words(rng, TESTED, "test", fonts) for fonts in (SEEN, UNSEEN)]
    known = iter([[labels_of(word) for word, _ in part] for part in words])

    def oracle(x: Array, _alive: Array | None = None, /) -> Array:
        said = np.zeros((*x.shape[:2], len(SYMBOLS)))
        said[..., 0] = 1
        for row, spelt in enumerate(next(known)):
            said[np.arange(len(spelt)) * 2, row, list(spelt)] = 9
        return said

    measured = task.measure(oracle, np.random.default_rng(seed))
    assert measured["error_rate"] == measured["error_rate_unseen"] == 0


@pytest.mark.parametrize(("text", "said"), [
    ("ab1", "Character 3 of the input, '1'"),
    ("█▓█", "The input has 3 pixels"),
    ("", "The input is empty"),
    ("m" * 60, "columns wide"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        Scans().encode(text)


def test_words_too_wide_for_their_columns_are_refused() -> None:
    with pytest.raises(RunError, match="16 for each letter"):
        Scans(4, 48)
