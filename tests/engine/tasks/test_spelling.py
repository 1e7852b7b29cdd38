"""Words for all who spell: drawn apart, written by a hand, measured in fonts seen and unseen."""

import numpy as np

from engine.arrays import Array
from engine.tasks.spelling import (
    FILE,
    LETTERS,
    SEEN,
    SYMBOLS,
    UNSEEN,
    Fonts,
    labels_of,
    spelt,
    written,
    written_by_hand,
)
from engine.tasks.strokes import STILL, samples
from engine.tasks.task import Batch, part_of


def test_words_are_of_their_part_and_of_letters_enough() -> None:
    rng = np.random.default_rng(2)
    for part in (None, "validation", "test"):
        words = [written_by_hand(rng, 3, part, SEEN, STILL)[0] for _ in range(60)]
        assert {part_of(word) for word in words if len(word) > 1} == {part}
        assert {len(word) for word in words} == ({1, 2, 3} if part is None else {2, 3})


def test_a_still_hand_writes_as_the_font_has_it() -> None:
    word, strokes = written_by_hand(np.random.default_rng(3), 4, None, ("timesr",), STILL)
    for made, known in zip(strokes, written(word, "timesr"), strict=True):
        np.testing.assert_allclose(made, known)


def test_letters_stand_beside_each_other() -> None:
    for font, letter in samples(FILE):
        alone = np.concatenate(written(letter, font))
        both = np.concatenate(written(letter * 2, font))
        assert np.isclose(alone.real.min(), 0)
        assert np.isclose(np.ptp(both.real), 2 * np.ptp(alone.real) + 0.3)


def test_mistakes_are_counted_in_both_kinds_of_fonts() -> None:
    words = {SEEN: ("ab", "c"), UNSEEN: ("xyz", "q")}
    asked: list[Fonts] = []

    def drawn(fonts: Fonts) -> Batch:
        asked.append(fonts)
        alive = np.array([[1, 1], [1, 1], [1, 0], [1, 0]], float)
        return Batch(np.zeros((4, 2, 1)), np.zeros((4, 2, 27)), alive, (("",) * 4,) * 2,
                     tuple(map(labels_of, words[fonts])), alive)  # fmt: skip

    def answer(_x: Array, _alive: Array | None = None, /) -> Array:
        said = np.zeros((4, 2, len(SYMBOLS)))
        for t, row, sign in ((0, 0, "a"), (1, 0, "·"), (2, 0, "b"), (3, 0, "b"), (0, 1, "·"), (1, 1, "c"), (3, 1, "z")):
            said[t, row, SYMBOLS.index(sign)] = 50
        return said

    measured = spelt(answer, drawn)
    assert asked == [SEEN, UNSEEN]
    assert measured["error_rate"] == 0
    assert measured["error_rate_unseen"] == 1
    assert abs(measured["loss"]) < 1e-6
    assert not {*SEEN} & {*UNSEEN}
    assert labels_of("az") == (1, 26)
    assert len(SYMBOLS) == len(LETTERS) + 1
