"""A session of debugging with real keys and clicks on a real engine: gradients explode, are found, traced, clipped."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.beats import Phase
from engine.edits import Edit
from engine.origin import Address
from engine.trainer import Trainer
from presets.load import load
from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import Room

PRESET = """
[title]
zh = "爆炸"
en = "Explodes"

[about]
zh = "谱半径 1.3 的 relu RNN"
en = "A relu RNN of spectral radius 1.3"

[run.rnn]
task = "brackets"
length = 60
hidden = 12
batch = 4
cell = "rnn-relu"
loss = "squared"
optimizer = "sgd"
rate = 0.1
clip = "none"
updates = 80
edits = [{ at = 5, weight = "z.h'", set = 0.10833333333333334 }]
"""
DECK = """!SLIDE
# Explodes
~~~SCENE:explodes~~~
step = 0
views = ["unrolled", "gradients"]
~~~ENDSCENE~~~
"""
RADIUS = 1.3


@pytest.fixture
def desk(enter: Callable[..., Room], tmp_path: Path) -> AtDesk:
    """The debugger over that run."""
    (tmp_path / "explodes.toml").write_text(PRESET, "utf-8")
    (tmp_path / "explodes.md").write_text(DECK, "utf-8")
    room = AtDesk(enter(tmp_path / "explodes.md").window)
    assert not room.failure
    room.press("F12").settle()
    return room


def lengths(desk: AtDesk) -> np.ndarray:
    """‖∂L/∂h_t‖ of the step on the desk."""
    return np.linalg.norm(desk.trace.grad["h"], axis=1)


def test_exploding_gradients_are_found_traced_to_their_step_and_clipped(desk: AtDesk, tmp_path: Path) -> None:
    find_the_first(desk)
    follow_to_its_loss(desk)
    clip(desk)
    run_on(desk, tmp_path)


def find_the_first(desk: AtDesk) -> None:
    """Type a watchpoint and run to it: the first update, and in it the time step, are known at once."""
    desk.press("W").type("norm(dh[t]) > 1e3").press("Return").settle()
    desk.press("F5").settle()
    cursor = desk.window.timeline.cursor
    assert (desk.trace.step, cursor.beat.phase, cursor.beat.line) == (5, Phase.BACKWARD, "h")
    assert desk.place == f"update 5 · backward · t {cursor.t + 1} · h"
    assert cursor.t == max(np.flatnonzero(lengths(desk) > 1e3)), "backward, the last step is the first to pass it"
    growth = lengths(desk)[cursor.t - 9 : cursor.t] / lengths(desk)[cursor.t - 8 : cursor.t + 1]
    assert growth == pytest.approx(RADIUS, rel=0.05)
    walker = Trainer(load("explodes", near=Path(desk.window.lecture.deck.path).parent).runs["rnn"])
    for _ in range(5):
        assert np.linalg.norm(walker.trace().grad["h"], axis=1).max() < 1e3, "none before is as long"
        walker.advance()


def follow_to_its_loss(desk: AtDesk) -> None:
    """Click a number of the gradient, ask where it comes from, and go to the step that it leads to."""
    origin, table = desk.desk.origin, desk.desk.inspector.table
    here = desk.window.timeline.cursor.t
    unit = int(np.abs(desk.trace.grad["h"][here]).argmax())
    click_number(desk, Address("grad", "h", here, (unit,)))
    assert origin.asked == origin.found.at == Address("grad", "h", here, (unit,))
    assert table.isVisible()
    way = [origin.found.at]
    while way[-1].name != "y":
        desk.press("Q")
        assert origin.found.at not in way, "it leads on"
        way.append(origin.found.at)
    states = [at for at in way if at.name == "h"]
    assert [at.t for at in states] == list(range(here, here + len(states))), "one time step after the other"
    sizes = [abs(desk.trace.grad["h"][at.t][at.index]) for at in states]
    assert len(states) > 5
    assert np.divide(sizes[:-1], sizes[1:]) == pytest.approx(RADIUS, rel=0.1), "every step stretches it as much"
    word = next(words for words in origin.words.places() if words[0] == "there")
    desk.click(origin.words, (word[2] + word[3]) / 2, origin.words.room.height() / 2)
    cursor = desk.window.timeline.cursor
    assert (cursor.beat.line, cursor.t) == ("y", way[-1].t)


def click_number(desk: AtDesk, at: Address) -> None:
    """Click a number in the inspector's table."""
    table = desk.desk.inspector.table
    model, sheet = table.sheets, table.sheets.sheet
    column = next(place for place in range(len(sheet.heads)) if sheet.address(at.index[0], place) == at)
    middle = table.visualRect(model.index(model.order.index(at.index[0]), column)).center()
    desk.click(table.viewport(), middle.x() / desk.window.unit, middle.y() / desk.window.unit)


def clip(desk: AtDesk) -> None:
    """Try clipping in the surgery panel, at a number of one's own, and keep it."""
    panel = desk.window.debugger.surgery
    desk.press("S")
    while "gradient's length" not in panel.said(panel.operations[panel.chosen]):
        desk.press("Down")
    desk.type("0.5")
    desk.wait(lambda: panel.result is not None)
    result = panel.result
    step = [np.sqrt(sum(np.square(a).sum() for a in trace.delta.values())) for trace in (result.before, result.after)]
    assert step[0] > 1e4
    assert step[1] == pytest.approx(0.1 * 0.5)
    desk.press("Return").settle()
    assert not panel.isVisible()
    assert desk.window.session.place.runs[0].edits[-1] == Edit(at=5, key="clip", set=0.5)
    assert "clip 0.500 since update 5" in desk.desk.place.run
    assert desk.trace.step == 5


def run_on(desk: AtDesk, folder: Path) -> None:
    """Train on to the end: finite at every update, and it learns; without the clip it would have been thrown off."""
    desk.press("M", "Escape").press("T")
    desk.wait(lambda: desk.window.session.reached.step >= 60).rest()
    losses = desk.window.session.shown.losses[0]
    assert np.isfinite(losses).all()
    assert not desk.failure
    plain = Trainer(load("explodes", near=folder).runs["rnn"])
    plain.goto(60)
    assert losses[:5] == pytest.approx(plain.losses[:5], rel=1e-12), "what went before is as it was"
    assert plain.losses[6] > 1e3
    assert not plain.trace().value["h"].any(), "without the clip one update kills every unit"
    assert desk.trace.value["h"].any()
    assert losses[40:60].max() < 0.1
