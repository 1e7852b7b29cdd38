"""A voice made of pulses, noise and formants: its pitch, its peaks and what an ear hears of it."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.tasks.voice import BANDS, HEARD, HOP, RATE, SILENCE, SOUNDS, Speaker, heard, somebody, spoken, timed

STEADY = Speaker(pitch=100.0, room=0.0, fall=0.0)


def power(air: Array) -> tuple[Array, Array]:
    """Frequencies, and how strong each is in the middle of a sound."""
    middle = air[len(air) // 4 : 3 * len(air) // 4] * np.hanning(len(air) // 4 * 3 - len(air) // 4)
    return np.fft.rfftfreq(len(middle), 1 / RATE), np.abs(np.fft.rfft(middle)) ** 2


@pytest.mark.parametrize("sound", ["i", "a", "u", "ɔ"])
def test_a_vowel_is_strong_at_its_formants_and_repeats_with_its_pitch(sound: str) -> None:
    air = spoken(sound * 60, STEADY, np.random.default_rng(0))
    f, strong = power(air)
    first, second, _ = SOUNDS[sound].formants
    gap = strong[(f > first + 350) & (f < second - 350)]

    def near(formant: float) -> float:
        return float(strong[abs(f - formant) < 70].max())

    assert near(first) > 100 * strong[f > 3300].mean()
    assert not len(gap) or near(second) > 2 * np.median(gap)
    middle = air[len(air) // 4 : 3 * len(air) // 4]
    alike = np.correlate(middle, middle, "full")[len(middle) - 1 :]
    assert 50 + alike[50:120].argmax() == pytest.approx(RATE / 100, abs=2)


def test_a_hiss_is_high_and_silence_is_silent() -> None:
    f, strong = power(spoken("s" * 40, STEADY, np.random.default_rng(0)))
    assert strong[f > 3000].mean() > 20 * strong[f < 1500].mean()
    assert np.abs(spoken(SILENCE * 40, STEADY, np.random.default_rng(0))).max() < 1e-9


def test_the_ear_hears_a_tone_in_its_own_band() -> None:
    t = np.arange(RATE) / RATE
    loudest = [heard(np.sin(2 * np.pi * f * t))[10].argmax() for f in (200, 500, 1000, 2000, 3500)]
    assert loudest == sorted(set(loudest))
    mel = np.log1p(np.array([100, 200, 500, 1000, 2000, 3500, 3900]) / 700)
    places = (mel[1:-1] - mel[0]) / (mel[-1] - mel[0]) * (BANDS + 1) - 1
    np.testing.assert_allclose(loudest, places, atol=0.75)
    assert heard(np.zeros(RATE)).shape == (RATE // (HEARD * HOP), BANDS)


def test_a_longer_throat_has_lower_formants_and_a_fast_speaker_takes_less_time() -> None:
    def weight(tract: float) -> float:
        f, strong = power(spoken("a" * 60, Speaker(100.0, tract, room=0.0, fall=0.0), np.random.default_rng(0)))
        return float((f * strong).sum() / strong.sum())

    assert weight(0.85) < weight(1.0) < weight(1.15)
    long = [len(timed("·naɪn·", Speaker(speed=speed))) for speed in (2.0, 1.0, 0.5)]
    assert long == sorted(set(long))
    assert "".join(dict.fromkeys(timed("·faɪv", Speaker()))) == "·faɪv"


def test_speakers_differ_and_speak_as_people_can() -> None:
    rng = np.random.default_rng(0)
    pitches = [somebody(rng).pitch for _ in range(300)]
    assert 80 < min(pitches) < 100
    assert 200 < max(pitches) < 260
