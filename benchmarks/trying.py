"""What a key or a stroke on a strip costs, from the gesture to the painted answer: prints milliseconds as JSON.

`QT_QPA_PLATFORM=offscreen python -m benchmarks.trying` opens a window without a display, with an engine of its own.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter, process_time, sleep

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from visualizer import app
from visualizer.app import Wish
from visualizer.window import Window

PATIENCE = 300.0
DECK = """!SLIDE
# {preset}
~~~SCENE:{preset}~~~
run = "{run}"
step = {step}
wide = true
views = [{views}]
at = "loss"
~~~ENDSCENE~~~
"""
TYPED, WRITTEN = "typed", "written"
TIMES = 24


@dataclass(frozen=True, slots=True)
class Case:
    """A preset's run, how far it is trained, what stands on stage, and what is done on its strip."""

    preset: str
    run: str
    step: int
    views: str
    gesture: str
    text: str = ""


CASES = (
    Case("brackets", "lstm", 40, '"tokens", "maps"', TYPED, "(()(())" * 4),
    Case("q-to-u", "lstm", 40, '"tokens"', TYPED, "the quiet quarter is the qu"),
    Case("weather", "lstm", 10, '"tokens", "maps"', TYPED, "Monday in Oslo: light rain"),
    Case("sentiment", "en", 20, '"tokens", "unrolled"', TYPED, "the film is not bad and the"),
    Case("handwriting", "words", 10, '"tokens", "unrolled"', WRITTEN),
    Case("next-step", "lstm", 20, '"tokens", "unrolled"', WRITTEN),
    Case("image-class", "mlp", 10, '"tokens"', WRITTEN),
)


def wait(ready: Callable[[], bool]) -> None:
    """Let the program run until something has come about."""
    end = monotonic() + PATIENCE
    while not ready():
        QApplication.processEvents()
        sleep(0.0002)
        if monotonic() > end:
            raise SystemExit("The engine did not answer.")


def opened(case: Case, folder: Path) -> Window:
    """Open the scene of a case, and its strip."""
    (folder / "deck.en.md").write_text(DECK.format(**{name: getattr(case, name) for name in case.__slots__}), "utf-8")
    window = app.build(Wish(folder / "deck.en.md", lang="en", size=(1920, 1080)))
    window.show()
    window.activateWindow()
    app.begin(window)
    wait(lambda: window.channel.alive and bool(window.stage.subjects) and not window.channel.waiting)
    window.commands.own_input()
    window.trying.strip.do("clear")  # type: ignore[union-attr]  # it was opened
    wait(lambda: not window.channel.waiting)
    return window


def gestures(window: Window, case: Case) -> list[Callable[[], None]]:
    """What is done, one piece after another."""
    strip = window.trying.strip
    assert strip is not None
    if case.gesture == TYPED:
        line = strip.focusProxy() or strip
        return [lambda sign=sign: QTest.keyClicks(line, sign) for sign in case.text]
    field, unit = strip.field, window.unit
    spots = [
        QPoint(round((field.left() + 150 + 9 * place) * unit), round((field.top() + 90 + 70 * (place % 2)) * unit))
        for place in range(TIMES + 1)
    ]
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spots[0])
    return [lambda spot=spot: QTest.mouseMove(strip, spot) for spot in spots[1:]]


def replies(window: Window, case: Case) -> dict[str, float]:
    """The time of each gesture, from it to the answer on screen; and the window's own part, in processor time."""
    strip, times, worked = window.trying.strip, list[float](), list[float]()
    assert strip is not None
    for gesture in gestures(window, case):
        before, begin, work = strip.text, perf_counter(), process_time()
        gesture()
        if strip.text == before:
            continue
        wait(lambda: strip.fresh and window.session.reached == window.session.place)
        QApplication.processEvents()
        times.append(1000 * (perf_counter() - begin))
        worked.append(1000 * (process_time() - work))
        wait(lambda: not window.channel.waiting)
    late = quantiles(times, n=20)[-1]
    return {
        "median": round(median(times), 1), "p95": round(late, 1), "window": round(median(worked), 1),
        "gestures": len(times),
    }  # fmt: skip


def main() -> None:
    """Measure every case."""
    app.application()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            window = opened(case, Path(folder))
            found[f"{case.preset} ({case.gesture})"] = replies(window, case)
            window.close()
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
