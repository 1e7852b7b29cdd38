"""How an update was made, as the trainer tells it."""

import numpy as np

from engine.edits import Edit
from engine.learning import Learning
from engine.run import Run, setting
from engine.trainer import Trainer
from tests.engine.traces import made


def test_a_probe_has_no_optimizer() -> None:
    probe = Trainer(Run(task="brackets")).trace("()")
    assert probe.learning.optimizer == Learning().optimizer == ""


def test_it_is_told_as_the_run_has_it_at_that_step() -> None:
    run = Run(task="brackets", length=10, schedule="cosine", updates=20, clip=0.5, optimizer="momentum",
              edits=(Edit(at=2, key="clip", set=0.25), Edit(at=3, weight="y.b", learns=False)))
    trainer = Trainer(run)
    for step in (0, 2, 4):
        trainer.goto(step)
        found = trainer.trace().learning
        assert (found.optimizer, found.clip) == ("momentum", 0.5 if step < 2 else 0.25)
        assert found.rate == setting(run, "rate", step)
        assert list(found.learns) == (["y.b"] if step >= 3 else [])
    assert list(found.state) == ["speed"]


def test_the_memory_is_that_before_the_update() -> None:
    trainer = Trainer(Run(task="brackets", length=10, optimizer="sgd", clip=None))
    assert not trainer.trace().learning.state
    adam = made("rnn", updates=0)
    assert adam.learning.count == 0
    assert not any(array.any() for kind in adam.learning.state.values() for array in kind.values())
    assert made("rnn", updates=3).learning.count == 3


def test_updates_with_a_longer_gradient_than_the_clip_of_their_time_are_counted() -> None:
    trainer = Trainer(Run(task="brackets", length=10, clip=0.3, edits=(Edit(at=4, key="clip", set=0.05),)))
    trainer.goto(9)
    wanted = sum(length > (0.3 if step < 4 else 0.05) for step, length in enumerate(trainer.lengths))
    assert trainer.trace().learning.longer == wanted > 0
    trainer.goto(1)
    assert trainer.trace().learning.longer == int(trainer.lengths[0] > 0.3)
    assert np.isfinite(trainer.lengths).all()
