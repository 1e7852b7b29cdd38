"""The engine in the terminal: what it prints, and that no mistake ends in a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.__main__ import main
from presets.load import names

ROOT = Path(__file__).parents[2]


def test_training_ends_with_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "brackets", "--run", "rnn", "--steps", "30", "--seed", "5", "--json"]) == 0
    out, progress = capsys.readouterr()
    said = json.loads(out)
    assert (said["preset"], said["run"], said["step"]) == ("brackets", "rnn", 30)
    assert set(said["measures"]) == set(said["validation"]) == {"legal", "loss", "fails_at"}
    assert said["ended"] == "updates"
    assert said["loss"] > 0
    assert said["steps_per_second"] > 0
    assert progress.count("update") == 10


def test_cuda_where_there_is_none_is_told_once_and_the_cpu_trains(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.device.missing", lambda: "PyTorch finds no graphics card that it can use")
    arguments = ["train", "brackets", "--run", "rnn", "--steps", "5", "--json"]
    assert main([*arguments, "--device", "cuda"]) == 0
    asked = capfd.readouterr()
    assert main([*arguments, "--device", "cpu"]) == 0
    plain = capfd.readouterr()
    assert json.loads(asked.out)["loss"] == json.loads(plain.out)["loss"]
    assert asked.err.count("CUDA was asked for, but PyTorch ") == 1
    assert "CUDA" not in plain.err


def test_training_tells_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "hold", "--steps", "0"]) == 0
    out, _ = capsys.readouterr()
    assert "right" in out
    assert "steps_per_second" in out


def test_presets_are_listed_with_what_they_promise(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["presets"]) == 0
    out, _ = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines() if not line.startswith(" ")] == names()
    assert "lstm legal ≥ 0.99:" in out


TINY = """
[title]
zh = "甲"
en = "A"
[about]
zh = "乙"
en = "B"
[run.one]
task = "brackets"
length = 8
hidden = 3
batch = 2
updates = 3
[solved]
measure = "loss"
at_most = 100.0
"""


def test_a_preset_is_proved_and_held_against_what_its_file_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tiny.toml"
    file.write_text(TINY, "utf-8")
    assert main(["prove", str(file), "--seeds", "2", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["preset"], said["criterion"], said["met"], said["of"]) == ("tiny", "one loss ≤ 100", 2, 2)
    assert len(said["values"]["one loss"]) == 2
    proof = """
[proof]
met = 1
of = 1
seconds = 0.1
machine = "another"
date = 2026-01-02
values = { "one loss" = [0.0001] }
"""
    file.write_text(TINY.replace("100.0", "0.001") + proof, "utf-8")
    assert main(["prove", str(file), "--seeds", "1"]) == 1
    assert "WORSE NOW" in capsys.readouterr().out


def test_the_units_of_a_preset_are_ranked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roles", "brackets", "--run", "rnn", "--steps", "10", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["probes"] == ["depth"]
    assert {role["line"] for role in said["roles"]} == {"h"}
    assert main(["roles", "brackets", "--run", "rnn", "--steps", "0"]) == 0
    assert "held-out sequences" in capsys.readouterr().out


def test_training_ends_when_the_presets_criterion_is_met(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "brackets", "--steps", "1600", "--solved", "--every", "50", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ended"] == "goal"
    assert said["step"] < 1600
    assert said["validation"]["legal"] >= 0.95


def test_training_without_patience_goes_back_to_the_best(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "hold", "--steps", "3000", "--patience", "1", "--every", "5", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ended"] == "patience"
    assert said["step"] % 5 == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["train", "brackets", "--steps", "5", "--patience", "0"], "--every and --patience are counted from 1."),
        (["train", "brackets", "--run", "rnn", "--steps", "5", "--solved"], "has no criterion for the run rnn."),
        (["train", "brakets", "--steps", "5"], 'There is no preset "brakets".'),
        (["train", "../brackets", "--steps", "5"], 'There is no preset "../brackets".'),
        (["train", "no.toml", "--steps", "5"], "no.toml cannot be read"),
        (["train", "brackets", "--steps", "5", "--device", "gpu"], "--device"),
        (["train", "brackets", "--steps", "-1"], "--steps -1 cannot be done."),
        (["train", "brackets", "--steps", "x"], 'unable to convert "x"'),
        (["train", "brackets", "--steps", "5", "--seed", "-3"], "--seed -3 is no seed."),
        (["train", "brackets", "--steps", "5", "--run", "lstn"], 'Did you mean "lstm"?'),
        (["train", "brackets", "--stepz", "5"], "Did you mean --steps"),
        (["prove", "brackets", "--seeds", "0"], "--seeds 0 proves nothing."),
        (["trian", "brackets"], 'Did you mean "train"?'),
    ],
)
def test_a_mistake_is_one_message(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, message = capsys.readouterr()
    assert not out
    assert said in message
    assert "Traceback" not in message


def test_a_preset_that_promises_nothing_cannot_be_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = tmp_path / "silent.toml"
    silent.write_text(
        '[title]\nzh = "无"\nen = "None"\n[about]\nzh = "无"\nen = "None"\n[run.rnn]\ntask = "brackets"\n', "utf-8"
    )
    assert main(["prove", str(silent)]) == 2
    assert "silent.toml has no criterion." in capsys.readouterr().err


def test_it_runs_as_a_module_without_qt() -> None:
    code = "import sys, engine.__main__; print(any('PySide6' in name for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    done = subprocess.run(
        [sys.executable, "-m", "engine", "train", "nothing", "--steps", "1"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith('There is no preset "nothing".')


def test_the_bench_measures_a_card_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = pytest.importorskip("engine.device_bench")
    monkeypatch.setattr(bench, "SIZES", ((3, 2, 4), (4, 2, 8)))
    measure = bench.measure
    monkeypatch.setattr(bench, "measure", lambda _, seconds: measure("cpu", seconds))
    monkeypatch.setattr("engine.device.missing", lambda: "")
    assert main(["bench", "--device", "cuda", "--seconds", "0.001", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["cells"]) == {"lstm", "lstm-peephole"}
    assert main(["bench", "--device", "cuda", "--seconds", "0.001"]) == 0
    assert "times as fast" in capsys.readouterr().out


def test_the_bench_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "engine.bench", None)
    assert main(["bench"]) == 2
    assert "Install llvmlite." in capsys.readouterr().err


def test_a_file_becomes_a_preset_that_is_listed_and_trained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rules.txt").write_text("S -> ( S ) S | [ S ] S | ε\n", encoding="utf-8")
    mine = ["--presets", str(tmp_path / "mine")]
    assert main(["own", str(tmp_path / "rules.txt"), "--name", "pairs", *mine]) == 0
    assert str(tmp_path / "mine" / "pairs.toml") in capsys.readouterr().out
    assert main(["presets", *mine]) == 0
    assert "pairs" in capsys.readouterr().out.splitlines()[0]
    assert main(["train", "pairs", "--steps", "2", "--json", *mine]) == 0
    assert json.loads(capsys.readouterr().out)["preset"] == "pairs"
    (tmp_path / "rules.txt").write_text("S -> ( S ) S |\n", encoding="utf-8")
    assert main(["own", str(tmp_path / "rules.txt"), "--name", "two", *mine]) == 2
    assert capsys.readouterr().err.startswith("Line 1, column 15: a way is empty here.")


def test_a_broken_preset_is_listed_with_its_mistakes_beside_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "odd.toml").write_text("colour = 1\n" + TINY.replace('en = "B"', "en = 2"), encoding="utf-8")
    assert main(["presets", "--presets", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "odd              BROKEN: 2 mistakes" in out
    assert 'odd.toml:1: unknown key "colour"' in out
    assert "lstm legal ≥ 0.99:" in out
