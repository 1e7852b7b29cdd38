"""What a measure is called and how it is written, for every measure that a preset's task gives."""

import pytest

from engine.messages import Measured
from engine.promise import Solved
from engine.trainer import Trainer
from engine.traits import TRAITS
from presets.load import load, names
from visualizer.measures import NAMES, SHOWN, bound_words, measure_words, own_words, race_notes
from visualizer.paint import Look


@pytest.mark.parametrize("name", names())
def test_every_measure_of_every_preset_has_a_name(name: str) -> None:
    preset = load(name)
    run = next(iter(preset.runs.values()))
    assert set(Trainer(run).measure()) <= set(NAMES)


def test_every_trait_has_a_name() -> None:
    assert set(TRAITS) <= set(NAMES)


def test_shares_are_percentages_and_others_have_three_digits() -> None:
    words = measure_words({"legal": 0.974, "p_u_given_q": 0.98765, "loss": 0.1}, Look(lang="en"))
    assert words == (("whole strings right", "97%"), ("learned P(u | q)", "0.988"))


def test_what_is_shown_has_a_name_in_both_languages() -> None:
    assert all(NAMES[name][0] != NAMES[name][1] for name in SHOWN)


def test_a_trainer_measures_what_is_shown() -> None:
    trainer = Trainer(load("brackets").runs["lstm"])
    assert measure_words(trainer.measure(), Look()) == (("整串全对", "0%"), ("从这个长度起出错", "24"))


def test_a_race_has_one_note_a_lane_and_a_run_alone_has_all_its_words() -> None:
    look = Look(lang="en")
    race = Measured(({"legal": 0.5, "loss": 1.0}, {"legal": 1.0}))
    assert race_notes(race, look) == (("whole strings right", "50%"), ("whole strings right", "100%"))
    assert own_words(race, look) == ()
    alone = Measured(({"p_u_given_q": 0.98, "counted_u_given_q": 0.988},))
    assert own_words(alone, look) == ("learned P(u | q) 0.980", "counted in the text 0.988")
    assert race_notes(alone, look) == race_notes(None, look) == ()


def test_a_criterion_is_said_in_words_and_its_bound_is_not_rounded() -> None:
    right = Solved(run="lstm", measure="right", at_least=0.985)
    assert bound_words(right, "en") == "lstm right ≥ 98.5%"
    assert bound_words(Solved(run="a", measure="error_rate", at_most=0.05), "zh") == "a 每个符号的错误 ≤ 0.05"
    gap = Solved(run="l1", measure="gap", against="plain", at_most=-0.4)
    assert bound_words(gap, "en") == "l1 test loss minus training loss − plain ≤ −0.4"
