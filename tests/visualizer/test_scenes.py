"""A slide's scene block: read against its preset, or told with file, line and key."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.run import Run
from presets.load import Preset, Scene, load, names
from visualizer.deck import Deck, parse_deck
from visualizer.scenes import Staging, caption, run_titles, runs_of, stage_of

FIRST = "# What is seen\n\n~~~SCENE:{preset}~~~\n"


@pytest.fixture
def preset(talk: Path) -> Preset:
    """The runs of the small lecture."""
    return load("tiny", near=talk.parent)


def deck_of(folder: Path, block: str, preset: str = "tiny") -> Deck:
    """A deck whose scene block's first line is the fifth of the file."""
    return parse_deck(f"!SLIDE\n{FIRST.format(preset=preset)}{block}\n~~~ENDSCENE~~~\n", folder / "some.md")


def staging(folder: Path, block: str, preset: str = "tiny") -> Staging:
    deck = deck_of(folder, block, preset)
    return stage_of(deck, deck.slides[0])


def test_a_slide_of_text_has_no_scene_and_no_trouble(tmp_path: Path) -> None:
    deck = parse_deck("!SLIDE\n# Text\n", tmp_path / "some.md")
    assert stage_of(deck, deck.slides[0]) == Staging(None, ())


def test_a_block_is_its_scenes_on_the_preset_beside_the_deck(talk: Path, preset: Preset) -> None:
    read = staging(talk.parent, 'step = 3\n[[scene]]\nat = "loss"\n[[scene]]\nrun = ["rnn", "lstm"]\nstep = 4')
    assert read.preset == preset
    assert read.trouble == ""
    assert [(scene.runs, scene.step, scene.at) for scene in read.scenes] == [
        (("lstm",), 3, "loss"), (("rnn", "lstm"), 4, None)
    ]  # fmt: skip


def test_an_empty_block_is_one_scene(talk: Path) -> None:
    assert [scene.runs for scene in staging(talk.parent, "").scenes] == [("lstm",)]


@pytest.mark.parametrize(
    ("block", "where", "what"),
    [
        ("stps = 3", "some.md:5: ", 'unknown key "stps"'),
        ('step = 3\nviews = ["unroled"]', "some.md:6: ", 'no view "unroled"'),
        ('step = "three"', "some.md:5: ", "step = 'three'"),
        ('run = "lstn"', "some.md:5: ", 'Did you mean "lstm"?'),
        ('\n[[scene]]\nat = "forwards 3"', "some.md:7: ", '"forwards 3" names no moment'),
        ("step = 3\nstep = 4", "some.md:6: ", "not TOML"),
        ("wide = [", "some.md:5: ", "not TOML"),
        ("unit = 9", "some.md:5: ", "no unit 9. The run has 3."),
    ],
)
def test_a_mistake_is_told_with_its_line_in_the_deck(talk: Path, block: str, where: str, what: str) -> None:
    read = staging(talk.parent, block)
    assert (read.preset, read.scenes) == (None, ())
    assert read.trouble.startswith(where), read.trouble
    assert what in read.trouble


def test_an_unknown_preset_is_told_with_the_line_that_names_it(tmp_path: Path) -> None:
    assert staging(tmp_path, "", "brakets").trouble.startswith('some.md:4: There is no preset "brakets".')


def test_a_broken_preset_is_told_with_its_own_line_too(talk: Path) -> None:
    path = talk.parent / "tiny.toml"
    path.write_text(path.read_text("utf-8") + "hiden = 3\n", "utf-8")
    last = path.read_text("utf-8").count("\n")
    assert staging(talk.parent, "").trouble.startswith(f'some.md:4: tiny.toml:{last}: unknown key "run.bad.hiden"')


def test_a_knob_turns_every_run_of_its_scene_and_no_other_scene(preset: Preset) -> None:
    scene = Scene(run=["rnn", "lstm"], knob={"key": "rate", "low": 0.01, "high": 0.1})
    assert runs_of(preset, scene) == {name: preset.runs[name] for name in ("rnn", "lstm")}
    turned = runs_of(preset, scene, 0.07)
    assert list(turned) == ["rnn", "lstm"]
    assert {run.rate for run in turned.values()} == {0.07}
    assert turned["rnn"].model_dump(exclude={"rate"}) == preset.runs["rnn"].model_dump(exclude={"rate"})
    assert runs_of(preset, Scene(run="lstm"), 0.07) == {"lstm": preset.runs["lstm"]}


def test_lanes_are_called_by_their_cells_and_by_what_else_differs() -> None:
    rnn, lstm = Run(task="brackets", cell="rnn"), Run(task="brackets", cell="lstm")
    assert run_titles((rnn,), "en") == ("RNN",)
    assert run_titles((rnn, lstm), "en") == ("RNN", "LSTM")
    small, large = (rnn.model_copy(update={"radius": radius}) for radius in (0.9, 1.1))
    assert run_titles((small, large, lstm), "zh") == ("RNN · ρ = 0.9", "RNN · ρ = 1.1", "LSTM")
    both = rnn.model_copy(update={"hidden": 64, "rate": 0.5})
    assert run_titles((rnn, both), "en")[1] == "RNN · H = 64 · η = 0.5"


def test_a_lane_that_is_cut_says_so_in_the_language_of_the_room() -> None:
    runs = tuple(Run(task="brackets", cell=cell, recurrent=False) for cell in ("gru", "lstm"))
    assert run_titles(runs, "zh") == ("GRU · 循环已剪断", "LSTM · 只靠 c")
    assert run_titles(runs, "en") == ("GRU · recurrence cut", "LSTM · c alone")


def test_what_is_said_is_in_the_language_of_the_room_or_in_the_one_there_is() -> None:
    both = Scene(say={"zh": "回。", "en": "Back."})
    assert (caption(both, "zh"), caption(both, "en")) == ("回。", "Back.")
    assert {caption(Scene(say="c = f c'"), lang) for lang in ("zh", "en")} == {"c = f c'"}
    assert (caption(Scene(say={"zh": "回。"}), "en"), caption(Scene(), "zh")) == ("", "")


def test_a_deck_elsewhere_cannot_see_the_preset(talk: Path, tmp_path: Path) -> None:
    deck = replace(deck_of(talk.parent, ""), path=tmp_path / "other" / "some.md")
    assert 'no preset "tiny"' in stage_of(deck, deck.slides[0]).trouble


def test_no_two_lanes_of_a_race_have_the_same_title() -> None:
    plain = Run.model_validate({"task": "votes", "length": 9})
    dropout, more = {"drop_recurrent": 0.5, "drop_outputs": 0.5}, {"options": (("examples", 400), ("length", 9))}
    runs = tuple(plain.model_copy(update=keys) for keys in ({}, {"l2": 0.02}, dropout, more))
    assert run_titles(runs, "en") == ("LSTM · plain", "LSTM · L2 0.02", "LSTM · dropout 0.5", "LSTM · 400 examples")
    assert run_titles(runs[:3], "zh") == ("LSTM · 原样", "LSTM · L2 0.02", "LSTM · 丢弃 0.5")
    assert run_titles((plain, plain), "en") == ("LSTM · 1", "LSTM · 2")
    biases = tuple(plain.model_copy(update={"forget_bias": bias}) for bias in (0.0, 5.0))
    assert run_titles(biases, "en") == ("LSTM · b = 0", "LSTM · b = 5")
    clips = tuple(plain.model_copy(update={"clip": clip}) for clip in (None, 0.1))
    assert run_titles(clips, "en") == ("LSTM · no clip", "LSTM · clip 0.1")
    plans = ((1, "constant"), (2, "cosine"))
    layers = tuple(plain.model_copy(update={"layers": count, "schedule": name}) for count, name in plans)
    assert run_titles(layers, "en") == ("LSTM · 1 layers · schedule constant", "LSTM · 2 layers · schedule cosine")


def test_options_of_tasks_are_told_in_words_in_every_race_of_ours() -> None:
    for name in names():
        preset = load(name)
        for scene in preset.scenes:
            runs = tuple(preset.runs[run] for run in scene.runs)
            raw = {f"{key} " for run in runs for key, _ in run.options} - {"length "}
            for lang in ("zh", "en"):
                assert not [title for title in run_titles(runs, lang) for key in raw if f"· {key}" in title], name
