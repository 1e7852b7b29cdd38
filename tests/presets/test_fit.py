"""What does not fit together in a preset is told with its line, also when other parts are broken."""

from pathlib import Path

import pytest

from engine.errors import RunError
from presets.load import load
from tests.presets.test_load import GOOD, PROOF, refused

TEN = """keywords = ["a"]
colour = "red"
[title]
zh = "甲"
en = 7
[about]
zh = "乙"
[run.one]
task = "brackets"
length = twelve
[run.two]
task = "brackets"
cell = "lstn"
hiden = 3
[run.three]
task = "brackets"
hidden = 4
cell = "rnn"
[[solved]]
run = "too"
measure = "legal"
at_least = 0.9
[[scene]]
run = "three"
unit = 9
line = "c"
[[scene]]
run = "four"
views = ["cel"]
[[scene]]
run = "threee"
at = "forward 2 q"
seconds = 0
"""
"""Wrong in more than ten ways: syntax, keys, types, values, what is missing, and parts that do not fit each other."""
TOLD = (
    (2, 'unknown key "colour"'),
    (5, "title.en = 7"),
    (6, "about.en is missing"),
    (10, "this is not TOML"),
    (13, "run.two.cell = 'lstn'"),
    (14, 'unknown key "run.two.hiden"'),
    (19, 'no run "too"'),
    (23, 'no line "c" in the cell rnn'),
    (23, "no unit 9"),
    (29, 'no view "cel"'),
    (33, "scene.3.seconds = 0"),
)


def test_a_preset_that_is_wrong_in_ten_ways_is_told_all_of_them_at_once(tmp_path: Path) -> None:
    said = refused(tmp_path, TEN)
    assert len(said) == len(TOLD)
    for line, words in TOLD:
        assert any(told.startswith(f"mine.toml:{line}: ") and words in told for told in said), (line, words, said)
    lines = [int(told.split(":")[1]) for told in said]
    assert lines == sorted(lines)


def test_each_mistake_mended_leaves_the_others_told(tmp_path: Path) -> None:
    mended = TEN.replace("twelve", "12").replace('"lstn"', '"lstm"').replace('colour = "red"', "")
    assert len(refused(tmp_path, mended)) == len(TOLD) - 3


def test_a_promise_of_a_run_that_is_not_there_has_its_line(tmp_path: Path) -> None:
    said = refused(tmp_path, GOOD + PROOF.replace("[solved]", '[solved]\nrun = "x"'))
    assert said == ['mine.toml:18: solved: no run "x". The runs are one, two.']
    said = refused(tmp_path, GOOD + PROOF.replace("met = 1", "met = 2"))
    assert said[0].startswith("mine.toml:21: proof: met = 2")


def test_a_broken_run_is_told_once_and_not_again_in_each_scene(tmp_path: Path) -> None:
    text = GOOD.replace('cell = "rnn"', 'cell = "rn"') + '[[scene]]\nrun = "two"\nunit = 99\n'
    assert len(refused(tmp_path, text)) == 1


def test_a_file_that_is_no_toml_at_all_is_told_and_nothing_of_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("hello world\n", encoding="utf-8")
    with pytest.raises(RunError) as error:
        load("mine", near=tmp_path)
    assert "this is not TOML" in str(error.value)
