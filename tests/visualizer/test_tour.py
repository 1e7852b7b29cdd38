"""The tour: pictures of every slide and scene, a report of what is in them, and no engine left behind."""

import json
import os
import signal
from multiprocessing import resource_tracker
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from engine import worker
from engine.beats import Beat, Phase
from tests.visualizer import planted
from tests.visualizer.room import TWO
from visualizer import tour as tours
from visualizer.app import Wish, build
from visualizer.tour import COLUMNS, THUMB, Tour, beat_words, run_tour

FIELDS = {"slide", "title", "scene", "run", "step", "beat", "loss", "milliseconds", "picture", "warnings"}
PICTURES = [
    "01-open", "02-open", "02-scene1-middle", "02-scene1-end", "02-scene2-middle", "02-scene2-end",
    "02-desk-forward", "02-desk-backward", "02-desk-carry", "02-desk-memory", "02-desk-clip", "02-desk-maps",
    "02-desk-surgery",
]  # fmt: skip


def children() -> set[str]:
    """The processes that this one has started."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split())


@pytest.fixture
def two(talk: Path) -> Path:
    """A deck of two slides."""
    talk.write_text(TWO, "utf-8")
    return talk


def toured(deck: Path, out: Path, lang: str = "en") -> tuple[int, dict[str, object]]:
    """Play a tour; gives its code and its report."""
    code = run_tour(Wish(deck, lang, "light", 1, (640, 360)), out)
    return code, json.loads((out / "report.json").read_text("utf-8"))


@pytest.mark.usefixtures("qapp")
def test_every_slide_and_scene_has_its_pictures_and_its_facts(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resource_tracker.ensure_running()  # Python's own helper, which stays when the engines are gone
    before = children()
    code, report = toured(two, tmp_path / "out")
    assert code == 0
    assert children() <= before, "its engine is still there"
    stops = report["stops"]
    assert [stop["picture"] for stop in stops] == [f"{name}.png" for name in PICTURES]
    assert all(set(stop) == FIELDS and stop["warnings"] == [] and stop["milliseconds"] > 0 for stop in stops)
    assert [stop["slide"] for stop in stops] == [1, *[2] * 12]
    assert (stops[0]["title"], stops[0]["run"], stops[0]["beat"], stops[0]["loss"]) == ("Words", None, None, None)
    assert [stop["beat"] for stop in stops[1:6]] == ["start", "forward 3 y", "forward 6 y", "loss", "loss"]
    assert [stop["beat"] for stop in stops[6:]] == [
        "forward 4 c", "backward 4 c", "backward 4 c", "update", "update", "backward 4 c", "backward 4 c",
    ]
    assert [stop["step"] for stop in stops[1:4]] == [0, 0, 0]
    assert 2 < stops[4]["step"] < stops[5]["step"] == 1500
    assert all(0 < stop["loss"] < 5 and stop["run"] == "lstm" for stop in stops[1:])
    assert (report["deck"], report["slides"], report["size"], report["lang"]) == ("talk.en.md", 2, [640, 360], "en")
    assert "2 slides, 13 pictures" in capsys.readouterr().out


@pytest.mark.usefixtures("qapp")
def test_the_pictures_show_something_and_differ(two: Path, tmp_path: Path) -> None:
    toured(two, tmp_path / "out")
    images = [QImage(str(tmp_path / "out" / f"{name}.png")) for name in PICTURES]
    for image in images:
        assert (image.width(), image.height()) == (640, 360)
        assert len({image.pixel(x, y) for x in range(0, 640, 3) for y in range(0, 360, 3)}) > 5
    assert len({image.constBits().tobytes() for image in images}) == len(images)
    sheet = QImage(str(tmp_path / "out" / "contact-sheet.png"))
    assert (sheet.width(), sheet.height()) == (COLUMNS * THUMB[0], 3 * THUMB[1])


@pytest.mark.usefixtures("qapp")
def test_two_tours_give_the_same_pictures(two: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        toured(two, tmp_path / name)
    for name in PICTURES:
        if name != "02-scene2-middle":  # how far a training is half-way depends on the machine
            one, other = (QImage(str(tmp_path / folder / f"{name}.png")) for folder in ("a", "b"))
            assert one == other, name


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("scene", "word"), [
    ("steps = 3", 'unknown key "steps"'), ('run = "bad"\nstep = 5', "diverged at update 3"),
    ('at = "forward 40"', "there is no time step 40"), ('input = "(x"', "Character 2"),
])  # fmt: skip
def test_a_slide_in_trouble_is_reported_and_the_tour_goes_on(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], scene: str, word: str
) -> None:
    two.write_text(f"!SLIDE\n# Bad\n~~~SCENE:tiny~~~\n{scene}\n~~~ENDSCENE~~~\n{TWO}", "utf-8")
    code, report = toured(two, tmp_path / "out")
    assert code == 1
    assert word in report["stops"][0]["warnings"][0]
    assert [stop["warnings"] for stop in report["stops"] if stop["slide"] > 1] == [[]] * 13
    assert f"slide 1: {report['stops'][0]['warnings'][0]}" in capsys.readouterr().err


@pytest.mark.usefixtures("qapp")
def test_an_engine_that_dies_on_the_way_does_not_hold_the_tour_up(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tours, "PATIENCE", 5.0)
    window = build(Wish(two, "en", size=(640, 360)))
    tour = Tour(window, tmp_path)
    window.session.arrived.connect(lambda *_: os.kill(window.channel.pid, signal.SIGKILL))
    tour.play()
    window.close()
    told = [text for stop in tour.stops for text in stop.warnings]
    assert told == ["The engine has stopped."], "it did not wait for what cannot come"
    assert [stop.slide for stop in tour.stops][-1] == 2


@pytest.mark.usefixtures("qapp")
def test_a_gradient_that_is_marked_wrong_is_a_warning(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "main", planted.wrong_derivative)
    code, report = toured(two, tmp_path / "out")
    told = [text for stop in report["stops"] for text in stop["warnings"]]
    assert code == 1
    assert told
    assert all(text.startswith("The gradient check found an error of ") for text in told)


@pytest.mark.parametrize(("beat", "words"), [
    (None, "start"), (Beat(Phase.LOSS), "loss"), (Beat(Phase.UPDATE), "update"),
    (Beat(Phase.FORWARD, 0, "zi"), "forward 1 zi"), (Beat(Phase.BACKWARD, 6, "c"), "backward 7 c"),
])  # fmt: skip
def test_a_beat_is_named_as_scenes_name_it(beat: Beat | None, words: str) -> None:
    assert beat_words(beat) == words
