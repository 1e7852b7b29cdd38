"""What is told by language: a scene is read in both, and every mistake of either is told."""

from pathlib import Path

import pytest

from engine.run import build
from engine.tasks.takes import Worded
from presets.load import load, names
from presets.spoken import LANGUAGES
from tests.presets.test_load import GOOD, read, refused


def test_a_scene_has_other_runs_and_words_in_each_language(tmp_path: Path) -> None:
    text = '[[scene]]\nrun = { zh = "two", en = ["one", "two"] }\ninput = { zh = "(())", en = "()" }\nstep = 3\n'
    (scene,) = read(tmp_path, GOOD + text).scenes
    assert (scene.runs, scene.input, scene.step) == (("one", "two"), "()", 3)
    chinese = scene.spoken("zh")
    assert (chinese.runs, chinese.input, chinese.step) == (("two",), "(())", 3)
    assert scene.spoken("en") == scene != chinese


def test_a_scene_that_is_the_same_in_both_is_one(tmp_path: Path) -> None:
    same = '[[scene]]\nrun = { zh = "one", en = "one" }\nsay = { zh = "甲", en = "A" }\n'
    for text in ("[[scene]]\n", same):
        (scene,) = read(tmp_path, GOOD + text).scenes
        assert scene.spoken("zh") is scene
        assert scene.runs == ("one",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('run = { zh = "one" }', "scene.1.run: what is told by language is a table of zh and en."),
        ('input = { zh = "()", en = "()", fr = "()" }', "scene.1.input: what is told by language is a table of zh and"),
        ('run = { zh = "too", en = "one" }', 'scene 1: no run "too".'),
        ('run = { zh = "one", en = "too" }', 'scene 1: no run "too".'),
        ('at = { zh = "sideways", en = "start" }', "scene.1.at = 'sideways': "),
        ('views = { zh = ["cell"], en = ["maps"] }', "scene.1.views: "),
        ("unit = { zh = 99, en = 1 }", "scene 1: no unit 99."),
    ],
)  # fmt: skip
def test_mistakes_in_either_language_are_told(tmp_path: Path, line: str, said: str) -> None:
    told = refused(tmp_path, f"{GOOD}[[scene]]\n{line}\n")
    assert len(told) == 1
    assert said in told[0]


@pytest.mark.parametrize("name", names())
def test_words_of_a_language_are_read_by_the_net_of_that_language(name: str) -> None:
    preset = load(name)
    for scene in (scene.spoken(lang) for scene in preset.scenes for lang in LANGUAGES):
        task = build(preset.runs[scene.runs[0]])
        language = getattr(task, "language", None)
        if language in LANGUAGES and isinstance(task.takes, Worded) and scene.input:
            assert any("\u4e00" <= sign <= "\u9fff" for sign in scene.input) is (language == "zh")
