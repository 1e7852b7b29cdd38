"""Every mistake that a preset file can have is told in Chinese too, on the same line."""

import re
from pathlib import Path

import pytest

from engine.errors import RunError
from engine.toml import LARGEST
from presets.load import load, scenes

GOOD = """title = { zh = "甲", en = "A" }
about = { zh = "乙", en = "B" }

[run.one]
task = "brackets"
cell = "lstm"
length = 8
"""
EDITS = (
    '-1, key = "rate", set = 0.1', "1", '1, key = "rate", unit = 1, set = 0.1', '1, line = "f", scale = 2.0',
    '1, weight = "zf.*", keeps = true', '1, line = "f", steps = [3, 2], set = 0.0', '1, weight = "zf.*"',
    '1, key = "clip_value", scale = 2.0', '1, key = "l1", set = -1.0', '1, key = "drop_inputs", set = 2.0',
    '1, key = "rate", set = -1.0', '1, key = "examples", set = 5.0', '1, line = "q", set = 0.0',
    '1, line = "h", unit = 99, set = 0.0', '1, line = "f", keeps = true', '1, weight = "q", set = 0.0',
    '1, weight = "zf.b", unit = 99, set = 0.0', '1, weight = "zf.h\'", source = 99, set = 0.0', '1, key = "x"',
    '1, weight = "zf.b", set = inf',
)  # fmt: skip
RUN = (
    "hiden = 3", "hidden = 0", "hidden = 600", "hidden = 2.5", 'hidden = "x"', "rate = true", "rate = nan",
    "rate = 0.0", "matched = 1", 'task = "bracket"', 'cell = "lstn"', 'loss = "soft"', 'init = "x"',
    'schedule = "x"', 'optimizer = "x"', 'dtype = "f"', "length = 7", "depth = -1", "drop_inputs = 1.0",
    "letters = 3", 'loss = "ctc"', "hidden = 512\nbatch = 1024", "every = 3", 'cell = "mlp"\nk1 = 2',
    "bidirectional = true\nk1 = 2", "k2 = 3", "stateful = true", "decoder = true", "edits = 3", "edits = [3]",
    'task = "adding"\nloss = "softmax"', 'task = "spoken-digits"\nlength = 96\nloss = "softmax"',
    *(f"edits = [{{ at = {edit} }}]" for edit in EDITS),
    'task = "votes"\nlength = 15\nedits = [{ at = 1, key = "examples", set = 0.5 }]',
)  # fmt: skip
"""One or more for everything that a run refuses, written in place of what stands there."""
SCENE = (
    "run = []", 'run = ["one", "one", "one", "one", "one"]', 'run = "two"', "step = -1", 'input = ""',
    f'input = "{"(" * 401}"', 'views = ["unroled"]', 'views = ["cell", "cell"]', "views = []", 'at = "noon"',
    'at = "forward 3 q"', 'pace = "slow"', "seconds = 0.0", "say = 3", 'say = { fr = "x" }', "unit = 99",
    'line = "q"', "until = 5", 'knob = { key = "rate", low = 2.0, high = 1.0 }', 'knob = { key = "rate" }',
    "remedies = { dropout = 0.5 }", "remedies = { examples = 5.0 }", "remedies = { l1 = -1.0 }",
    'input = { zh = "(" }', 'views = ["pictures"]', 'wide = "yes"', "views = 3",
)
PROOFS = (
    (1, 1, "2025-01-01", "one else"), (1, 2, "2025-01-01", "one legal"), (0, 1, "2025-01-01", "one legal"),
    (0, 1, '"today"', "one legal"), (0, 1, "2025-01-01T01:00:00", "one legal"), (0, 1, 3, "one legal"),
)  # fmt: skip
REST = (
    '[solved]\nmeasure = "legal"', '[solved]\nrun = "two"\nmeasure = "legal"\nat_least = 0.9',
    '[[stated]]\nmeasure = "legal"\nagainst = "two"',
    *(f'[solved]\nmeasure = "legal"\nat_least = 0.9\n[proof]\nmet = {met}\nof = {of}\nseconds = 1.0\n'
      f'machine = "one core"\ndate = {day}\nvalues = {{ "{name}" = [1.0] }}' for met, of, day, name in PROOFS),
    "[run.two]", "[run.two]\ntask = 3", "scene = 3", "look = 3", "x.x.x.x.x.x.x.x.x = 3",
    "x = " + "[" * 3000 + "]" * 3000, "# " + "x" * LARGEST,
)  # fmt: skip
NO_TOML = (
    "a", "a =", "= 3", "a = [1", 'a = "x', "a = 1 2", "[x", "[[x]", "a = tru", "a = { b = 1", "a = {b=1, b=2}",
    "a = '''x", r'a = "\q"', r'a = "\u00"', "a = 1\na = 2", "[x]\n[x]", "a = 1\n[a]", 'a = "\x01"', "a = 2020-13-01",
    "a = 1\na.b = 2", "[[x]]\n[x]", r'a = "\ud800"', "a.b = 1\n[a.b]", "a = {b = 1}\na.c = 2", "!", "a b = 1",
)  # fmt: skip


def told_well(error: RunError) -> None:
    """Hold each mistake against its Chinese: whole, a sentence of it, on the same line of the file."""
    assert len(error.lines) == str(error).count("\n") + 1
    for mistake in error.lines:
        assert re.search("[\u4e00-\u9fff]{2}", re.sub("“[^”]*”", "", mistake.zh)), mistake
        assert "不合要求（" not in mistake.zh, f"pydantic's English: {mistake.zh}"
        assert mistake.zh.endswith(("。", "？")), mistake.zh
        line = re.match(r"(\S+):(\d+): ", mistake)
        assert line is None or mistake.zh.startswith(f"{line[1]} 第 {line[2]} 行："), mistake.zh


def refusal(folder: Path, text: str) -> RunError:
    """What is said of a preset file."""
    (folder / "odd.toml").write_text(text, "utf-8")
    with pytest.raises(RunError) as raised:
        load(folder / "odd.toml")
    return raised.value


@pytest.mark.parametrize("lines", RUN)
def test_a_wrong_run_is_told_in_chinese(tmp_path: Path, lines: str) -> None:
    keys = {line.partition(" =")[0] for line in lines.split("\n")}
    kept = "\n".join(line for line in GOOD.split("\n") if line.partition(" =")[0] not in keys)
    told_well(refusal(tmp_path, kept + lines))


@pytest.mark.parametrize("line", SCENE)
def test_a_wrong_scene_is_told_in_chinese(tmp_path: Path, line: str) -> None:
    told_well(refusal(tmp_path, f"{GOOD}[[scene]]\n{line}"))


@pytest.mark.parametrize("lines", REST, ids=lambda lines: lines[:40])
def test_a_wrong_promise_or_table_is_told_in_chinese(tmp_path: Path, lines: str) -> None:
    told_well(refusal(tmp_path, f"{GOOD}{lines}" if lines.startswith("[") else f"{lines}\n{GOOD}"))


@pytest.mark.parametrize("lines", NO_TOML)
def test_what_is_no_toml_is_told_in_chinese(tmp_path: Path, lines: str) -> None:
    error = refusal(tmp_path, f"{lines}\n")
    told_well(error)
    assert not re.search(r"这不是 TOML：[A-Z]", error.lines[0].zh), error.lines[0].zh


def test_a_slide_whose_scenes_are_wrong_is_told_so_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    preset = load(tmp_path / "good.toml")
    for text in ("scene = 3", '[[scene]]\nviews = ["q"]', 'line = "q"'):
        with pytest.raises(RunError) as raised:
            scenes(text, "talk.md", 7, preset)
        told_well(raised.value)


def test_a_file_that_is_not_there_is_told_in_chinese(tmp_path: Path) -> None:
    for name in (tmp_path / "none.toml", "braket"):
        with pytest.raises(RunError) as raised:
            load(name)
        told_well(raised.value)
