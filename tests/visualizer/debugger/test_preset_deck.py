"""A deck made of a preset: one slide, one scene, and mistakes told before a window opens."""

from pathlib import Path

import pytest

from engine.errors import EngineError
from visualizer.debugger.preset_deck import preset_deck
from visualizer.errors import VisualizerError
from visualizer.scenes import stage_of


def test_a_preset_becomes_one_scene() -> None:
    deck = preset_deck("brackets", {"run": "gru", "step": 12, "input": '(")', "at": "backward 3 h"}, "en")
    staging = stage_of(deck, deck.slides[0])
    (scene,) = staging.scenes
    assert (scene.runs, scene.step, scene.input, scene.at) == (("gru",), 12, '(")', "backward 3 h")
    assert deck.slides[0].title == staging.preset.title.en


def test_a_file_is_taken_from_its_folder(talk: Path) -> None:
    deck = preset_deck(str(talk.parent / "tiny.toml"), {"step": 1}, "zh")
    assert stage_of(deck, deck.slides[0]).preset.name == "tiny"


@pytest.mark.parametrize("lines", [{"run": "nobody"}, {"at": "sideways 3"}, {"step": -1}])
def test_a_mistake_is_told_at_once(lines: dict[str, str | int]) -> None:
    with pytest.raises((VisualizerError, EngineError), match=r"nobody|sideways|step"):
        preset_deck("brackets", lines, "en")


def test_a_preset_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(EngineError, match=r"brackets"):
        preset_deck("bracket", {}, "en")
