"""Nine voices, utterances of their own lengths, and the official test part."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.speech import CEPSTRA, LONG, Speech, listened, scaled, utterances
from engine.tasks.voice import Speaker, spoken

TEST_COUNTS = [31, 35, 88, 44, 29, 24, 40, 50, 29]
"""Utterances of each speaker in the official test part, as the data's own page gives them."""


def test_the_parts_are_the_official_ones_and_share_nothing() -> None:
    known, _, _ = utterances()
    assert [len(part) for part in (known.training, known.validation, known.test)] == [243, 27, 370]
    assert len({*known.training, *known.validation, *known.test}) == 640
    assert np.bincount(known.classes[known.test]).tolist() == TEST_COUNTS
    assert np.bincount(known.classes[known.training]).tolist() == [27] * 9
    assert np.bincount(known.classes[known.validation]).tolist() == [3] * 9
    assert (known.lengths.min(), known.lengths.max()) == (7, 29)
    heard = [{known.x[:, place].tobytes() for place in part} for part in (known.training, known.validation, known.test)]
    assert not heard[0] & (heard[1] | heard[2])


def test_the_scale_knows_nothing_of_what_is_held_out() -> None:
    rng = np.random.default_rng(0)
    spoken = [rng.normal(size=(int(rng.integers(7, 30)), 12)) for _ in range(120)]
    speaker, held = np.arange(120) % 9, np.arange(90, 120)
    known, mean, spread = scaled(spoken, speaker, held)
    louder = [each * 1000 if place in {*held, *known.validation} else each for place, each in enumerate(spoken)]
    again, mean2, spread2 = scaled(louder, speaker, held)
    np.testing.assert_array_equal(mean, mean2)
    np.testing.assert_array_equal(spread, spread2)
    np.testing.assert_array_equal(known.x[:, known.training], again.x[:, again.training])


def test_training_steps_have_mean_0_and_spread_1() -> None:
    known, _, _ = utterances()
    steps = np.concatenate([known.x[: known.lengths[place], place] for place in known.training])
    np.testing.assert_allclose(steps.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(steps.std(axis=0), 1)


def test_an_utterance_is_asked_at_its_own_last_step_and_padded_with_nothing() -> None:
    batch = Speech().batch(np.random.default_rng(0), 50)
    for row in range(50):
        last = int(np.flatnonzero(batch.scored[:, row])[0])
        assert batch.scored[:, row].sum() == 1
        assert batch.tokens[row][last]
        assert not any(batch.tokens[row][last + 1 :])
        assert not batch.x[last + 1 :, row].any()
        assert batch.alive is not None
        assert batch.alive[:, row].tolist() == [1] * (last + 1) + [0] * (28 - last)
        assert batch.x[: last + 1, row].any(axis=1).all()
    assert len(set(batch.scored.argmax(axis=0))) > 5


def test_an_example_has_its_own_length_and_its_speaker() -> None:
    known, _, _ = utterances()
    batch = Speech().encode("#12")
    place = known.test[11]
    assert batch.x.shape == (known.lengths[place], 1, 12)
    assert batch.scored[:, 0].tolist() == [0] * (known.lengths[place] - 1) + [1]
    assert batch.targets[-1, 0].argmax() == known.classes[place]
    assert all(batch.tokens[0])


def test_cepstra_of_ones_own_have_no_answer() -> None:
    _, mean, spread = utterances()
    batch = Speech().encode(" ".join(["0.5,-1"] * 6))
    assert [len(token) for token in batch.tokens[0]] == [12]
    np.testing.assert_allclose(batch.x[0, 0] * spread + mean, [0.5, -1] * 6)
    assert not batch.scored.any()


def test_bars_are_the_rough_height_of_what_goes_in() -> None:
    batch = Speech().encode("#12")
    again = Speech().encode(" ".join(batch.tokens[0]))
    assert again.tokens == batch.tokens
    within = np.abs(batch.x) < 2
    assert np.abs(again.x - batch.x)[within].max() <= 0.25
    assert within.mean() > 0.9
    low, high = (Speech().encode(sign * 12).x.mean() for sign in "▁█")
    assert (low, high) == (-1.75, 1.75)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 2 3", r"The input has 3 numbers\. A time step takes 12: cepstrum 1, cepstrum 2"),
        ("▁" * 13, r"The input has 13 bars\. A time step takes 12\."),
        ("▁ 1", r"Character 3 of the input, '1', is not known"),
        ("#371", r"There is no example 371\. The test part has 370"),
        ("#1 2", r"The input names no utterance\. One is named as #12"),
    ],
)
def test_what_is_no_utterance_is_refused(text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        Speech().encode(text)


def test_measuring_reads_each_answer_at_the_utterances_own_last_step() -> None:
    known, _, _ = utterances()
    lengths, classes = known.lengths[known.test], known.classes[known.test]

    def oracle(x: Array, _alive: Array) -> Array:
        said = np.zeros((29, x.shape[1], 9))
        said[lengths - 1, np.arange(370), classes] = 1
        said[lengths % 29, np.arange(370), (classes + 1) % 9] = 5
        return said

    assert Speech().measure(oracle, np.random.default_rng(0))["right"] == 1


def test_the_loudest_stretch_of_a_recording_is_drawn_as_bars() -> None:
    rng = np.random.default_rng(0)
    voice = spoken("e" * 40, Speaker(), rng)
    quiet = 1e-3 * rng.normal(size=4000)
    text = listened(np.concatenate([quiet, voice, quiet]), 8000)
    batch = Speech().encode(text)
    assert batch.x.shape == (LONG, 1, CEPSTRA)
    alone = Speech().encode(listened(voice[500:-500], 8000)).x
    assert np.abs(batch.x.mean(axis=0) - alone.mean(axis=0)).max() < 0.6
