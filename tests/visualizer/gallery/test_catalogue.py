"""What cards say and what a search finds."""

from pathlib import Path

import pytest

from engine.sentence import Sentence, at_line
from engine.shelf import Entry, shelf
from presets.load import load, names
from visualizer.gallery.catalogue import ORDER, Card, criterion, found, ordered, verdict
from visualizer.measures import NAMES, bound_words

CARDS = [Card(entry.path, entry.own, entry) for entry in shelf(Path("none"))]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_verdict_says_what_was_measured_and_nothing_more(name: str, lang: str) -> None:
    preset = load(name)
    told = verdict(preset, lang)
    if preset.proof is None:
        assert not any(sign.isdigit() for sign in told)
        assert ("measured" in told or "尚未测量" in told) == bool(preset.solved)
    else:
        assert str(preset.proof.met) in told
        assert str(preset.proof.of) in told
        assert f"{preset.proof.seconds:g}" in told
        said = criterion(preset, lang)
        for each in preset.solved:
            assert f"{each.run} {NAMES[each.measure][0 if lang == 'zh' else 1]}" in said
            assert bound_words(each, lang) in said


def test_the_order_names_presets_that_there_are() -> None:
    assert set(ORDER) <= set(names())
    assert [card.path.stem for card in ordered(list(reversed(CARDS)))][: len(ORDER)] == list(ORDER)


def test_all_words_must_stand_there_in_either_language_and_titles_come_first() -> None:
    hits = [card.path.stem for card in found(CARDS, "括号 LSTM")]
    assert {"brackets", "brackets2"} <= set(hits) < set(names())
    assert found(CARDS, "") == CARDS
    assert found(CARDS, "lstm no-such-word") == []
    weather = [card.path.stem for card in found(CARDS, "WEATHER")]
    assert weather[0] == "weather"


def test_own_presets_are_found_as_own_and_stand_first(tmp_path: Path) -> None:
    wrong = at_line("z.toml", 3, Sentence("wrong", "错误"))
    mine = Card(tmp_path / "z.toml", True, Entry(tmp_path / "z.toml", None, (wrong,), True))
    assert ordered([*CARDS, mine])[0] is mine
    assert mine in found([*CARDS, mine], "own 自己的")
    assert mine in found([*CARDS, mine], "错误"), "also by what its mistakes say in Chinese"
    assert found([*CARDS, mine], "z.toml:3") == [mine]
    assert (mine.title("zh"), mine.about("en"), mine.preset) == ("z", "", None)
