"""Spoken digits: strings and speakers that training never hears."""

import numpy as np
import pytest

from engine import ctc
from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.spoken import (
    AS_HEARD,
    BLANK,
    COLLECTED,
    DIGITS,
    HEARD,
    RECORDED,
    WORDS,
    Spoken,
    _collection,
    _utterance,
    listened,
    pronounced,
)
from engine.tasks.task import part_of
from engine.tasks.voice import SILENCE, SOUNDS, Speaker, spoken, timed


def test_nothing_that_training_hears_is_held_out() -> None:
    known = _collection(3, 96)
    assert len(known) == COLLECTED
    assert {part_of(f"digits {digits}") for digits, _, _ in known} == {None}
    rng = np.random.default_rng(0)
    fresh = [_utterance(rng, 3, 96, "test") for _ in range(30)]
    assert {part_of(f"digits {digits}") for digits, _, _ in fresh} == {"test"}
    assert not {digits for digits, _, _ in fresh} & {digits for digits, _, _ in known}
    batch = Spoken().batch(rng, 200)
    assert {"".join(DIGITS[place - 1] for place in row) for row in batch.labels} <= {digits for digits, _, _ in known}


def test_what_is_heard_is_as_long_as_what_is_said() -> None:
    batch = Spoken().batch(np.random.default_rng(0), 100)
    assert batch.alive is not None
    np.testing.assert_array_equal(batch.alive, batch.scored)
    for row, spelt in enumerate(batch.labels):
        long = int(batch.alive[:, row].sum())
        assert batch.alive[:long, row].all()
        assert [bool(token) for token in batch.tokens[row]] == [True] * long + [False] * (96 - long)
        assert long >= ctc.needed(spelt)
        said = "".join(sound for sound in dict.fromkeys(batch.tokens[row]) if sound)
        assert {*said} <= {*SOUNDS}
    assert abs(batch.x[batch.alive > 0].mean()) < 1
    assert 0.3 < batch.x[batch.alive > 0].std() < 3


def test_digits_are_pronounced_and_their_sounds_read_back() -> None:
    assert {sound for word in WORDS for sound in word} <= {*SOUNDS}
    assert len(set(WORDS)) == 10
    assert pronounced("62") == "·sɪ·ks·tu·"
    spoken = Spoken().encode("4 2")
    assert spoken.labels == ((5, 3),)
    sounds = "".join(spoken.tokens[0])
    again = Spoken().encode(sounds)
    np.testing.assert_array_equal(again.x, spoken.x)
    assert again.labels == ((),)
    assert sounds.startswith(SILENCE)


def test_who_spells_every_label_makes_no_mistake_and_who_is_mute_all() -> None:
    task = Spoken()
    rng = np.random.default_rng(2)
    labels = [[DIGITS.index(digit) + 1 for digit in _utterance(rng, 3, 96, "test")[0]] for _ in range(150)]

    def oracle(x: Array, _alive: Array | None = None, /) -> Array:
        said = np.zeros((*x.shape[:2], task.outputs))
        said[..., task.symbols.index(BLANK)] = 1
        for row, spelt in enumerate(labels):
            said[np.arange(len(spelt)) * 2, row, spelt] = 9
        return said

    def mute(x: Array, _alive: Array | None = None, /) -> Array:
        return np.zeros((*x.shape[:2], task.outputs))

    right, wrong = (task.measure(answer, np.random.default_rng(2)) for answer in (oracle, mute))
    assert (right["error_rate"], right["whole"]) == (0, 1)
    assert (wrong["error_rate"], wrong["whole"]) == (1, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [("3x", "Character 2 of the input, 'x'"), ("naɪ9", "Character 4 of the input, '9'"), ("9" * 40, "That takes")],
)
def test_what_cannot_be_spoken_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        Spoken().encode(text)


def test_utterances_too_long_for_their_steps_are_refused() -> None:
    with pytest.raises(RunError, match="32 for each"):
        Spoken(4, 96)


def test_a_recording_is_heard_as_what_was_spoken() -> None:
    speaker = Speaker()
    steps = timed(pronounced("314"), speaker)
    air = spoken(steps, speaker, np.random.default_rng(0))
    written = Spoken().encode("314")
    for rate, factor in ((8000, 1.0), (8000, 0.1)):
        heard = Spoken().encode(listened(factor * air, rate))
        assert heard.x.shape == written.x.shape
        assert np.abs(heard.x - written.x).mean() < 0.06
        assert (heard.labels, set(heard.tokens[0])) == (((),), {RECORDED})


def test_half_a_step_of_a_recording_is_refused() -> None:
    with pytest.raises(RunError, match="A time step takes 20"):
        Spoken().encode(AS_HEARD + HEARD[5] * 30)
