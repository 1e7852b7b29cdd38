"""Proving presets: which runs are trained how far, and what is said of them."""

from datetime import date

import pytest

from engine.client import Client
from engine.promise import Proof
from engine.prove import Proved, Trial, machine, prove, rule, table
from engine.run import Run
from engine.trainer import Trainer
from engine.traits import TRAITS
from presets.load import Preset

SMALL = {"task": "brackets", "length": 8, "hidden": 3, "batch": 2, "updates": 4}


def preset(**more: object) -> Preset:
    """A preset of two small runs."""
    words = {"zh": "甲", "en": "A"}
    runs = {"one": SMALL, "two": SMALL | {"cell": "rnn", "updates": 3}, "three": SMALL}
    return Preset.model_validate({"name": "tiny", "title": words, "about": words, "run": runs} | more)


BOTH = preset(
    solved=[
        {"measure": "loss", "at_most": 100.0},
        {"run": "two", "measure": "loss", "against": "one", "at_most": 50.0},
    ],
    stated={"run": "two", "measure": "legal"},
)


def test_each_seed_is_trained_as_planned_and_tested_on_what_training_never_saw() -> None:
    client = Client(heard=False)
    proved = prove(BOTH, 2, client)
    client.close()
    assert [trial.seed for trial in proved.trials] == [1, 2]
    assert proved.met == 2
    for trial in proved.trials:
        measured = {}
        for name in ("one", "two"):
            trainer = Trainer(Run.model_validate(BOTH.runs[name].model_copy(update={"seed": trial.seed})))
            trainer.goto(trainer.run.updates)
            measured[name] = trainer.measure("test")
        assert trial.values["one loss"] == pytest.approx(measured["one"]["loss"])
        assert trial.values["two loss − one"] == pytest.approx(measured["two"]["loss"] - measured["one"]["loss"])
        assert trial.values["two legal"] == measured["two"]["legal"]
        assert trial.seconds > 0
        assert trial.wall > 0
    assert sum(trial.seconds for trial in proved.trials) == pytest.approx(client.worked), "all of its work"


def test_a_run_ends_early_only_where_its_criterion_says_when_to_look() -> None:
    assert rule("one", BOTH).updates == 4
    assert rule("one", BOTH).goals == ()
    assert rule("two", BOTH).updates == 3
    early = preset(solved={"measure": "loss", "at_most": 1.0, "updates": 9, "every": 2})
    assert (rule("one", early).updates, rule("one", early).every, len(rule("one", early).goals)) == (9, 2, 1)
    assert rule("two", early).goals == ()


def test_what_holds_from_the_start_is_measured_untrained_and_traits_are_of_the_step() -> None:
    held = preset(solved=[{"measure": "growth", "at_least": 0.0, "updates": 0}])
    assert (rule("one", held).updates, rule("one", held).every) == (0, 1)
    client = Client(heard=False)
    (found,) = prove(held, 1, client).trials
    client.close()
    run = held.runs["one"].model_copy(update={"seed": 1})
    assert found.values["one growth"] == TRAITS["growth"](Trainer(run))


def test_fewer_than_written_is_worse_whatever_the_number_of_seeds() -> None:
    proof = Proof(met=4, of=5, seconds=1, machine="another", date=date(2026, 1, 2), values={})
    found = BOTH.model_copy(update={"proof": proof})
    names = ("one loss", "two loss − one", "two legal")
    trials = [Trial(seed, dict.fromkeys(names, 1 / 3), seed > 1, 2.0 * seed, 3.0 * seed) for seed in (1, 2, 3)]
    worse = Proved(found, tuple(trials))
    assert worse.worse
    assert worse.told()["values"]["two legal"] == [0.3333] * 3
    assert (worse.told()["seconds"], worse.told()["wall"]) == (4, 6)
    assert not Proved(found, tuple(trials[1:])).worse
    assert not Proved(BOTH, tuple(trials)).worse
    head, line, last = table([worse]).splitlines()
    assert head.split() == ["preset", "criterion", "met", "seconds", "of", "a", "core", "by", "the", "clock", "written"]
    assert "2 of 3" in line
    assert "WORSE NOW" in line
    assert last == f"machine: {machine()}"
    assert "cores" in machine()
