"""What keys do to where we are: n steps on and n steps back give the same state, bit for bit."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from engine.beats import Beats, Unit
from engine.trainer import Trainer
from presets.load import load
from tests.visualizer.room import Room, digest, write_lecture
from visualizer.actions import ACTIONS
from visualizer.commands import Commands
from visualizer.debugger.desk_commands import DeskCommands
from visualizer.timeline import Timeline

WALKS, WALKS_ON_KEYS, LONGEST = 1000, 60, 7
MOVES = ("line", "time", "pass", "update")
KEYS = {
    ("line", 1): "Shift+Right", ("line", -1): "Shift+Left", ("time", 1): "Right", ("time", -1): "Left",
    ("pass", 1): "Ctrl+Right", ("pass", -1): "Ctrl+Left", ("update", 1): "N", ("update", -1): "P",
}  # fmt: skip


class Walker:
    """A timeline over a trainer, moved as the keys move them, without a window."""

    def __init__(self, trainer: Trainer) -> None:
        self.trainer, self.timeline = trainer, Timeline()
        self.goto(0)

    def goto(self, step: int) -> None:
        """Go to an update and stay at the same moment."""
        self.trainer.goto(step)
        trace = self.trainer.trace()
        self.bits = digest(trace), tuple(self.trainer.losses)
        self.beats = Beats(tuple(line.name for line in trace.lines), trace.T)
        self.timeline.follow(self.beats)

    def move(self, kind: str, way: int) -> bool:
        """Go; whether there was somewhere to go."""
        if kind != "update":
            return self.timeline.step(Unit[kind.upper()], way)
        if self.trainer.step + way < 0:
            return False
        self.goto(self.trainer.step + way)
        return True

    def settle(self) -> "Walker":
        """Let the last motion end."""
        self.timeline.tick(1)
        return self

    @property
    def state(self) -> tuple[object, ...]:
        """Everything a picture follows from."""
        return self.trainer.step, self.timeline.done, self.timeline.part, self.bits


def walk_there_and_back(walker: Walker | Room, moves: list[tuple[str, int]], go: Callable[[str, int], bool]) -> int:
    """Go all moves, then undo those that moved, the last first; every state on the way back was seen on the way on."""
    seen = [walker.settle().state]
    taken = []
    for kind, way in moves:
        if go(kind, way):
            taken.append((kind, way))
            seen.append(walker.settle().state)
    for kind, way in reversed(taken):
        assert walker.settle().state == seen.pop(), f"on the way back along {taken}"
        assert go(kind, -way)
    assert walker.settle().state == seen.pop(), f"after {taken} and back"
    return len(taken)


@pytest.fixture(scope="module")
def trainer(tmp_path_factory: pytest.TempPathFactory) -> Trainer:
    """The small lecture's net."""
    folder = write_lecture(tmp_path_factory.mktemp("talk")).parent
    return Trainer(load("tiny", near=folder).runs["lstm"], "lstm")


def any_moves(dice: random.Random, ways: tuple[int, ...]) -> list[tuple[str, int]]:
    """A handful of moves."""
    return [(dice.choice(MOVES), dice.choice(ways)) for _ in range(dice.randint(1, LONGEST))]


@pytest.mark.parametrize("ways", [(1,), (1, -1), (-1,)], ids=["on", "any", "back"])
def test_steps_there_and_back_give_the_same_bits(
    qapp: QCoreApplication, trainer: Trainer, ways: tuple[int, ...]  # noqa: ARG001  timers need one
) -> None:
    walker, dice, taken = Walker(trainer), random.Random(str(ways)), 0
    for _ in range(WALKS // 3 + 1):
        walker.goto(dice.randint(0, 30))
        walker.timeline.seek(dice.randint(0, len(walker.beats)))
        taken += walk_there_and_back(walker, any_moves(dice, ways), walker.move)
    assert taken > WALKS, "most moves have somewhere to go"


def test_one_unit_goes_n_on_and_n_back_from_any_of_its_stops(
    qapp: QCoreApplication, trainer: Trainer  # noqa: ARG001  timers need one
) -> None:
    walker = Walker(trainer)
    timeline = walker.timeline
    for unit in Unit:
        stops = walker.beats.stops(unit)
        for place, start in enumerate(stops):
            for n in {1, 2, 7, len(stops) - 1 - place} & set(range(len(stops) - place)):
                timeline.seek(start)
                assert all(timeline.step(unit, 1) for _ in range(n))
                assert timeline.done == stops[place + n]
                assert all(timeline.step(unit, -1) for _ in range(n))
                assert timeline.done == start


def test_keys_there_and_back_give_the_same_bits_and_the_same_picture(enter: Callable[..., Room], talk: Path) -> None:
    room, dice = enter(talk, 2), random.Random(4)
    window, taken = room.window, 0

    def go(kind: str, way: int) -> bool:
        before = window.timeline.done, window.session.place
        room.press(KEYS[kind, way]).wait(lambda: window.session.reached == window.session.place)
        return (window.timeline.done, window.session.place) != before

    for _ in range(WALKS_ON_KEYS):
        before = room.settle().picture(window.stage)
        taken += walk_there_and_back(room, any_moves(dice, (1, 1, -1)), go)
        assert room.picture(window.stage) == before
        room.press(*dice.choices(["Right", "Shift+Right", "Left", "N"], k=2))
    assert taken > WALKS_ON_KEYS * 3
    assert room.failure == ""


def test_every_action_has_its_command_and_every_command_its_action() -> None:
    every = {**vars(DeskCommands), **vars(Commands)}
    commands = {name for name, value in every.items() if callable(value) and not name.startswith("_")}
    assert commands - {"leave"} == {action.name for action in ACTIONS}, "leaving is what Esc comes to at last"
