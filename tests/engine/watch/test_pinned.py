"""Pinned watches: at an update, over updates, and with mistakes among them."""

import numpy as np
import pytest

from engine.errors import WatchError
from engine.run import Run
from engine.trainer import Trainer
from engine.watch.findings import Mistake, Pinned
from engine.watch.pinned import history, pinned

RUN = Run(task="brackets", length=8, hidden=3, batch=2, rate=0.1)


def trainer(step: int) -> Trainer:
    found = Trainer(RUN)
    found.goto(step)
    return found


def test_each_has_its_numbers_and_a_mistake_spoils_no_other() -> None:
    walker = trainer(5)
    number, wrong, condition = pinned(walker, ("norm(dh[t])", "norm(q)", "norm(dh[t]) > 0"))
    trace = walker.trace()
    assert isinstance(number, Pinned)
    assert isinstance(wrong, Mistake)
    assert isinstance(condition, Pinned)
    np.testing.assert_allclose(number.reading.series, np.linalg.norm(trace.grad["h"], axis=1))
    assert (number.condition, number.hits, condition.condition) == (False, (), True)
    assert [hit.t for hit in condition.hits] == list(reversed(range(trace.T)))
    assert wrong.at == 5
    assert 'no name "q"' in wrong.what


def test_an_own_string_is_what_is_looked_at() -> None:
    (found,) = pinned(trainer(5), ("norm(h[t])",), "((")
    assert isinstance(found, Pinned)
    assert found.reading.series.shape == (2,)


def test_over_updates_each_has_one_number_and_the_trainer_stays() -> None:
    walker = trainer(9)
    weights = {name: array.tobytes() for name, array in walker.weight.items()}
    found = history(walker, ("loss", "norm(dh[t])", "norm(zf.h')"), (3, 12))
    assert found is not None
    assert found.shape == (3, 10)
    for column, step in enumerate(range(3, 13)):
        lone = trainer(step)
        trace = lone.trace()
        lone.advance()
        wanted = lone.losses[-1], np.linalg.norm(trace.grad["h"], axis=1).max(), np.linalg.norm(trace.weight["zf.h'"])
        np.testing.assert_allclose(found[:, column], wanted, rtol=1e-12)
    assert (walker.step, len(walker.losses)) == (9, 9)
    assert {name: array.tobytes() for name, array in walker.weight.items()} == weights


def test_it_can_be_left_and_mistakes_are_told() -> None:
    walker = trainer(2)
    assert history(walker, ("loss",), (0, 50), lambda: True) is None
    assert walker.step == 2
    with pytest.raises(WatchError):
        history(walker, ("los",), (0, 5))
