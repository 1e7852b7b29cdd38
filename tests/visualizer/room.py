"""A small lecture on a tiny net, and a room to give it in: real keys, real clicks, a real engine."""

from collections.abc import Callable
from hashlib import blake2b
from itertools import chain
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from unittest.mock import patch

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine import worker
from engine.trace import Trace
from visualizer.channel import Channel
from visualizer.window import Window

PATIENCE = 90.0
PRESET = """
[title]
zh = "小"
en = "Tiny"

[about]
zh = "小"
en = "Tiny"

[run.lstm]
task = "brackets"
length = 6
hidden = 3
batch = 2
rate = 0.05
updates = 40

[run.rnn]
task = "brackets"
length = 6
cell = "rnn"
hidden = 3
batch = 2
radius = 0.9
updates = 40

[run.bad]
task = "brackets"
length = 6
hidden = 3
updates = 40
edits = [{ at = 3, weight = "*", set = 1e308 }]
"""
LECTURE = """!SLIDE
# Opening
## Nothing moves here

!SLIDE
# There and back
* One
* Two

~~~SCENE:tiny~~~
step = 5
views = ["unrolled", "gradients", "stack"]

[[scene]]
at = "start"
to = "forward last"
bullet = 1
seconds = 2
say = "On."

[[scene]]
at = "loss"
to = "backward 1"
bullet = 2
seconds = 2
say = "Back."
~~~ENDSCENE~~~

!SLIDE
# A knob
~~~SCENE:tiny~~~
run = "rnn"
views = ["gradients", "unrolled"]
at = "backward 1"
knob = { key = "radius", low = 0.5, high = 1.5 }
~~~ENDSCENE~~~

!SLIDE
# A race
~~~SCENE:tiny~~~
run = ["rnn", "lstm"]
wide = true
views = ["tokens", "maps", "loss"]
at = "forward last"

[[scene]]
step = 0

[[scene]]
step = 0
until = 12
pace = "update"
seconds = 0.2
~~~ENDSCENE~~~

!SLIDE
# One cell
~~~SCENE:tiny~~~
step = 2
input = "(())"
views = ["cell", "formula", "maps"]
wide = true
pace = "line"
at = "forward 3"
to = "forward 4"
seconds = 3
~~~ENDSCENE~~~

!SLIDE incremental
# One by one
* First
* Second
"""
TWO = """!SLIDE
# Words
Nothing moves.

!SLIDE
# A scene
~~~SCENE:tiny~~~
views = ["unrolled", "stack"]
[[scene]]
to = "forward last"
seconds = 1
[[scene]]
step = 2
until = 1500
pace = "update"
at = "loss"
~~~ENDSCENE~~~
"""
"""A shorter one, for tours."""
CHINESE = {"Opening": "开场", "There and back": "去与回", "On.": "去。", "Back.": "回。"}


def write_lecture(folder: Path) -> Path:
    """Put the lecture into a folder in both languages, its preset beside it; gives the English half."""
    (folder / "tiny.toml").write_text(PRESET, "utf-8")
    zh = LECTURE
    for english, chinese in CHINESE.items():
        zh = zh.replace(english, chinese)
    (folder / "talk.zh.md").write_text(zh, "utf-8")
    (folder / "talk.en.md").write_text(LECTURE, "utf-8")
    return folder / "talk.en.md"


def digest(trace: Trace) -> str:
    """Name every bit of a trace."""
    named: list[dict[str, Any]] = [trace.start, trace.value, trace.grad, trace.weight, trace.delta]
    rest = {"targets": trace.targets, "scored": trace.scored}
    told = blake2b(repr((trace.run, trace.cell_name, trace.step, trace.tokens, trace.probe)).encode())
    for name, array in chain.from_iterable(sorted(group.items()) for group in [*named, rest]):
        told.update(name.encode() + str((array.shape, array.dtype)).encode() + np.ascontiguousarray(array).tobytes())
    return told.hexdigest()


class LentChannel(Channel):
    """A channel to an engine that many windows use one after the other, since starting one takes a second."""

    def __init__(self, engine: tuple[BaseProcess, Any]) -> None:
        super().__init__()
        self.engine = engine

    def open(self) -> None:
        """Take the engine instead of starting one."""
        with patch.object(worker, "start", lambda _device: self.engine):
            super().open()

    def close(self) -> None:
        """Give the engine back with nothing left to answer."""
        if self._connection is None:
            return
        self._bell.setEnabled(False)  # type: ignore[union-attr]  # open made it
        if self.waiting:
            self._connection.send("enough")  # type: ignore[arg-type]  # no question: ends a training at once
            for _ in range(len(self.waiting) + 1):
                assert self._connection.poll(PATIENCE), "the engine owes an answer"
                self._connection.recv()
        self._connection = None
        self.waiting.clear()


class Room:
    """A window with somebody at its keys."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def press(self, *keys: str) -> "Room":
        """Press keys by the names that the table of actions uses, on whatever has the focus."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
        return self

    def type(self, text: str) -> "Room":
        """Type a text."""
        QTest.keyClicks(self.focus, text)
        return self

    @property
    def focus(self) -> QWidget:
        """Who gets the keys."""
        return QApplication.focusWidget() or self.window

    def click(self, widget: QWidget, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click at a place in design pixels."""
        unit = self.window.unit
        QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, QPoint(round(x * unit), round(y * unit)))

    def wait(self, ready: Callable[[], bool]) -> "Room":
        """Let the program run until something has come about."""
        end = monotonic() + PATIENCE
        while not ready():
            QApplication.processEvents()
            sleep(0.0005)
            assert monotonic() < end, "it never came about"
        return self

    def settle(self) -> "Room":
        """Wait for all answers, and let the motion of a step come to its end."""
        window = self.window
        self.wait(lambda: not window.channel.waiting and not window.session.training)
        if not window.timeline.playing:
            window.timeline.tick(1)
        return self

    def rest(self) -> "Room":
        """Stop whatever runs, as a lecturer would who opens another slide."""
        self.wait(lambda: self.window.session.training or not self.window.channel.waiting)
        self.window.session.train(False)
        self.window.timeline.pause()
        return self.settle()

    def picture(self, widget: QWidget | None = None) -> QImage:
        """What is on screen."""
        QApplication.processEvents()
        return (widget or self.window).grab().toImage()

    @property
    def failure(self) -> str:
        """What the banner says, or nothing."""
        return " ".join(self.window.banner.texts).strip() if self.window.banner.isVisible() else ""

    @property
    def trace(self) -> Trace:
        """The trace on stage."""
        return self.window.director.stage.subjects[0].trace

    @property
    def slide(self) -> int:
        """The number of the slide that is open."""
        return self.window.lecture.index + 1

    @property
    def state(self) -> tuple[int, int, float, str]:
        """Everything a picture follows from, when its views are given."""
        timeline = self.window.timeline
        return self.trace.step, timeline.done, timeline.part, digest(self.trace)
