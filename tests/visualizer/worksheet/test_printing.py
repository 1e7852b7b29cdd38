"""Worksheets as files: both PDFs, pages of text and no pictures, and a refusal where a pencil is too little."""

import re
from pathlib import Path

import pytest

from engine.run import Run
from engine.trainer import Trainer
from tests.visualizer.worksheet.small import made, small
from visualizer.errors import VisualizerError
from visualizer.paint import Look
from visualizer.theme import DARK
from visualizer.worksheet.printing import print_step, too_much

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_files_have_all_pages_in_letters_and_not_in_pixels(tmp_path: Path, lang: str) -> None:
    files = print_step(small("rnn"), "By hand", Look(DARK, lang), tmp_path / "new")
    assert [file.name for file in files] == [f"rnn-0-{kind}.{lang}.pdf" for kind in ("worksheet", "key")]
    for file in files:
        data = file.read_bytes()
        assert data.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", data)) == len(made("rnn", lang).pages) == 3
        assert b"/FontFile" in data
        assert b"/Subtype /Image" not in data
        box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
        assert box
        assert [float(side) for side in box.groups()] == pytest.approx([595, 842], abs=1)
    assert files[1].stat().st_size > files[0].stat().st_size


def test_what_is_too_much_for_a_pencil_is_refused_in_three_sentences(tmp_path: Path) -> None:
    trace = Trainer(Run(task="brackets", hidden=3, length=6)).trace()
    with pytest.raises(VisualizerError, match=r"too much for a pencil.*One unit.*Take the preset by-hand"):
        print_step(trace, "", Look(lang="en"), tmp_path)
    assert "手算" in too_much(trace, Look(lang="zh"))
    assert not too_much(small("gru"), Look())


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(VisualizerError, match="could not be written"):
        print_step(small("rnn"), "", Look(), tmp_path / "file")
