"""The command line: what is wrong is one message and an exit code, never a traceback; the rest reaches its command."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.visualizer.room import LECTURE
from visualizer import __main__ as program
from visualizer.app import Wish

BINARY = bytes(range(256)) * 40
SCENE = "!SLIDE\n# Title\n~~~SCENE:tiny~~~\n{}\n~~~ENDSCENE~~~\n"


@pytest.fixture
def folder(talk: Path) -> Path:
    """A folder with everything that can be wrong."""
    here = talk.parent
    (here / "binary.md").write_bytes(BINARY)
    (here / "utf16.md").write_text("!SLIDE\n# x\n", "utf-16")
    (here / "latin.md").write_bytes(b"!SLIDE\n# caf\xe9 \xff\n")
    (here / "long.md").write_bytes(b"!SLIDE\n# " + b"x" * 10_000_000)
    (here / "empty.md").write_bytes(b"")
    (here / "none").mkdir()
    (here / "secret.md").write_text("!SLIDE\n", "utf-8")
    (here / "loop.md").symlink_to(here / "loop.md")
    return here


WRONG = [
    ("missing.md", "missing.md"), ("binary.md", "binary file"), ("utf16.md", "UTF-16"), ("latin.md", "UTF-8"),
    ("long.md", "5 MB"), ("empty.md", "empty"), ("none", "none"), (".", "Name one file"), ("loop.md", "loop.md"),
    ("talk.en.md --size nonsense", "nonsense"), ("talk.en.md --size 100x100", "100x100"),
    ("talk.en.md --size ²00x300", "²00x300"),
    ("talk.en.md --size 1920x1080x3", "1920x1080x3"), (f"talk.en.md --size {'9' * 5000}x300", "no size"),
    ("--nonsense", "--nonsense"), ("talk.en.md --slide 0", "--slide"), ("talk.en.md --slide x", "--slide"),
    ("talk.en.md --lang fr", "fr"), ("talk.en.md --device gpu", "gpu"), ("talk.en.md --theme blue", "blue"),
    ("talk.en.md other.md", "other.md"), ("tour talk.en.md", "talk.en.md"),
    ("tour --deck missing.md --out out", "missing.md"),
    ("tour --deck talk.en.md --out talk.en.md", "--out"), ("tour --out /dev/null/x", "--out"),
    ("bench --seconds long", "long"),
    ("talk.en.md --slide", "--slide"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "named"), WRONG, ids=lambda given: given[:40])
def test_a_mistake_is_one_message_and_a_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, named: str
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("visualizer.app.begin", lambda *_: pytest.fail("a window was opened"))
    assert program.main(line.split()) == 2
    told = capsys.readouterr()
    assert told.err.startswith("unrolled: ")
    assert named in told.err
    assert "Traceback" not in told.err
    assert told.err.count("\n") <= 3, "one message"
    assert told.out == ""


@pytest.mark.parametrize("line", ["missing.md", "long.md", "talk.en.md --size nonsense", "--wrong", "tour --deck none"])
def test_a_process_ends_with_the_message_on_stderr(folder: Path, line: str) -> None:
    root = str(Path(program.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "visualizer", *line.split()], cwd=folder, capture_output=True, text=True, timeout=60,
        check=False, env={"PYTHONPATH": root, "QT_QPA_PLATFORM": "offscreen", "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("unrolled: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("scene", ["steps = 1", 'step = "x"', "step = ", "\x01", 'run = "nobody"'])
def test_a_tour_of_a_broken_scene_tells_it_and_ends_with_one(
    folder: Path, capsys: pytest.CaptureFixture[str], scene: str
) -> None:
    deck = folder / "broken.md"
    deck.write_text(SCENE.format(scene) + "!SLIDE\n# After\n", "utf-8")
    assert program.main(["tour", "--deck", str(deck), "--out", str(folder / "out"), "--size", "400x300"]) == 1
    told = capsys.readouterr()
    assert "slide 1: broken.md:" in told.err
    assert "Traceback" not in told.err
    assert len(list((folder / "out").glob("0*.png"))) == 2, "the other slides are shown all the same"


def test_help_and_version_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["--help"]) == 0
    assert program.main(["--version"]) == 0
    told = capsys.readouterr()
    assert all(word in told.out for word in ("tour", "bench", "--slide", "--lang", "0.1.0"))
    assert told.err == ""


def test_what_was_asked_for_reaches_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    wishes: list[Wish] = []
    monkeypatch.setattr("visualizer.app.show", lambda wish: wishes.append(wish) or 0)
    monkeypatch.setattr(program, "has_display", lambda: True)
    assert program.main(["a.md", "--slide", "7", "--lang", "en", "--theme", "dark", "--size", "800x600"]) == 0
    assert program.main([]) == 0
    assert program.main(["--device", "cuda", "--debug"]) == 0
    assert wishes == [Wish(Path("a.md"), "en", "dark", 7, (800, 600)), Wish(), Wish(debug=True, device="cuda")]


def test_without_a_display_the_tour_is_played(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tours: list[tuple[Wish, Path]] = []
    monkeypatch.setattr("visualizer.tour.run_tour", lambda wish, out: tours.append((wish, out)) or 0)
    monkeypatch.setattr(program, "has_display", lambda: False)
    assert program.main(["a.md", "--lang", "en", "--size", "800x600"]) == 0
    assert tours == [(Wish(Path("a.md"), "en", "light", 1, (800, 600)), Path("out/tour"))]
    assert "no display" in capsys.readouterr().out


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(_wish: Wish) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("visualizer.app.show", stop)
    monkeypatch.setattr(program, "has_display", lambda: True)
    with pytest.raises(SystemExit) as ended:
        program.main([])
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""


def test_bench_takes_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[SimpleNamespace] = []
    monkeypatch.setattr("visualizer.bench.run_bench",
                        lambda part, **given: heard.append(SimpleNamespace(part=part, **given)) or 0)
    assert program.main(["bench", "--json", "--seconds", "0.5"]) == 0
    assert program.main(["bench", "debugger"]) == 0
    assert heard == [SimpleNamespace(part="all", as_json=True, seconds=0.5),
                     SimpleNamespace(part="debugger", as_json=False, seconds=8.0)]


def test_the_small_lecture_itself_is_right() -> None:
    assert LECTURE.count("!SLIDE") == 6, "the other tests count its slides"
