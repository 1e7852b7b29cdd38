"""Pictures of the debugger are kept without a display, one of each moment, none like another."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from visualizer.app import Wish
from visualizer.debugger.pictures import MOMENTS, keep_pictures
from visualizer.debugger.preset_deck import preset_deck
from visualizer.errors import VisualizerError


@pytest.mark.usefixtures("qapp")
def test_each_moment_is_another_picture(talk: Path, tmp_path: Path) -> None:
    deck = preset_deck(str(talk.parent / "tiny.toml"), {"step": 2}, "en")
    assert keep_pictures(Wish(lang="en", size=(640, 360), made=deck, debug=True), tmp_path / "out") == 0
    kept = [QImage(str(path)) for path in sorted((tmp_path / "out").glob("*.png"))]
    assert len(kept) == len(MOMENTS) + 2
    assert all(image.width() == 640 for image in kept)
    assert all(a != b for place, a in enumerate(kept) for b in kept[place + 1 :])


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(VisualizerError, match=r"--pictures"):
        keep_pictures(Wish(), tmp_path / "file")
