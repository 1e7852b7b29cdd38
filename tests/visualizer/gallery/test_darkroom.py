"""The darkroom: a real process makes a real picture, and a preset that fails is not asked twice."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.shelf import Entry
from presets.load import load
from tests.presets.test_load import GOOD
from visualizer.gallery.darkroom import Darkroom, develop
from visualizer.gallery.portraits import Portraits, key
from visualizer.paint import Look

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture
def path(mine: Path) -> Path:
    (mine / "tiny.toml").write_text(GOOD + '[[scene]]\nstep = 2\nviews = ["maps"]\n', "utf-8")
    return mine / "tiny.toml"


def test_a_picture_comes_from_a_process_of_its_own(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    darkroom, entry = Darkroom(), Entry(path, load(path), own=True)
    portraits = Portraits(tmp_path / "cache")
    with qtbot.waitSignal(darkroom.developed, timeout=90_000):
        darkroom.want(entry)
        darkroom.want(entry)
    assert portraits.picture(entry, Look()) is not None
    assert not darkroom.waiting
    darkroom.close()


def test_one_that_failed_is_not_tried_again_until_it_has_changed(
    path: Path, started: list[list[str]], qtbot: QtBot
) -> None:
    darkroom, entry = Darkroom(), Entry(path, load(path), own=True)
    darkroom.want(entry)
    darkroom._finish()
    darkroom.want(entry)
    assert started == [[sys.executable, "-m", "visualizer", "portraits", str(path)]]
    darkroom.forget(path)
    darkroom.want(entry)
    assert len(started) == 2
    darkroom.close()
    assert darkroom._process is None
    del qtbot


def test_many_are_made_and_what_cannot_be_is_told(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.nice", lambda _: 0)
    assert develop((str(path), str(tmp_path / "none.toml")), ship=False) == 1
    told = capsys.readouterr()
    assert told.out == "tiny\n"
    assert "none.toml" in told.err
    kept = sorted(file.name for file in (tmp_path / "cache").iterdir())
    looks = ("en.dark", "en.light", "zh.dark", "zh.light")
    assert kept == [f"{key(load(path))}.{look}.png" for look in looks]
