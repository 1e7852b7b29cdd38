"""Files of one's own for each kind of input: what fits goes in and is read by the task, what does not is told once."""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from engine.tasks import TASKS
from engine.tasks.handwriting import Handwriting
from engine.tasks.spoken import Spoken, pronounced
from engine.tasks.strokes import drawn
from engine.tasks.takes import Painted, Placed
from engine.tasks.task import Task
from engine.tasks.voice import Speaker, spoken, timed
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.own_file import kind_of, taken, wanted
from visualizer.strips.unfit import Unfit

Open = Callable[..., Bench]
TEXTS = {
    "brackets": "(()())", "text": "the quick", "weather": "Monday", "prose": "We is so", "hold": "~+~?",
    "adding": "1③2", "sentiment": "the film is good", "translation": "le chat", "captions": "R■b4+g∪h5",
    "video": "■c3 ■d3", "next-step": "t,x\n0,0.5\n1,0.7", "network": "100,200\n120,300", "patients": "80 4\n82 6",
    "handwriting": "0,10\n0,0\n\n5,0\n5,10", "hanzi": "0,10\n0,0", "spoken-digits": "314", "customers": "visit view",
}  # fmt: skip


def sound(path: Path) -> Path:
    """Somebody says three one four."""
    speaker = Speaker()
    air = spoken(timed(pronounced("314"), speaker), speaker, np.random.default_rng(0))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((air / np.abs(air).max() * 30_000).astype("<i2").tobytes())
    return path


def picture(path: Path, ink: Qt.GlobalColor = Qt.GlobalColor.black) -> Path:
    """A square on white, dark if nothing is said."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for x in range(10, 30):
        for y in range(5, 35):
            image.setPixelColor(x, y, ink)
    image.save(str(path))
    return path


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_each_kind_is_read_by_its_task(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.txt").write_text(TEXTS[name], "utf-8")
    task = TASKS[name]()
    made = taken(tmp_path / "mine.txt", task.takes, task.symbols)
    assert made.text
    assert not made.cut
    assert len(task.encode(made.text).tokens[0]) >= 1


@pytest.mark.parametrize("kind", TASKS.values(), ids=TASKS)
def test_each_task_takes_what_it_says_and_tells_of_the_rest(tmp_path: Path, kind: type[Task]) -> None:
    takes, symbols = kind().takes, kind().symbols
    ink = Qt.GlobalColor.red if isinstance(takes, Placed) else Qt.GlobalColor.black
    files = {"picture": picture(tmp_path / "a.png", ink), "sound": sound(tmp_path / "a.wav")}
    for name, path in files.items():
        assert kind_of(path) == name
        if name in wanted(takes):
            assert kind().encode(taken(path, takes, symbols).text).x.any()
        else:
            with pytest.raises(Unfit, match="This net reads"):
                taken(path, takes, symbols)
    if isinstance(takes, Painted):
        with pytest.raises(Unfit, match="is a text"):
            taken(tmp_path / "a.txt.md", takes, symbols) if (tmp_path / "a.txt.md").write_text("x") else None


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="cannot be read"):
        taken(tmp_path / "none.txt", Spoken().takes, ())


def test_strokes_become_one_high(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("0,0\n0,40\n\n20,0\n20,40", "utf-8")
    strokes = drawn(taken(tmp_path / "a.csv", Handwriting().takes, ()).text)
    assert [np.ptp(stroke.imag) for stroke in strokes] == pytest.approx([1, 1])


def test_a_recording_stands_in_the_line_by_its_name_until_something_is_typed(bench: Open, tmp_path: Path) -> None:
    made = bench(Spoken().takes, "8")
    made.strip.open_file(sound(tmp_path / "me.wav"))
    assert made.strip.edit.text() == "♪ me.wav"
    assert Spoken().encode(made.heard[-1]).tokens[0][0] == "♪"
    made.type("7")
    assert made.heard[-1] == "7"


def test_what_does_not_fit_is_said_on_the_strip_and_changes_nothing(bench: Open, tmp_path: Path) -> None:
    made = bench(Spoken().takes, "8")
    made.strip.open_file(picture(tmp_path / "me.png"))
    assert made.strip.refusal.startswith("me.png is a picture. This net reads a text or a recording.")
    assert (made.heard, made.strip.text) == ([], "8")
    (tmp_path / "me.txt").write_text("31x", "utf-8")
    made.strip.open_file(tmp_path / "me.txt")
    assert 'me.txt, line 1, column 3: the net does not know "x"' in made.strip.refusal
