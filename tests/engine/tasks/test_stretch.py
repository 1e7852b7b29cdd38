"""Stretched words: what they spell, and a net that learns to say them."""

import numpy as np
import pytest

from engine import derive
from engine.arrays import Array
from engine.errors import RunError
from engine.run import Run
from engine.tasks.stretch import Stretch
from engine.trainer import Trainer


def test_a_string_spells_its_letters_in_order() -> None:
    batch = Stretch().encode("aa·ab cc")
    assert batch.labels == ((1, 1, 2, 3),)
    assert batch.tokens == (("a", "a", "·", "a", "b", "·", "c", "c"),)
    assert batch.x[:, 0].sum(axis=1).tolist() == [1, 1, 0, 1, 1, 0, 1, 1]
    assert Stretch().encode("···").labels == ((),)


def test_saying_every_step_as_it_is_is_right_and_saying_nothing_is_not() -> None:
    def heard(x: Array) -> Array:
        return np.concatenate([0.5 * np.ones((*x.shape[:2], 1)), x], axis=-1)

    assert Stretch().measure(heard, np.random.default_rng(0))["right"] == 1
    assert Stretch().measure(lambda x: heard(0 * x), np.random.default_rng(0))["right"] < 0.05


def test_a_length_that_is_none_is_refused() -> None:
    with pytest.raises(RunError, match="A length is from 1 to 400"):
        Stretch(length=0)


def test_a_trace_knows_its_labels_and_what_each_step_adds() -> None:
    trainer = Trainer(Run(task="stretch", length=12, hidden=3, batch=1))
    found = trainer.trace("aab·cc")
    assert found.labels == (1, 2, 3)
    assert derive.losses(found).shape == (6,)
    trainer.advance()
    trainer.goto(0)
    seen = trainer.trace()
    trainer.advance()
    assert derive.loss(seen) == pytest.approx(trainer.losses[0], rel=1e-12)


@pytest.mark.slow
def test_a_net_learns_to_spell_unseen_words() -> None:
    trainer = Trainer(Run(task="stretch", cell="gru", hidden=8, batch=16, rate=0.02))
    trainer.goto(300)
    assert trainer.measure()["right"] >= 0.95
