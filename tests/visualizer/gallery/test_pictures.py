"""Without a display the gallery keeps pictures of itself."""

from pathlib import Path

import pytest

from visualizer.app import Wish
from visualizer.errors import VisualizerError
from visualizer.gallery.pictures import keep_pictures


@pytest.mark.usefixtures("qapp", "mine", "started")
def test_every_screenful_and_a_search_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert keep_pictures(Wish(lang="en", size=(1280, 720)), out) == 0
    kept = sorted(path.name for path in out.iterdir())
    assert kept[-1] == "search.png"
    assert len(kept) >= 6
    (tmp_path / "file").touch()
    with pytest.raises(VisualizerError, match="no pictures can be kept there"):
        keep_pictures(Wish(), tmp_path / "file" / "x")
