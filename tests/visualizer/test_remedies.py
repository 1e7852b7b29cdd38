"""Remedies are edits: on at an update, off at a later one, and what was before stays."""

import pytest

from engine.fit import misfits
from engine.run import Run, build, model, setting
from visualizer.remedies import REMEDIES, marks, switched, switches

RUN = Run.model_validate({
    "task": "votes", "length": 9, "hidden": 4, "l1": 0.001,
    "edits": [{"at": 0, "key": "drop_recurrent", "set": 0.0}, {"at": 0, "key": "drop_outputs", "set": 0.0}],
})  # fmt: skip
OFFERED = {"l1": 0.01, "l2": 0.1, "dropout": 0.5, "examples": 400.0}


@pytest.mark.parametrize("name", OFFERED)
def test_a_remedy_is_on_from_its_update_to_the_one_at_which_it_is_switched_off(name: str) -> None:
    def stands(run: Run, step: int) -> bool:
        return next(each.on for each in switches(OFFERED, run, step) if each.remedy.name == name)

    on = switched(RUN, next(each for each in switches(OFFERED, RUN, 20) if each.remedy.name == name), 20)
    off = switched(on, next(each for each in switches(OFFERED, on, 50) if each.remedy.name == name), 50)
    assert [stands(off, step) for step in (0, 19, 20, 49, 50, 99)] == [False, False, True, True, False, False]
    assert [(mark.update, mark.remedy.name, mark.on) for mark in marks(off)] == [(20, name, True), (50, name, False)]
    assert off.edits[: len(RUN.edits)] == RUN.edits
    assert not misfits(off, build(off), model(off, build(off)))


def test_only_one_remedy_is_switched_at_once_and_several_may_be_on() -> None:
    run = RUN
    for remedy in REMEDIES[:2]:
        run = switched(run, next(each for each in switches(OFFERED, run, 5) if each.remedy is remedy), 5)
    assert [each.on for each in switches(OFFERED, run, 5)] == [True, True, False, False]
    assert (setting(run, "l1", 4), setting(run, "l1", 5), setting(run, "l2", 5)) == (0.001, 0.01, 0.1)


def test_what_was_to_come_later_is_given_up_when_one_goes_back_and_switches() -> None:
    l1, l2, *_ = switches(OFFERED, RUN, 0)
    run = switched(switched(RUN, l1, 50), l2, 20)
    assert [(mark.update, mark.remedy.name) for mark in marks(run)] == [(20, "l2")]


def test_only_what_the_scene_offers_can_be_switched() -> None:
    assert [each.remedy.name for each in switches({"l2": 0.1}, RUN, 0)] == ["l2"]
