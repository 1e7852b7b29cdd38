"""A desk with somebody at it: the small lecture's net, in the debugger."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from tests.visualizer.room import Room
from visualizer.debugger.desk import Desk


class AtDesk(Room):
    """A room in which the debugger is open."""

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.window.debugger.desk

    @property
    def place(self) -> str:
        """Where we are, as it is written above."""
        return self.desk.place.place

    @property
    def done(self) -> int:
        """Beats done."""
        return self.window.timeline.done


@pytest.fixture
def desk(enter: Callable[..., Room], talk: Path) -> AtDesk:
    """The debugger over the scene of the second slide, opened by its key."""
    room = AtDesk(enter(talk, 2).window)
    room.press("F12").settle()
    return room


@pytest.fixture(scope="session")
def trace() -> Trace:
    """A small LSTM's training step."""
    trainer = Trainer(Run(task="brackets", cell="lstm", hidden=3, length=6, batch=1))
    trainer.goto(3)
    return trainer.trace()
