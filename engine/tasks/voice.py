"""A voice of our own: sounds of speech made of a buzz, a hiss and three formants, and what an ear hears of them.

Source and filter (Fant 1960): pulses of the vocal folds and noise of the breath go through a filter with resonances
that differ from sound to sound and glide from one to the next. Heard is the logarithm of the energy in bands that
are as wide as the ear's (mel).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.arrays import Array

RATE, WINDOW, HOP = 8000, 256, 64
"""Samples a second; how many a frame of the filter has, and how many later the next one begins."""
HEARD = 2
"""So many frames of the filter make one step that is heard."""
BANDS = 20
QUIET = 1e-4
WIDTHS = (70.0, 100.0, 150.0)
STRENGTHS = (1.0, 0.6, 0.35)
GLIDE = 5
"""Over how many frames a formant glides."""
SILENCE = "·"


@dataclass(frozen=True, slots=True)
class Sound:
    """Formants in Hz, how loud buzz and hiss are, where the hiss is in Hz, and how many seconds it takes."""

    formants: tuple[float, float, float]
    buzz: float
    hiss: float = 0.0
    where: float = 3000.0
    seconds: float = 0.1


SOUNDS: dict[str, Sound] = {
    SILENCE: Sound((500, 1500, 2500), 0, seconds=0.06),
    "i": Sound((280, 2250, 2900), 1, seconds=0.14),
    "ɪ": Sound((400, 1900, 2550), 1, seconds=0.09),
    "e": Sound((450, 2050, 2600), 1, seconds=0.11),
    "ɛ": Sound((550, 1800, 2500), 1, seconds=0.11),
    "ə": Sound((500, 1400, 2500), 0.8, seconds=0.07),
    "ʌ": Sound((640, 1200, 2400), 1, seconds=0.12),
    "a": Sound((750, 1250, 2500), 1, seconds=0.12),
    "ɔ": Sound((550, 850, 2450), 1, seconds=0.14),
    "o": Sound((500, 900, 2400), 1, seconds=0.1),
    "ʊ": Sound((350, 950, 2300), 1, seconds=0.08),
    "u": Sound((320, 900, 2250), 1, seconds=0.15),
    "w": Sound((300, 650, 2200), 0.6, seconds=0.07),
    "r": Sound((350, 1100, 1500), 0.7, seconds=0.08),
    "n": Sound((250, 1450, 2400), 0.35, seconds=0.09),
    "v": Sound((280, 1100, 2300), 0.25, 0.05, 2800, 0.07),
    "z": Sound((270, 1700, 2500), 0.2, 0.25, 3600, 0.09),
    "s": Sound((300, 1700, 2500), 0, 0.4, 3700, 0.11),
    "f": Sound((300, 1100, 2300), 0, 0.1, 2600, 0.1),
    "θ": Sound((300, 1400, 2500), 0, 0.08, 3200, 0.09),
    "t": Sound((350, 1750, 2600), 0, 0.5, 3300, 0.03),
    "k": Sound((350, 1800, 2400), 0, 0.5, 1900, 0.035),
}
STOPPED = "tk"
"""Before these the breath is held."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: pitch in Hz, factors of formants, speed and loudness, noise in the room."""

    pitch: float = 120.0
    tract: float = 1.0
    speed: float = 1.0
    loudness: float = 1.0
    room: float = 0.001
    fall: float = 0.2
    """By what share the pitch falls."""


def somebody(rng: np.random.Generator) -> Speaker:
    """Draw a speaker; who speaks high has a short throat, mostly."""
    high = rng.random()
    pitch, tract = 90 * 2.5**high, np.exp(0.2 * (high - 0.5) + rng.normal(0, 0.04))
    speed, loudness = np.exp(rng.normal(0, (0.12, 0.3)))
    room, fall = 0.001 * 10 ** rng.random(), rng.uniform(0.05, 0.3)
    return Speaker(pitch, float(tract), float(speed), float(loudness), room, fall)


def timed(sounds: str, speaker: Speaker, rng: np.random.Generator | None = None) -> str:
    """Say how long each sound takes: it is repeated for each step that is heard."""
    step = HEARD * HOP / RATE
    spread = np.ones(len(sounds)) if rng is None else np.exp(rng.normal(0, 0.12, len(sounds)))
    seconds = np.array([SOUNDS[sound].seconds for sound in sounds]) * spread / speaker.speed
    return "".join(sound * max(1, round(long / step)) for sound, long in zip(sounds, seconds, strict=True))


def spoken(steps: str, speaker: Speaker, rng: np.random.Generator) -> Array:
    """Speak sounds, one for each step that is heard; gives samples of the air, (T · HEARD · HOP,)."""
    frames = np.repeat(np.array([_row(sound) for sound in steps]), HEARD, axis=0)  # (F, 6)
    glided = _glided(frames, GLIDE)
    glided[:, 3:] = _glided(frames[:, 3:], 2)
    size = len(frames) * HOP + WINDOW
    trembling = 1 + 0.0002 * rng.normal(size=size).cumsum()
    pitch = np.maximum(40, speaker.pitch * (1 - speaker.fall * np.linspace(0, 1, size)) * trembling)
    pulses = np.diff(np.floor((pitch / RATE).cumsum()), prepend=0.0)
    buzz = (pulses - pulses.mean()) * np.sqrt(RATE / speaker.pitch)
    air = _filtered(buzz, _voice(glided, speaker.tract))
    air += _filtered(rng.normal(size=size), _breath(glided, speaker.tract))
    return np.asarray(speaker.loudness * (air + speaker.room * rng.normal(size=len(air)))[: len(frames) * HOP])


def heard(air: Array) -> Array:
    """Hear samples: the logarithm of the energy in each band, (T, bands)."""
    steps = len(air) // (HEARD * HOP)
    padded = np.concatenate([air, np.zeros(WINDOW)])
    at = np.arange(steps)[:, None] * HEARD * HOP + np.arange(WINDOW)
    energy = np.abs(np.fft.rfft(padded[at] * np.hanning(WINDOW), axis=-1)) ** 2
    return np.asarray(np.log(energy @ _bands() + QUIET))


def _row(sound: str) -> Sequence[float]:
    one = SOUNDS[sound]
    return (*one.formants, one.buzz, one.hiss, one.where)


def _glided(rows: Array, width: int) -> Array:
    """The mean of each row and those around it."""
    padded = np.concatenate([rows[:1].repeat(width, axis=0), rows, rows[-1:].repeat(width, axis=0)])
    total = np.concatenate([np.zeros((1, rows.shape[1])), padded.cumsum(axis=0)])
    return np.asarray((total[2 * width + 1 :] - total[: -2 * width - 1]) / (2 * width + 1))


def _voice(frames: Array, tract: float) -> Array:
    """How strongly each frequency of the buzz passes, (F, bins)."""
    f = np.fft.rfftfreq(WINDOW, 1 / RATE)
    peaks = sum(
        strength / (1 + ((f - tract * frames[:, place, None]) / width) ** 2)
        for place, (strength, width) in enumerate(zip(STRENGTHS, WIDTHS, strict=True))
    )
    return np.asarray(frames[:, 3, None] * peaks)


def _breath(frames: Array, tract: float) -> Array:
    f = np.fft.rfftfreq(WINDOW, 1 / RATE)
    return np.asarray(frames[:, 4, None] / (1 + ((f - tract * frames[:, 5, None]) / 700) ** 2))


def _filtered(source: Array, passes: Array) -> Array:
    """Filter each frame by itself, and add up the frames, which overlap."""
    at = np.arange(len(passes))[:, None] * HOP + np.arange(WINDOW)
    shaped = np.fft.irfft(np.fft.rfft(source[at] * np.hanning(WINDOW), axis=-1) * passes, axis=-1)
    air = np.zeros(len(source) + WINDOW)
    np.add.at(air, at, shaped * 0.5)
    return air


@cache
def _bands() -> Array:
    """How much each frequency counts in each band, (bins, bands): triangles of equal width in mel."""
    f = np.fft.rfftfreq(WINDOW, 1 / RATE)
    corners = 700 * (np.exp(np.linspace(np.log1p(100 / 700), np.log1p(3900 / 700), BANDS + 2)) - 1)
    low, middle, high = corners[:-2], corners[1:-1], corners[2:]
    rise, fall = (f[:, None] - low) / (middle - low), (high - f[:, None]) / (high - middle)
    return np.asarray(np.maximum(0, np.minimum(rise, fall)))
