"""A pasted text becomes a preset: its kind is guessed, its file is whole, its mistakes have places."""

import pickle
from pathlib import Path

import pytest

from engine.errors import RunError, TextError
from engine.own import kind_of, read_file, save
from engine.trainer import Trainer
from presets.load import load

PROSE = "Alice said: \"no\" \\ yes.\n\tHer cat, 3 years old, said ''' and \"\"\" too.\n" * 6
CHINESE = "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。\n" * 10
RULES = "S -> ( S ) S | [ S ] S | ε"
SERIES = "day;a;b\n" + "\n".join(f"d{t};{t % 7},5;{t % 5}" for t in range(120))
CLASSES = "\n".join(f"{k % 3},{k % 4},{'xyz'[k % 3]}" for k in range(60))
EVERY = pytest.mark.parametrize(("text", "kind", "task"), [
    (PROSE, "text", "own-text"), (CHINESE, "text", "own-text"), (RULES, "grammar", "own-grammar"),
    (SERIES, "table", "own-series"), (CLASSES, "table", "own-classes"),
], ids=["prose", "chinese", "rules", "series", "classes"])


@EVERY
def test_what_is_pasted_becomes_a_preset_that_trains_and_whose_scenes_can_be_shown(
    tmp_path: Path, text: str, kind: str, task: str
) -> None:
    assert kind_of(text) == kind
    path = save(text, "mine", tmp_path, seed=7)
    assert path == tmp_path / "mine.toml"
    preset = load(path)
    run = preset.runs["lstm"]
    assert (run.task, run.seed) == (task, 7)
    assert dict(run.options)[{"own-text": "passage", "own-grammar": "rules"}.get(task, "table")] == text
    trainer = Trainer(run)
    assert trainer.measure()[preset.stated[0].measure] is not None
    for scene in preset.scenes:
        assert trainer.trace(scene.input).T > 1
    trainer.advance()
    assert len(preset.scenes) == 3
    assert 30 <= sum(scene.seconds for scene in preset.scenes) <= 120


def test_the_same_again_is_no_mistake_and_something_else_is_not_overwritten(tmp_path: Path) -> None:
    save(RULES, "mine", tmp_path)
    save(RULES, "mine", tmp_path)
    with pytest.raises(RunError, match="It is not overwritten"):
        save(PROSE, "mine", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize(("name", "said"), [("", "is no name"), ("a/b", "is no name"), ("brackets", "of the program")])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        save(RULES, name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_mistake_in_the_text_has_its_place_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(TextError) as told:
        save("S -> a S b | ε\nT -> x |", "mine", tmp_path)
    assert (told.value.line, told.value.column) == (2, 9)
    assert not list(tmp_path.iterdir())
    again = pickle.loads(pickle.dumps(told.value))
    assert (str(again), again.line, again.column) == (str(told.value), 2, 9)


def test_a_kind_can_be_said_where_the_guess_is_wrong(tmp_path: Path) -> None:
    assert load(save(SERIES, "mine", tmp_path, "text")).runs["lstm"].task == "own-text"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"ab\xff")
    with pytest.raises(RunError, match="byte 3 cannot be read"):
        read_file(tmp_path / "x")
    with pytest.raises(RunError, match="A file was expected"):
        read_file(tmp_path / "none")
    (tmp_path / "y").write_text("\ufeffab", encoding="utf-8")
    assert read_file(tmp_path / "y") == "ab"
