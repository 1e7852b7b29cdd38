"""Presets and scenes: the shipped ones work, and every mistake is told in words, all at once."""

from pathlib import Path

import pytest

from engine.address import address
from engine.beats import Beats
from engine.errors import RunError
from engine.trainer import Trainer
from engine.traits import TRAITS
from presets.load import VIEWS, Preset, load, names, scenes

EVERY_PRESET = pytest.mark.parametrize("name", names())
EVERY_PROMISE = pytest.mark.parametrize("name", [name for name in names() if load(name).solved])

GOOD = """
keywords = ["a"]
[title]
zh = "甲"
en = "A"
[about]
zh = "乙"
en = "B"
[run.one]
task = "brackets"
length = 12
[run.two]
task = "brackets"
length = 12
cell = "rnn"
hidden = 3
"""
PROOF = """
[solved]
measure = "legal"
at_least = 0.9
[proof]
met = 1
of = 2
seconds = 3.5
machine = "a machine"
date = 2026-01-02
values = { "one legal" = [0.8, 0.95] }
"""


def read(tmp_path: Path, text: str) -> Preset:
    """Load a preset from a text."""
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    return load("mine", near=tmp_path)


def refused(tmp_path: Path, text: str) -> list[str]:
    """Everything that is said when a preset is refused."""
    with pytest.raises(RunError) as error:
        read(tmp_path, text)
    return str(error.value).split("\n")


@EVERY_PRESET
def test_every_run_of_a_shipped_preset_makes_a_trace_and_a_measure(name: str) -> None:
    for key, run in load(name).runs.items():
        trainer = Trainer(run, key)
        assert trainer.trace().run == key
        trainer.advance()
        assert trainer.measure()


@EVERY_PRESET
def test_every_scene_of_a_shipped_preset_can_be_shown(name: str) -> None:
    preset = load(name)
    assert preset.scenes
    for scene in preset.scenes:
        assert scene.runs
        for key in scene.runs:
            trace = Trainer(preset.runs[key], key).trace(scene.input)
            beats = Beats(tuple(line.name for line in trace.lines), trace.T)
            begin, end = (address(moment or "start", beats) for moment in (scene.at, scene.to))
            assert scene.to is None or begin <= end
        assert scene.say
        assert isinstance(scene.say, str) or set(scene.say) == {"zh", "en"}


@pytest.mark.parametrize("name", ["brackets", "brackets2", "brackets-deep", "a-n-b-n"])
def test_the_strings_of_a_scene_are_of_its_grammar_to_their_end(name: str) -> None:
    preset = load(name)
    for scene in preset.scenes:
        for key in scene.runs if scene.input else ():
            asked = Trainer(preset.runs[key], key).trace(scene.input).targets.any(axis=1)
            assert asked.all(), f"{scene.input}: nothing is right after step {int(asked.argmin()) + 1}"


@EVERY_PROMISE
def test_what_is_promised_and_stated_is_what_its_run_measures(name: str) -> None:
    preset = load(name)
    for each in (*preset.solved, *preset.stated):
        for run in filter(None, (each.run, each.against)):
            assert each.measure in TRAITS or each.measure in Trainer(preset.runs[run]).measure()


@pytest.mark.slow
def test_q_is_followed_by_u_as_often_as_counted() -> None:
    preset = load("q-to-u")
    trainer = Trainer(preset.runs[preset.first])
    trainer.goto(trainer.run.updates)
    measured = trainer.measure()
    assert abs(measured["p_u_given_q"] - measured["counted_u_given_q"]) <= 0.02
    assert all(each.met(measured[each.measure]) for each in preset.solved)


@EVERY_PROMISE
def test_what_was_proved_is_at_least_four_of_five(name: str) -> None:
    proof = load(name).proof
    assert proof
    assert proof.of >= 5
    assert proof.met >= 0.8 * proof.of


@EVERY_PRESET
def test_every_preset_promises_something_that_was_measured(name: str) -> None:
    preset = load(name)
    assert preset.solved
    assert preset.proof


@EVERY_PRESET
def test_every_preset_says_what_to_look_for_and_tells_a_story_of_half_a_minute_to_two(name: str) -> None:
    preset = load(name)
    assert preset.look
    assert preset.source
    assert 30 <= sum(scene.seconds for scene in preset.scenes) <= 120
    for words in (preset.title, preset.about, preset.look, preset.source):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in words.zh)
        assert any("a" <= letter <= "z" for letter in words.en)


def test_a_good_preset_is_read_whole(tmp_path: Path) -> None:
    preset = read(tmp_path, GOOD + '[[scene]]\n[[scene]]\nrun = ["two", "one"]\nviews = ["cell"]\nsay = "hm"\n')
    assert (preset.name, preset.title.zh, preset.first) == ("mine", "甲", "one")
    assert [scene.runs for scene in preset.scenes] == [("one",), ("two", "one")]
    assert preset.scenes[1].say == "hm"


def test_criteria_are_one_or_several_and_belong_to_the_first_run_if_none_is_named(tmp_path: Path) -> None:
    one = read(tmp_path, GOOD + PROOF)
    assert [each.bound for each in one.solved] == ["one legal ≥ 0.9"]
    assert one.proof
    assert one.proof.verdict == "1 of 2"
    more = '[[solved]]\nmeasure = "legal"\nat_most = 1.0\n[[solved]]\nmeasure = "loss"\nagainst = "one"\n'
    several = read(tmp_path, GOOD + more + 'run = "two"\nat_least = 0.5\n')
    assert [each.bound for each in several.solved] == ["one legal ≤ 1", "two loss − one ≥ 0.5"]
    assert several.proof is None


def test_every_mistake_is_told_at_once_with_file_line_and_key(tmp_path: Path) -> None:
    said = refused(
        tmp_path,
        GOOD.replace('cell = "rnn"', 'cell = "rn"\nhiddn = 3') + '[[scene]]\nviews = ["cel"]\nstep = -1\nat = "go"\n',
    )
    assert said[0].startswith("mine.toml:15: run.two.cell = 'rn': \"rn\" is not known. Known are mlp, rnn, ")
    assert said[1].startswith('mine.toml:16: unknown key "run.two.hiddn". Known keys are task, ')
    assert said[1].endswith('Did you mean "hidden"?')
    assert said[2].startswith('mine.toml:19: scene.1.views: no view "cel".')
    assert said[2].endswith('Did you mean "cell"?')
    assert said[3].startswith("mine.toml:20: scene.1.step = -1")
    assert said[4].startswith("mine.toml:21: scene.1.at = 'go': \"go\" names no moment.")
    assert len(said) == 5


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[scene]]\nrun = "on"', 'scene 1: no run "on". The runs are one, two. Did you mean "one"?'),
        ("[[scene]]\nunit = 9", "scene 1: no unit 9. The run has 8."),
        ('[[scene]]\nrun = "two"\nline = "c"', 'scene 1: no line "c" in the cell rnn.'),
        ('[[scene]]\nat = "forward 2 q"', 'there is no line "q"'),
        ('[[scene]]\nviews = ["pictures"]', "no pictures go into a run of brackets. Look at its tokens."),
        ('[[scene]]\nviews = ["cell", "cell"]', "a view stands here twice"),
        ("[[scene]]\nviews = []", "at least 1 item"),
        ("[[scene]]\nuntil = 5", 'until goes with pace = "update"'),
        ('[[scene]]\nstep = 5\nuntil = 5\npace = "update"', 'until goes with pace = "update"'),
        ("[[scene]]\nseconds = 0", "greater than 0"),
        ('[[scene]]\nknob = { key = "radius", low = 2.0, high = 1.0 }', "does not turn"),
        ('[[scene]]\npace = "hop"', "'line', 'time', 'pass' or 'update'"),
        ('[solved]\nmeasure = "legal"\nupdates = 3', "Give one of the two."),
        ('[solved]\nrun = "x"\nmeasure = "legal"\nat_least = 1.0\nupdates = 3', 'no run "x"'),
        ('[[solved]]\nmeasure = "legal"\nat_least = 1.0\nagainst = "twoo"', 'no run "twoo". The runs are one, two.'),
        ('[[stated]]\nrun = "to"\nmeasure = "legal"', 'no run "to". The runs are one, two. Did you mean "two"?'),
        (PROOF.replace("met = 1", "met = 2"), "met = 2, but its values meet the criteria 1 times."),
        (PROOF.replace("of = 2", "of = 3"), "it is of 3 seeds."),
        (PROOF.replace("one legal", "one right"), "its values are of one right. Promised is one legal."),
    ],
)
def test_what_does_not_fit_is_refused_in_words(tmp_path: Path, more: str, said: str) -> None:
    assert said in "\n".join(refused(tmp_path, GOOD + more))


def test_a_preset_without_runs_or_titles_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, "keywords = []")
    assert [line.partition(": ")[2] for line in said] == [
        f"{key} is missing. It has no default. Add it." for key in ("about", "run", "title")
    ]


def test_an_unknown_preset_is_told_with_a_guess(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r'There is no preset "bracket"\. Presets are .*Did you mean "brackets"\?'):
        load("bracket")
    with pytest.raises(RunError, match="cannot be read"):
        load(tmp_path / "no.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(RunError, match="cannot be read"):
        load(tmp_path / "bad.toml")


def test_a_nearby_preset_comes_first_and_a_name_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "brackets.toml").write_text(GOOD, encoding="utf-8")
    assert load("brackets", near=tmp_path).title.en == "A"
    assert load("brackets").title.en != "A"
    with pytest.raises(RunError, match="There is no preset"):
        load("../brackets", near=tmp_path / "deeper")


def test_scenes_of_a_slide_inherit_what_stands_at_the_top(tmp_path: Path) -> None:
    preset = read(tmp_path, GOOD)
    text = 'step = 7\ninput = "(())"\n[[scene]]\nto = "loss"\n[[scene]]\nstep = 9\nrun = "two"\n'
    one, two = scenes(text, "deck.md", 1, preset)
    assert (one.step, one.input, one.to, one.runs) == (7, "(())", "loss", ("one",))
    assert (two.step, two.input, two.to, two.runs) == (9, "(())", None, ("two",))


def test_a_slide_without_a_list_has_one_scene_and_an_empty_one_too(tmp_path: Path) -> None:
    preset = read(tmp_path, GOOD)
    assert len(scenes("", "deck.md", 1, preset)) == 1
    assert scenes("step = 3", "deck.md", 1, preset)[0].step == 3


def test_a_slide_that_writes_nothing_plays_the_presets_own_scenario(tmp_path: Path) -> None:
    preset = read(tmp_path, GOOD + "[[scene]]\nstep = 4\n[[scene]]\nstep = 5\n")
    assert scenes("\n", "deck.md", 1, preset) == preset.scenes
    assert [scene.step for scene in scenes("wide = true", "deck.md", 1, preset)] == [0]


def test_mistakes_in_a_slide_are_told_with_the_decks_line(tmp_path: Path) -> None:
    preset = read(tmp_path, GOOD)
    with pytest.raises(RunError) as error:
        scenes('hiden = 1\n[[scene]]\nviews = ["x"]\n[[scene]]\nstep = -1', "deck.md", 40, preset)
    said = str(error.value).split("\n")
    assert [line.split(": ")[0] for line in said] == ["deck.md:40", "deck.md:42", "deck.md:44"]
    for text, wrong in (
        ('run = "three"', 'deck.md:40: scene 1: no run "three". The runs are one, two.'),
        ("scene = 3", "deck.md:40: scene is no list of tables."),
        ("step =", "deck.md:40: this is not TOML"),
    ):
        with pytest.raises(RunError) as error:
            scenes(text, "deck.md", 40, preset)
        assert str(error.value).startswith(wrong)


def test_views_are_named_as_in_the_window() -> None:
    shown = pytest.importorskip("visualizer.views").VIEWS
    assert set(VIEWS) == set(shown)
