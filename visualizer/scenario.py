"""A deck made of a preset: one slide that says what it is about and plays its scenario. No Qt here."""

from pathlib import Path

from engine.promise import Words
from presets.load import FOLDER, Preset
from visualizer.deck import Deck, parse_deck


def scenario_deck(preset: Preset, lang: str, folder: Path = FOLDER) -> Deck:
    """Make it, in a language of the room; the preset's file lies in `folder`."""

    def said(words: Words | None) -> str:
        return "" if words is None else words.zh if lang == "zh" else words.en

    text = "\n".join([
        "!SLIDE", f"# {said(preset.title)}", "", said(preset.about), "", said(preset.look), "",
        f"~~~SCENE:{preset.name}~~~", "~~~ENDSCENE~~~", "",
    ])
    return parse_deck(text, folder / f"{preset.name}.{lang}.md")
