"""A survey is what the triangle and the spectra are, found afresh, left when told to, and asked of large traces."""

from dataclasses import replace
from functools import cache
from itertools import count

import numpy as np
import pytest

from engine.influence import influence
from engine.messages import Advanced, Explore, Explored, Goto, Load, Superseded
from engine.run import Run
from engine.spectrum import spectrum
from engine.survey import Survey, at_hand, found_influence, found_spectrum, survey
from engine.trace import Trace
from engine.trainer import Trainer
from engine.worker import Desk

BOTH = ("influence", "spectrum")
SMALL = Run(task="brackets", length=12, hidden=3, batch=2)


@cache
def trace(cell: str = "lstm", length: int = 12, hidden: int = 4) -> Trace:
    """One step of a small net, or of one that takes long."""
    return Trainer(Run(task="text", cell=cell, length=length, hidden=hidden, batch=1)).trace()


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_a_survey_has_the_bits_of_what_is_found_in_place(cell: str) -> None:
    found = survey(trace(cell), BOTH)
    assert found is not None
    assert found.influence is not None
    assert found.spectrum is not None
    here, there = influence(trace(cell)), spectrum(trace(cell))
    assert found.influence is not here
    for name, sizes in here.sizes.items():
        np.testing.assert_array_equal(found.influence.sizes[name], sizes)
        np.testing.assert_array_equal(found.influence.fading[name], here.fading[name])
    assert found.influence.error == here.error
    for name in ("norms", "radii", "products", "chain", "bound"):
        np.testing.assert_array_equal(getattr(found.spectrum, name), getattr(there, name))


def test_only_what_is_wanted_is_found_and_a_net_that_carries_nothing_has_no_spectra() -> None:
    reach, spectra = survey(trace(), ("influence",)), survey(trace(), ("spectrum",))
    assert reach is not None
    assert spectra is not None
    assert (reach.influence is not None, reach.spectrum) == (True, None)
    assert (spectra.influence, spectra.spectrum is not None) == (None, True)
    still = survey(trace("mlp"), BOTH)
    assert still is not None
    assert still.spectrum is None


@pytest.mark.parametrize("turns", [1, 5, 14, 26, 37])
def test_a_survey_is_left_wherever_it_is(turns: int) -> None:
    asked = count(1)
    assert survey(trace(), BOTH, lambda: next(asked) >= turns) is None
    assert next(asked) < turns + 4, "soon after it was told to"


def test_a_small_trace_is_at_hand_and_a_large_one_is_not() -> None:
    for what in BOTH:
        assert at_hand(trace(), what)
        assert not at_hand(trace(length=200), what), "many steps"
        assert not at_hand(trace(length=40, hidden=100), what), "many units"
    assert at_hand(trace("mlp", 200), "spectrum")


def test_of_a_large_trace_only_what_is_known_is_told() -> None:
    large, small = trace(length=200), trace()
    assert found_influence(small, None) is influence(small)
    assert found_spectrum(small, None) is spectrum(small)
    for known in (None, Survey()):
        assert found_influence(large, known) is None
        assert found_spectrum(large, known) is None
    known = Survey(influence(small), spectrum(small))
    assert found_influence(replace(large), known) is known.influence
    assert found_spectrum(replace(large), known) is known.spectrum


def test_the_engine_explores_every_run_where_it_is_and_nothing_moves() -> None:
    desk, runs = Desk(), (SMALL, SMALL.model_copy(update={"cell": "rnn"}))
    before = desk.answer(Load(runs, ("lstm", "rnn"), 3))
    answer = desk.answer(Explore(("influence",), "(())"))
    assert isinstance(answer, Explored)
    for run, each in zip(runs, answer.each, strict=True):
        trainer = Trainer(run)
        trainer.goto(3)
        assert each.spectrum is None
        assert each.influence is not None
        for name, sizes in influence(trainer.trace("(())")).sizes.items():
            np.testing.assert_array_equal(each.influence.sizes[name], sizes)
    after = desk.answer(Goto(3))
    assert isinstance(before, Advanced)
    assert isinstance(after, Advanced)
    np.testing.assert_array_equal(after.traces[0].grad["h"], before.traces[0].grad["h"])


def test_the_engine_leaves_an_exploration_for_a_newer_question() -> None:
    newer: list[bool] = []
    desk = Desk(lambda: bool(newer))
    desk.answer(Load((SMALL,), ("lstm",), 0))
    newer.append(True)
    assert desk.answer(Explore(BOTH)) == Superseded()
    newer.clear()
    assert isinstance(desk.answer(Explore(BOTH)), Explored)
