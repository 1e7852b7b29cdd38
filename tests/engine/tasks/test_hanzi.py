"""Chinese characters as a pen's way, asked for at the last step."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.hanzi import STRIDE, TESTED, Hanzi, characters
from engine.tasks.strokes import samples, steps


def test_each_character_is_asked_for_at_its_own_last_step() -> None:
    batch = Hanzi().batch(np.random.default_rng(0), 600)
    assert batch.alive is not None
    for row in range(600):
        long = int(batch.alive[:, row].sum())
        assert batch.alive[:long, row].all()
        assert batch.scored[:, row].nonzero()[0].tolist() == [long - 1]
        assert not batch.x[long:, row].any()
    assert len(set(batch.targets.sum(axis=0).argmax(axis=-1))) == 53


def test_no_two_samples_are_written_alike() -> None:
    batch = Hanzi()._batch(np.zeros(50, int), np.random.default_rng(0))
    assert len({batch.x[:, row].tobytes() for row in range(50)}) == 50


def test_a_character_of_ones_own_is_written_as_the_sample_is() -> None:
    batch = Hanzi().encode(" 忆 ")
    np.testing.assert_allclose(batch.x[:, 0] * (STRIDE, STRIDE, 1), steps(samples("hanzi.txt")["kai", "忆"], STRIDE))
    assert characters()[batch.targets[-1, 0].argmax()] == "忆"
    assert not Hanzi().encode("10,10 30,10 / 20,0 20,30").scored.any()


def test_every_character_is_measured_as_often_at_its_last_step() -> None:
    task = Hanzi()
    kinds = np.arange(TESTED) % 53

    def oracle(x: Array, alive: Array | None = None, /) -> Array:
        assert alive is not None
        said = np.zeros((*x.shape[:2], 53))
        said[alive.sum(axis=0).astype(int) - 1, np.arange(TESTED), np.where(kinds == 7, 8, kinds)] = 1
        return said

    assert TESTED % 53 == 0
    assert task.measure(oracle, np.random.default_rng(0))["right"] == pytest.approx(52 / 53)


@pytest.mark.parametrize(
    ("text", "said"),
    [("龙", "Character 1 of the input, '龙', is not"), ("你好", "The input has 2 characters"), ("→好", "Character 2")],
)
def test_what_is_no_character_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        Hanzi().encode(text)


def test_a_length_that_some_never_fit_is_refused() -> None:
    with pytest.raises(RunError, match="is too short"):
        Hanzi(20)
