"""The folder of the user's own presets, and that their names are known wherever a preset is named."""

from pathlib import Path

import pytest

from engine.own_folder import own_folder
from presets.load import load
from tests.presets.test_load import GOOD


@pytest.mark.parametrize(("platform", "environment", "folder"), [
    ("linux", {"HOME": "/h"}, "/h/.local/share/unrolled/presets"),
    ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/unrolled/presets"),
    ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/Unrolled/presets"),
    ("win32", {"USERPROFILE": "/h", "APPDATA": "/a"}, "/a/Unrolled/presets"),
    ("linux", {"HOME": "/h", "UNROLLED_PRESETS": "/mine"}, "/mine"),
])
def test_the_users_folder_is_where_each_system_keeps_such_things(
    platform: str, environment: dict[str, str], folder: str
) -> None:
    assert own_folder(environment, platform) == Path(folder)


def test_an_own_preset_is_known_by_its_name_after_those_nearby_and_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNROLLED_PRESETS", str(tmp_path))
    for name in ("mine", "brackets"):
        (tmp_path / f"{name}.toml").write_text(GOOD, encoding="utf-8")
    assert load("mine").title.en == "A"
    assert load("mine", near=tmp_path / "none").title.en == "A"
    assert load("brackets").title.en != "A"
