"""A preset as a deck: one slide with its words in a language, and the whole of its scenario."""

import pytest

from presets.load import load, names
from visualizer.scenario import scenario_deck
from visualizer.scenes import stage_of


@pytest.mark.parametrize("name", names())
def test_every_preset_is_a_slide_that_plays_its_scenario_in_both_languages(name: str) -> None:
    preset = load(name)
    for lang, title in (("zh", preset.title.zh), ("en", preset.title.en)):
        deck = scenario_deck(preset, lang)
        (slide,) = deck.slides
        assert not deck.warnings
        assert slide.title == title
        staging = stage_of(deck, slide)
        assert not staging.trouble
        assert staging.scenes == preset.scenes
