"""Every seed is trained and written down, none is chosen."""

import json
from pathlib import Path

import pytest

from engine.errors import RunError
from engine.race import seeds_of
from engine.racing import race
from presets.load import load

TINY = """
[title]
zh = "甲"
en = "A"
[about]
zh = "甲"
en = "A"
[run.lstm]
task = "brackets"
length = 6
hidden = 2
batch = 2
updates = 8
[run.rnn]
task = "brackets"
cell = "rnn"
length = 6
hidden = 2
batch = 2
updates = 8
"""


def test_all_runs_are_trained_with_all_seeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "tiny.toml", tmp_path / "tiny.json"
    file.write_text(TINY, "utf-8")
    race(str(file), seeds=2, out=out)
    assert capsys.readouterr().err.count("seed") == 4
    for run in load(file).runs.values():
        found = seeds_of(out, run)
        assert found is not None
        assert (found.seeds, found.every, found.losses.shape) == ((2,), 1, (1, 8))
    race(str(file), seeds=1)
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_only_the_runs_that_are_named_are_trained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tiny.toml"
    file.write_text(TINY, "utf-8")
    race(str(file), "rnn", seeds=2)
    told = capsys.readouterr()
    assert told.err.count("rnn seed") == 2 == told.err.count("seed")
    assert len(json.loads(told.out)) == 1
    with pytest.raises(RunError, match=r'No run "rnm"\..*Did you mean "rnn"'):
        race(str(file), "rnm")


@pytest.mark.parametrize("seeds", [0, 11])
def test_too_few_and_too_many_seeds_are_refused(seeds: int) -> None:
    with pytest.raises(RunError, match=f"--seeds {seeds} cannot be drawn"):
        race("brackets", seeds=seeds)
