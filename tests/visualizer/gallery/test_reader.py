"""Files are read one at a time, and those that stayed as they were only once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presets.load import names
from tests.presets.test_load import GOOD
from visualizer.gallery import reader as module
from visualizer.gallery.reader import Reader


def test_they_come_one_by_one_and_a_second_look_reads_only_what_changed(
    qtbot: QtBot, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    entry_at = module.entry_at
    monkeypatch.setattr(module, "entry_at", lambda path, own: (read.append(path.stem), entry_at(path, own))[1])
    (mine / "a.toml").write_text(GOOD, "utf-8")
    reader = Reader()
    reader.begin()
    assert read == []
    qtbot.waitUntil(lambda: all(card.entry for card in reader.cards), timeout=90_000)
    assert sorted(read) == sorted(["a", *names()])
    read.clear()
    (mine / "a.toml").write_text(GOOD + "\n", "utf-8")
    reader.begin()
    qtbot.waitUntil(lambda: all(card.entry for card in reader.cards), timeout=90_000)
    assert read == ["a"]


def test_one_that_is_wanted_at_once_is_read_at_once(mine: Path) -> None:
    (mine / "a.toml").write_text(GOOD, "utf-8")
    reader = Reader()
    reader.begin()
    reader.stop()
    card = reader.card(mine / "a.toml")
    assert card is not None
    assert card.preset is not None
    assert reader.card(mine / "b.toml") is None
