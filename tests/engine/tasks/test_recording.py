"""Recordings: the samples of a file whatever its width, the same tone at another rate, and as loud as wanted."""

import wave
from pathlib import Path

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.recording import as_loud, at_rate, recorded


def save(path: Path, air: np.ndarray, rate: int, wide: int, channels: int = 1) -> Path:
    """Write a WAV file."""
    kind, middle, most = {1: ("u1", 128, 127), 2: ("<i2", 0, 2**15 - 1), 4: ("<i4", 0, 2**31 - 1)}[wide]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(wide)
        file.setframerate(rate)
        file.writeframes(np.repeat(np.round(air * most) + middle, channels).astype(kind).tobytes())
    return path


def tone(rate: int, seconds: float = 0.2, hertz: float = 300.0) -> np.ndarray:
    """A tone."""
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)


@pytest.mark.parametrize(("wide", "error"), [(1, 0.01), (2, 1e-4), (4, 1e-8)])
@pytest.mark.parametrize("channels", [1, 2])
def test_samples_are_what_was_recorded(tmp_path: Path, wide: int, error: float, channels: int) -> None:
    air = tone(16_000)
    read, rate = recorded(save(tmp_path / "a.wav", air, 16_000, wide, channels))
    assert rate == 16_000
    np.testing.assert_allclose(read, air, atol=error)


def test_a_tone_stays_the_same_tone_at_another_rate() -> None:
    for rate, wanted in ((44_100, 8000), (8000, 10_000), (8000, 8000)):
        again = at_rate(tone(rate), rate, wanted)
        inner = slice(len(again) // 10, -len(again) // 10)
        np.testing.assert_allclose(again[inner], tone(wanted)[inner], atol=0.02)


def test_what_another_rate_cannot_hold_is_left_out() -> None:
    assert np.abs(at_rate(tone(44_100, hertz=9000.0), 44_100, 8000)).max() < 0.05


def test_loudness_is_that_of_the_loud_pieces() -> None:
    air = np.concatenate([np.zeros(4000), tone(8000), np.zeros(4000)])
    loud = as_loud(0.01 * air, 0.22)
    np.testing.assert_allclose(loud, as_loud(air, 0.22), atol=1e-12)
    assert np.sqrt(np.square(loud[4100:5500]).mean()) == pytest.approx(0.22, rel=0.35)
    assert not as_loud(np.zeros(100), 0.22).any(), "silence stays silence"


@pytest.mark.parametrize("raw", [b"", b"RIFFnothing", b"RIFF\x24\0\0\0WAVEfmt "])
def test_what_is_no_recording_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(raw)
    with pytest.raises(RunError, match=r"a\.wav cannot be heard"):
        recorded(tmp_path / "a.wav")


def test_samples_of_another_width_are_told(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(3)
        file.setframerate(8000)
        file.writeframes(bytes(300))
    with pytest.raises(RunError, match="24 bits"):
        recorded(tmp_path / "a.wav")
