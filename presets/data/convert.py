"""Make the small data files beside this one from raw ones: `python presets/data/convert.py FOLDER`.

SOURCES.md says where the raw files come from and what each small file holds. The same raw files give the same lines.
"""

import gzip
import json
import sys
from collections.abc import Iterable
from csv import reader
from pathlib import Path
from runpy import run_path
from typing import Protocol

import numpy as np

HERE = Path(__file__).parent
ECG_STEP = 4
"""So many samples of the ECG become one, their mean: a beat then has 82."""
VOWEL_DIGITS = 2
FONTS = ("futural", "futuram", "scripts", "timesi", "scriptc", "timesr")
CAPITAL, BASE, SQUARE = 21, 9, 1024
"""In units of fonts: how high capitals are, and the line that letters stand on; the side of a character's square."""


class Fonts(Protocol):
    """What is asked of the package of stroke fonts."""

    def load_default_font(self, name: str) -> object:
        """Take a font."""

    def strokes_for_text(self, text: str) -> Iterable[Iterable[tuple[float, float]]]:
        """Give the strokes of a text, y downwards."""


def sunspots(raw: Path) -> list[str]:
    """A year and its number of sunspots a line."""
    return [f"{int(year)},{float(count):.1f}" for year, count in _rows(raw / "sunspots.csv")]


def elnino(raw: Path) -> list[str]:
    """A month and its sea surface temperature a line, one month after the other."""
    lines = []
    for year, *months in _rows(raw / "elnino.csv"):
        lines += [f"{int(year)}-{month:02},{float(value):.2f}" for month, value in enumerate(months, 1)]
    return lines


def seattle(raw: Path) -> list[str]:
    """A day and its highest temperature a line."""
    return [f"{row[0].replace('/', '-')},{float(row[2]):.1f}" for row in _rows(raw / "seattle-weather.csv")]


def ecg(raw: Path) -> list[str]:
    """The place of a sample in the raw file and its value a line, thinned out."""
    samples = np.load(raw / "ecg.npz", allow_pickle=False)["data"].astype(float)
    means = samples[: len(samples) // ECG_STEP * ECG_STEP].reshape(-1, ECG_STEP).mean(axis=1)
    return [f"{place * ECG_STEP},{value:.1f}" for place, value in enumerate(means)]


def digits(raw: Path) -> list[str]:
    """Eight rows of eight pixels, a letter 0…9a…g for each, and the digit, a picture a line."""
    lines = []
    with gzip.open(raw / "digits.csv.gz", "rt", encoding="ascii") as file:
        for row in reader(file):
            *pixels, digit = (int(float(cell)) for cell in row)
            ink = ["0123456789abcdefg"[pixel] for pixel in pixels]
            lines.append(" ".join("".join(ink[at : at + 8]) for at in range(0, 64, 8)) + f",{digit}")
    return lines


def letters(raw: Path) -> list[str]:
    """A font, a letter and its strokes a line: points x,y in hundredths of a capital's height, y upwards."""
    fonts = loaded(raw / "HersheyFonts.py")
    lines = ["# pen strokes of letters; see SOURCES.md: the Hershey fonts, converted by presets/data/convert.py"]
    for font in FONTS:
        fonts.load_default_font(font)
        for letter in "abcdefghijklmnopqrstuvwxyz":
            strokes = [[(x, BASE - y) for x, y in stroke] for stroke in fonts.strokes_for_text(letter)]
            lines.append(" ".join([font, letter, *(_stroke(stroke, 100 / CAPITAL) for stroke in strokes)]))
    return lines


def hanzi(raw: Path) -> list[str]:
    """The same of Chinese characters, in hundredths of their square."""
    lines = [
        "# medians of pen strokes, derived from AR PL KaitiM GB and AR PL UKai, (C) 1999 Arphic Technology Co., Ltd.",
        "# changed 2026-11-24 by presets/data/convert.py: 53 characters chosen, points rounded to a hundredth of the",
        "# square; Arphic Public License, see ARPHICPL.TXT beside this file and SOURCES.md",
    ]
    for character, strokes in json.loads((raw / "hanzi-medians.json").read_text(encoding="utf-8")).items():
        lines.append(" ".join(["kai", character, *(_stroke(stroke, 100 / SQUARE) for stroke in strokes)]))
    return lines


def _stroke(points: Iterable[Iterable[float]], scale: float) -> str:
    """Write the points of a stroke."""
    return ";".join(f"{round(x * scale)},{round(y * scale)}" for x, y in points)


def loaded(path: Path) -> Fonts:
    """Run the package's one file, and make its object of fonts; it is no dependency of ours."""
    fonts: Fonts = run_path(str(path))["HersheyFonts"]()
    return fonts


def vowels(raw: Path) -> list[str]:
    """A part, a speaker and the steps of an utterance a line; a step is its 12 cepstra."""
    lines = []
    for part in ("TRAIN", "TEST"):
        for line in (raw / f"JapaneseVowels_{part}.ts").read_text(encoding="utf-8").splitlines():
            if not line or line[0] in "#@":
                continue
            *channels, speaker = line.split(":")
            steps = np.array([[float(value) for value in channel.split(",")] for channel in channels]).T
            written = " ".join(",".join(f"{value:.{VOWEL_DIGITS}f}" for value in step) for step in steps)
            lines.append(f"{part.lower()};{speaker};{written}")
    return lines


FILES = {
    "sunspots.csv": sunspots,
    "elnino.csv": elnino,
    "seattle.csv": seattle,
    "ecg.csv": ecg,
    "digits.txt.gz": digits,
    "vowels.txt.gz": vowels,
    "letters.txt": letters,
    "hanzi.txt": hanzi,
}


def convert(raw: Path, to: Path = HERE) -> None:
    """Write every file."""
    for name, made in FILES.items():
        text = ("\n".join(made(raw)) + "\n").encode()
        (to / name).write_bytes(gzip.compress(text, mtime=0) if name.endswith(".gz") else text)


def _rows(path: Path) -> Iterable[list[str]]:
    """The rows of a table without its head."""
    return list(reader(path.read_text(encoding="utf-8").splitlines()))[1:]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Give the folder of the raw files: python presets/data/convert.py FOLDER")
    convert(Path(sys.argv[1]))
