"""The command: a preset's runs on paper."""

from pathlib import Path

import pytest

from visualizer import __main__ as program


@pytest.mark.usefixtures("qapp")
def test_all_runs_or_one_are_printed_and_their_files_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["worksheet", "by-hand", "--out", str(tmp_path), "--lang", "en"]) == 0
    told = capsys.readouterr().out.split()
    assert sorted(Path(line).name for line in told) == sorted(
        f"{run}-0-{kind}.en.pdf" for run in ("rnn", "gru", "lstm") for kind in ("worksheet", "key")
    )
    assert all(Path(line).exists() for line in told)
    line = ["worksheet", "by-hand", "--run", "gru", "--update", "2", "--out", str(tmp_path / "two")]
    assert program.main(line) == 0
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == [
        "gru-2-key.zh.pdf", "gru-2-worksheet.zh.pdf",
    ]  # fmt: skip


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("line", "said"), [
    ("worksheet brackets", "手算"), ("worksheet nothing", "nothing"), ("worksheet by-hand --run tree", "tree"),
])  # fmt: skip
def test_a_mistake_is_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    assert program.main([*line.split(), "--out", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("unrolled: ")
    assert said in told
