"""The shelf: ours and the user's own side by side, and a broken one keeps no other from being read."""

from pathlib import Path

import pytest

from engine.errors import RunError
from engine.shelf import shelf, take
from presets.load import names
from tests.presets.test_load import GOOD


def test_own_presets_come_first_and_ours_all_follow(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    entries = shelf(tmp_path)
    assert [entry.name for entry in entries] == ["mine", *names()]
    assert [entry.own for entry in entries] == [True] + [False] * len(names())
    assert all(entry.preset and not entry.mistakes for entry in entries)


def test_a_broken_preset_stands_there_with_all_its_mistakes_and_the_others_work(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text(GOOD.replace('en = "B"', "en = 3\nhm = 1"), encoding="utf-8")
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    broken, mine, *ours = shelf(tmp_path)
    assert broken.preset is None
    assert [told.partition(": ")[0] for told in broken.mistakes] == ["broken.toml:8", "broken.toml:9"]
    assert mine.preset
    assert all(entry.preset for entry in ours)


def test_a_folder_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    assert len(shelf(tmp_path / "none")) == len(names())


def test_a_preset_is_taken_by_its_name_whosever_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    assert take("mine", tmp_path).title.en == "A"
    assert take(str(tmp_path / "mine.toml"), tmp_path / "none").title.en == "A"
    assert take("brackets", tmp_path).name == "brackets"
    with pytest.raises(RunError, match=r'no preset "mne".*mine.*Did you mean "mine"\?'):
        take("mne", tmp_path)
