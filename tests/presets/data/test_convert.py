"""The script that makes the small data files, on raw files of our own."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from presets.data.convert import FILES, convert

FONTS = """
class HersheyFonts:
    def load_default_font(self, name): self.name = name
    def strokes_for_text(self, letter): return [[(0, 9), (21, -12)]] if letter == "v" and self.name == "scripts" else []
"""
VOWELS = "#\n@data\n1,2:{rest}:3\n4,5,6:{longer}:9\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Raw files as the packages have them, very short."""
    (tmp_path / "sunspots.csv").write_text('"YEAR","SUNACTIVITY"\n1700,5\n1701,11\n', "utf-8")
    (tmp_path / "elnino.csv").write_text('"YEAR","JAN","FEB"\n1950,23.110,24.200\n1951,24.190,25.280\n', "utf-8")
    (tmp_path / "seattle-weather.csv").write_text("date,rain,max\n2012/01/01,0.0,12.8\n", "utf-8")
    np.savez(tmp_path / "ecg.npz", data=np.arange(11))
    row = ",".join([*map(str, [0, 16] * 32), "7"])
    (tmp_path / "digits.csv.gz").write_bytes(gzip.compress(f"{row}\n".encode()))
    rest = ":".join(["0,0.126"] * 11)
    longer = ":".join(["0,0,-1"] * 11)
    for part in ("TRAIN", "TEST"):
        (tmp_path / f"JapaneseVowels_{part}.ts").write_text(VOWELS.format(rest=rest, longer=longer), "utf-8")
    (tmp_path / "HersheyFonts.py").write_text(FONTS, "utf-8")
    hanzi = '{"一": [[[0, 512], [1024, 512]]], "二": [[[512, 0]], [[0, 0]]]}'
    (tmp_path / "hanzi-medians.json").write_text(hanzi, "utf-8")
    return tmp_path


def test_every_file_is_made(raw: Path, tmp_path: Path) -> None:
    to = tmp_path / "made"
    to.mkdir()
    convert(raw, to)
    assert {path.name for path in to.iterdir()} == set(FILES)
    assert (to / "sunspots.csv").read_text("ascii") == "1700,5.0\n1701,11.0\n"
    assert (to / "elnino.csv").read_text("ascii") == "1950-01,23.11\n1950-02,24.20\n1951-01,24.19\n1951-02,25.28\n"
    assert (to / "seattle.csv").read_text("ascii") == "2012-01-01,12.8\n"
    assert (to / "ecg.csv").read_text("ascii") == "0,1.5\n4,5.5\n"
    assert gzip.decompress((to / "digits.txt.gz").read_bytes()).decode() == " ".join(["0g" * 4] * 8) + ",7\n"
    lines = gzip.decompress((to / "vowels.txt.gz").read_bytes()).decode().splitlines()
    assert [line[:9] for line in lines] == ["train;3;1", "train;9;4", "test;3;1.", "test;9;4."]
    assert lines[0] == "train;3;" + ",".join(["1.00", *["0.00"] * 11]) + " " + ",".join(["2.00", *["0.13"] * 11])
    assert len(lines[1].split(" ")) == 3
    letters = (to / "letters.txt").read_text("utf-8").splitlines()
    assert letters[0][0] == "#"
    assert len(letters) == 1 + 6 * 26
    assert [line for line in letters[1:] if line.count(" ") > 1] == ["scripts v 0,0;100,100"]
    hanzi = [line for line in (to / "hanzi.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    assert hanzi == ["kai 一 0,50;100,50", "kai 二 50,0 0,0"]
