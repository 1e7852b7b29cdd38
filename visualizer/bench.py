"""Measures the window: cold start, frames while the engine trains flat out, training beside it, seeking.

CPU times are those of the GUI thread alone (steady on a shared machine); wall times are reported beside them.
"""

import json
import multiprocessing
import os
import random
import subprocess
import sys
from time import perf_counter, sleep, thread_time, time
from typing import Literal

import numpy as np

from engine.run import Run
from engine.trainer import Trainer
from visualizer.app import Wish, application, begin, build
from visualizer.pace import measure_pace, spread, table
from visualizer.window import Window

STARTS, SEEKS, ROUNDS = 5, 600, 3
FRAME = 1 / 60
Part = Literal["all", "lecture", "debugger"]
SIZE = (1920, 1080)


def first_slide() -> None:
    """Open the window and leave when the first slide has been painted; prints the moment."""
    application()
    window = build(Wish(size=SIZE))
    window.show()
    begin(window)
    application().processEvents()
    print(time())
    window.close()


def cold_start() -> float:
    """Seconds from starting Python to the first slide on screen, the median of some starts."""
    took = []
    for _ in range(STARTS):
        before = time()
        code = "from visualizer.bench import first_slide; first_slide()"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
        took.append(float(done.stdout.split()[-1]) - before)
    return float(np.median(took))


def staged(window: Window) -> list[int]:
    """The slides of the deck that have scenes."""
    return [n for n, slide in enumerate(window.lecture.deck.slides) if slide.scenes is not None]


def open_slide(window: Window, index: int) -> None:
    """Open a slide and wait for its scene."""
    app = application()
    window.lecture.open(index)
    while window.channel.waiting or window.stage.cursor_shown is None:
        app.processEvents()
        sleep(0.001)


def train_frames(window: Window, seconds: float) -> tuple[list[float], list[float], float]:
    """Play at 60 frames a second while the engine trains flat out; CPU and wall per frame, and updates a second."""
    app, timeline, session = application(), window.timeline, window.session
    assert session.place is not None
    session.train(True)
    timeline.set_speed(4)
    cpu, wall = [], []
    first, began = session.place.step, perf_counter()
    while perf_counter() - began < seconds:
        if not timeline.playing:
            timeline.seek(0)
            timeline.play()
            timeline._timer.stop()  # noqa: SLF001  frames are ours to count here
        c, w = thread_time(), perf_counter()
        timeline.tick(FRAME)
        app.processEvents()
        cpu.append(thread_time() - c)
        wall.append(perf_counter() - w)
        sleep(max(0.0, FRAME - wall[-1]))
    assert session.place is not None
    shown = session.shown.traces[0].step if session.shown else session.place.step
    rate = (shown - first) / (perf_counter() - began)
    session.train(False)
    timeline.pause()
    return cpu, wall, rate


def _train_alone(runs: tuple[Run, ...], seconds: float, out: "multiprocessing.Queue[float]") -> None:
    trainers = [Trainer(run) for run in runs]
    for trainer in trainers:
        trainer.goto(5)
    began, updates = perf_counter(), 0
    while perf_counter() - began < seconds:
        for trainer in trainers:
            trainer.advance()
        updates += 1
    out.put(updates / (perf_counter() - began))


def headless(runs: tuple[Run, ...], seconds: float) -> float:
    """Updates a second of the same runs in a process of their own, without a window or a trace."""
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.Queue[float] = context.Queue()
    process = context.Process(target=_train_alone, args=(runs, seconds, out))
    process.start()
    rate = out.get(timeout=seconds + 60)
    process.join()
    return rate


def seeks(window: Window) -> tuple[list[float], list[float]]:
    """Jump to random moments, each painted at once; CPU and wall."""
    app, dice = application(), random.Random(1)
    beats = window.timeline.beats
    assert beats is not None
    cpu, wall = [], []
    for _ in range(SEEKS // len(staged(window))):
        done = dice.randint(0, len(beats))
        c, w = thread_time(), perf_counter()
        window.timeline.seek(done)
        app.processEvents()
        cpu.append(thread_time() - c)
        wall.append(perf_counter() - w)
    return cpu, wall


def measure(seconds: float) -> dict[str, object]:
    """Measure everything on every scene of our own deck."""
    start = cold_start()
    window = build(Wish(size=SIZE))
    window.show()
    begin(window)
    while not window.channel.alive:
        application().processEvents()
    cpu, wall, seek_cpu, seek_wall, ratios = [], [], [], [], []
    slides = staged(window)
    for index in slides:
        open_slide(window, index)
        a, b = seeks(window)
        seek_cpu += a
        seek_wall += b
        c, w, _ = train_frames(window, seconds / len(slides))
        cpu += c
        wall += w
    for _ in range(ROUNDS):
        open_slide(window, slides[len(slides) // 2])
        assert window.session.place is not None
        _, _, attached = train_frames(window, seconds / ROUNDS)
        alone = headless(window.session.place.runs, seconds / ROUNDS)
        ratios.append((attached, alone, attached / alone))
    window.close()
    middle = sorted(ratios, key=lambda row: row[2])[ROUNDS // 2]
    return {
        "size": list(SIZE), "frames": len(cpu), "cold_start_s": round(start, 3),
        "frame_cpu_ms": spread(cpu), "frame_wall_ms": spread(wall),
        "longest_block_ms": {"cpu": round(max(cpu) * 1e3, 2), "wall": round(max(wall) * 1e3, 2)},
        "updates_per_s": {"attached": round(middle[0], 1), "headless": round(middle[1], 1),
                          "ratio": round(middle[2], 3), "ratios": [round(row[2], 3) for row in ratios]},
        "seek_cpu_ms": spread(seek_cpu), "seek_wall_ms": spread(seek_wall),
    }


def run_bench(part: Part = "all", *, as_json: bool, seconds: float) -> int:
    """Measure the lecture, or every view and the debugger, or all, and print."""
    application()
    found: dict[str, object] = {} if part == "debugger" else measure(seconds)
    pace = {} if part == "lecture" else measure_pace(SIZE)
    if as_json:
        print(json.dumps(found | ({"debugger": pace} if pace else {}), indent=1))
        return 0
    for name, value in found.items():
        print(f"{name:18} {value}")
    for line in table(pace):
        print(line)
    return 0
