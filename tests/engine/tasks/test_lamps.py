"""Switches and lamps."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.lamps import Lamps


def burning(word: tuple[str, ...], lamp: str) -> list[bool]:
    """Whether a lamp burns after each sign: the last sign of its own was the capital."""
    before = ["".join(word[: t + 1]) for t in range(len(word))]
    return [text.rfind(lamp) > text.rfind(lamp.lower()) for text in before]


@pytest.mark.parametrize("lamps", [1, 3, 6])
def test_a_lamp_burns_from_its_capital_to_its_small_letter(lamps: int) -> None:
    task = Lamps(lamps=lamps, length=40)
    batch = task.batch(np.random.default_rng(0), 20)
    for row, word in enumerate(batch.tokens):
        for place, lamp in enumerate(task.symbols):
            assert list(batch.targets[:, row, place] > 0) == burning(word, lamp)
    assert batch.scored.all()
    presses = np.abs(batch.x).sum(axis=-1)
    assert set(np.unique(presses)) == {0, 1}
    assert 0.1 < presses.mean() < 0.2


def test_what_one_types_presses_switches() -> None:
    batch = Lamps().encode("A·Bba")
    assert batch.x[:, 0].tolist() == [[1, 0, 0], [0, 0, 0], [0, 1, 0], [0, -1, 0], [-1, 0, 0]]
    assert batch.targets[:, 0].tolist() == [[1, 0, 0], [1, 0, 0], [1, 1, 0], [1, 0, 0], [0, 0, 0]]


def test_a_step_is_right_if_all_lamps_are() -> None:
    task = Lamps(lamps=2, length=30)

    def all_but_one(x: Array) -> Array:
        burns = np.zeros(x.shape)
        for t in range(len(x)):
            burns[t] = np.where(x[t] == 0, burns[t - 1], x[t] > 0)
        burns[..., 1] = 0
        return burns - 0.5

    measured = task.measure(all_but_one, np.random.default_rng(0))
    assert measured["each"] == pytest.approx(0.5 + measured["right"] / 2)
    assert 0.4 < measured["right"] < 0.95


@pytest.mark.parametrize("options", [{"lamps": 0}, {"lamps": 7}, {"length": 0}, {"length": 401}])
def test_what_cannot_be_lit_is_refused(options: dict[str, int]) -> None:
    with pytest.raises(RunError):
        Lamps(**options)
