"""Measures the debugger: how long a new trace takes to open on the desk, and a jump to any moment of it."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep, thread_time

from visualizer.app import Wish, application, begin, build
from visualizer.debugger.preset_deck import preset_deck
from visualizer.window import Window

SIZES = ((24, 8), (200, 64))
JUMPS, OPENINGS = 200, 5
PRESET = """
[title]
zh = "测"
en = "bench"
[about]
zh = "测"
en = "bench"
[run.lstm]
task = "brackets"
length = {}
hidden = {}
batch = 1
updates = 20
"""
Times = dict[str, list[float]]


def measure_desk(steps: int, hidden: int, size: tuple[int, int]) -> Times:
    """Open the debugger on a net of this size; seconds of the window's own thread."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.toml"
        path.write_text(PRESET.format(steps, hidden), "utf-8")
        deck = preset_deck(str(path), {"step": 1}, "en")
        window = build(Wish(lang="en", size=size, made=deck, debug=True))
        window.show()
        begin(window, debug=True)
        _settle(window)
        found = {"open": _openings(window), "seek": _jumps(window)}
        window.close()
    return found


def _openings(window: Window) -> list[float]:
    """Go to the next updates, and time only what the answer that brings the trace costs, painted."""
    session, took = window.session, []
    for _ in range(OPENINGS):
        assert session.place is not None
        session.goto(session.place.step + 1)
        before, spent = session.shown, 0.0
        while session.shown is before:
            sleep(0.001)
            began = thread_time()
            application().processEvents()
            spent = thread_time() - began
        began = thread_time()
        application().processEvents()
        took.append(spent + thread_time() - began)
        _settle(window)
    return took


def _jumps(window: Window) -> list[float]:
    """Jump to random moments, each painted at once."""
    beats, dice, took = window.timeline.beats, random.Random(1), []
    assert beats is not None
    window.timeline.seek(len(beats) - 1)  # what a view computes when it is first looked at is no part of a jump
    application().processEvents()
    for _ in range(JUMPS):
        done = dice.randint(0, len(beats))
        began = thread_time()
        window.timeline.seek(done)
        application().processEvents()
        took.append(thread_time() - began)
    return took


def _settle(window: Window) -> None:
    """Wait until the engine has nothing left to say."""
    while window.channel.waiting or not window.channel.alive or window.timeline.beats is None:
        application().processEvents()
        sleep(0.001)
