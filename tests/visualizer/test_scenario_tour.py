"""The tour of presets: each scenario in both languages, a sheet of each, and what went wrong told by name."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.visualizer.room import PRESET
from visualizer import __main__ as program
from visualizer.app import Wish
from visualizer.scenario_tour import COLUMNS, THUMB, run_scenario_tour

SCENES = """
[[scene]]
at = "start"
to = "forward last"
seconds = 3
say = { zh = "向前", en = "Forwards" }

[[scene]]
run = "RUN"
pace = "update"
until = 40
views = ["loss"]
seconds = 5
say = { zh = "学", en = "Learn" }
"""
PICTURES = ["01-open.png", "01-scene1-middle.png", "01-scene1-end.png", "01-scene2-middle.png", "01-scene2-end.png"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a preset that plays and one whose training breaks."""
    (tmp_path / "good.toml").write_text(PRESET + SCENES.replace("RUN", "lstm"), "utf-8")
    (tmp_path / "breaks.toml").write_text(PRESET + SCENES.replace("RUN", "bad"), "utf-8")
    return tmp_path


@pytest.mark.usefixtures("qapp")
def test_a_scenario_is_played_in_both_languages_and_a_breaking_one_is_told_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, chosen = folder / "out", (str(folder / "breaks.toml"), str(folder / "good.toml"))
    assert run_scenario_tour(Wish(size=(640, 360)), chosen, out) == 1
    report = json.loads((out / "report.json").read_text("utf-8"))
    played = {(each["preset"], each["lang"]): each for each in report["scenarios"]}
    assert list(played) == [("breaks", "zh"), ("breaks", "en"), ("good", "zh"), ("good", "en")]
    for (name, lang), each in played.items():
        assert bool(each["warnings"]) is (name == "breaks")
        assert each["seconds"] == 8
        if name == "good":
            assert [stop["picture"] for stop in each["stops"]] == PICTURES
            sheet = QImage(str(out / f"good.{lang}.png"))
            assert (sheet.width(), sheet.height()) == (COLUMNS * THUMB[0], 2 * THUMB[1])
            assert all((out / name / lang / picture).is_file() for picture in PICTURES)
    assert QImage(str(out / "good.zh.png")) != QImage(str(out / "good.en.png"))
    told = capsys.readouterr().err.splitlines()
    assert {line.split(":")[0] for line in told} == {"breaks, zh", "breaks, en"}
    assert all("diverged" in line for line in told)


def test_the_command_takes_several_names_and_refuses_one_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []
    with monkeypatch.context() as patched:
        patched.setattr(
            "visualizer.scenario_tour.run_scenario_tour", lambda _wish, chosen, _out: asked.append(chosen) or 0
        )
        assert program.main(["tour", "--presets", "quotes", "weather", "--out", str(tmp_path)]) == 0
    assert asked == [("quotes", "weather")]
    assert program.main(["tour", "--presets", "quote", "--out", str(tmp_path)]) == 2
    assert 'no preset "quote"' in capsys.readouterr().err
