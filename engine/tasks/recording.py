"""A recording of the user's own: samples of a WAV file, and the same at another rate and loudness."""

import wave
from pathlib import Path

import numpy as np

from engine.arrays import Array
from engine.errors import RunError

LONGEST_SECONDS = 30.0
LOUD = 0.25
"""The part of a recording, its loudest pieces, whose loudness counts as that of the whole."""
PIECES = 40
KINDS = {1: ("u1", 128, 128), 2: ("<i2", 0, 2**15), 4: ("<i4", 0, 2**31)}
"""By the bytes of a sample: what it is, where its middle is, and how far it goes."""


def recorded(path: Path) -> tuple[Array, int]:
    """Read a WAV file: samples from −1 to 1, of all channels together, and how many there are a second."""
    try:
        with wave.open(str(path), "rb") as file:
            rate, wide, channels = file.getframerate(), file.getsampwidth(), file.getnchannels()
            raw = file.readframes(min(file.getnframes(), int(LONGEST_SECONDS * rate)))
    except (wave.Error, EOFError) as error:
        raise RunError(
            f"{path.name} cannot be heard: {error}.", "A WAV file of plain samples (PCM) was expected.",
            "Save the recording as WAV, 16 bits.",
            zh=(f"{path.name} 听不了。", "应是未压缩采样（PCM）的 WAV 文件。", "把录音另存为 16 位 WAV。"),
        ) from error  # fmt: skip
    if wide not in KINDS or not channels or not rate or not raw:
        raise RunError(
            f"{path.name} has samples of {8 * wide} bits, or none.", "8, 16 or 32 bits were expected.",
            "Save the recording as WAV, 16 bits.",
            zh=(f"{path.name} 的采样是 {8 * wide} 位，或没有采样。", "应是 8、16 或 32 位。",
                "把录音另存为 16 位 WAV。"),
        )  # fmt: skip
    kind, middle, most = KINDS[wide]
    samples = np.frombuffer(raw[: len(raw) // (wide * channels) * wide * channels], np.dtype(kind)).astype(np.float64)
    return np.asarray((samples.reshape(-1, channels).mean(axis=1) - middle) / most), rate


def at_rate(air: Array, rate: int, wanted: int) -> Array:
    """The same sound at another rate; what the other rate cannot hold is left out."""
    if rate == wanted:
        return air
    spectrum = np.fft.rfft(air)
    size = max(1, round(len(air) * wanted / rate))
    kept = np.zeros(size // 2 + 1, complex)
    both = min(len(kept), len(spectrum))
    kept[:both] = spectrum[:both]
    return np.asarray(np.fft.irfft(kept, size) * (size / len(air)))


def as_loud(air: Array, loudness: float) -> Array:
    """The same sound, its loud pieces as loud as wanted (root of the mean square)."""
    pieces = np.array_split(air, min(PIECES, len(air)))
    energies = np.sort([np.square(piece).mean() for piece in pieces])[::-1]
    now = float(np.sqrt(energies[: max(1, int(LOUD * len(energies)))].mean()))
    return air * (loudness / now) if now > 0 else air
