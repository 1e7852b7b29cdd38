"""A tour of a deck without a display: every slide shown, every scene played, pictures of its key moments kept."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep

from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap

from engine.beats import Beat, Phase
from engine.messages import Checked
from visualizer.app import Wish, application, build
from visualizer.desk_tour import tour_desk
from visualizer.errors import VisualizerError
from visualizer.paint import colour, number
from visualizer.timeline import MOTION
from visualizer.window import Window

PATIENCE = 600.0
"""Seconds to wait for the engine before the tour says that it did not answer."""
TICK = 0.05
COLUMNS, THUMB = 5, (384, 216)


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture of the tour and what it shows."""

    slide: int
    title: str
    scene: int | None
    run: str | None
    step: int | None
    beat: str | None
    loss: float | None
    milliseconds: float
    picture: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where many pictures are put on one, how many in a row, and how large."""

    path: Path
    columns: int = COLUMNS
    thumb: tuple[int, int] = THUMB


class Tour:
    """Drives a window as a lecturer would, without waiting for the clock."""

    def __init__(self, window: Window, out: Path) -> None:
        self.window, self.out = window, out
        self.stops: list[Stop] = []
        self.warnings: list[str] = []
        self.staged: dict[int, tuple[str, ...]] = {}
        """The slides on which a scene of one net was played without trouble, and the views of the last one."""
        self._since = perf_counter()
        window.session.hurried = window.timeline.driven = True
        window.lecture.troubled.connect(self.warnings.append)
        window.director.troubled.connect(self.warnings.append)
        window.session.failed.connect(lambda failed: self.warnings.append(failed.what))
        window.session.checked.connect(self._doubt)
        window.session.lost.connect(lambda: self.warnings.append("The engine has stopped."))

    def _doubt(self, checked: Checked | None) -> None:
        """Tell of a gradient that is marked as wrong."""
        if checked is not None and not checked.passed:
            self.warnings.append(f"The gradient check found an error of {number(max(checked.errors), 2)}.")

    def play(self) -> None:
        """Show every slide and play every scene, then the debugger over one of them."""
        self.window.channel.open()
        self.play_slides()
        self._since = perf_counter()
        tour_desk(self)

    def play_slides(self) -> None:
        """Show every slide of the deck at hand and play every scene; the engine is there."""
        for index in range(len(self.window.lecture.deck.slides)):
            self._since = perf_counter()
            self.window.lecture.open(index)
            self.settle()
            self.keep("open")
            for scene in range(len(self.window.lecture.staging.scenes)):
                self._play_scene(scene)

    def _play_scene(self, scene: int) -> None:
        lecture, timeline = self.window.lecture, self.window.timeline
        self._since = perf_counter()
        lecture.stage(scene, play=True)
        self.settle(until_trained=False)
        if self.window.session.training:
            self.wait(lambda: not self.window.session.training or self._half_trained())
            self.keep(f"scene{scene + 1}-middle")
            self.settle()
        elif timeline.bound is not None:
            self._run_motion(scene)
        self.keep(f"scene{scene + 1}-end")
        if self.window.lecture.scene and len(self.window.stage.subjects) == 1 and not self.stops[-1].warnings:
            self.staged[lecture.index] = self.window.lecture.scene.views

    def _half_trained(self) -> bool:
        place, scene = self.window.session.place, self.window.lecture.scene
        return bool(place and scene and scene.until and place.step >= (scene.step + scene.until) // 2)

    def _run_motion(self, scene: int) -> None:
        """Let time run by ticks; half-way, keep a picture in the midst of a motion."""
        timeline = self.window.timeline
        start, bound = timeline.done, timeline.bound
        kept = bound is None or abs(bound - start) < 3
        while timeline.playing:
            timeline.tick(TICK)
            if not kept and bound is not None and abs(timeline.done - start) * 2 >= abs(bound - start):
                kept = True
                self.keep(f"scene{scene + 1}-middle")

    def settle(self, *, until_trained: bool = True) -> None:
        """Wait until the engine has answered."""
        session, stage, channel = self.window.session, self.window.director.stage, self.window.channel
        if until_trained:
            self.wait(lambda: not channel.waiting and not session.training)
        else:
            self.wait(lambda: not channel.waiting or session.training)
        if self.window.lecture.scene is not None and stage.cursor_shown is None:
            self.wait(lambda: self.ended() or stage.cursor_shown is not None)

    def ended(self) -> bool:
        """Whether nothing more can come."""
        return bool(self.warnings) or not self.window.channel.alive

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let time go by until something is so."""
        app, end = application(), monotonic() + PATIENCE
        while not ready():
            app.processEvents()
            sleep(0.001)  # the engine may need this core
            if monotonic() > end:
                self.warnings.append(f"The engine did not answer within {PATIENCE:.0f} seconds.")
                return
        app.processEvents()

    def keep(self, moment: str) -> None:
        """Keep a picture of the window as it is, and what it shows."""
        window = self.window
        number = window.lecture.index + 1
        name = f"{number:02d}-{moment}.png"
        if not window.timeline.playing:
            window.timeline.tick(MOTION)  # what moved has come to rest
        application().processEvents()
        milliseconds = (perf_counter() - self._since) * 1000
        window.grab().save(str(self.out / name))
        staged = window.lecture.scene is not None and bool(window.stage.subjects)
        trace = window.stage.subjects[0].trace if staged else None
        cursor = window.timeline.cursor if staged else None
        self.stops.append(Stop(
            slide=number, title=window.lecture.slide.title,
            scene=window.lecture.scene_index + 1 if staged else None,
            run=trace.run if trace else None, step=trace.step if trace else None,
            beat=beat_words(cursor.beat) if cursor else None,
            loss=window.director.loss if staged else None,
            milliseconds=round(milliseconds, 1), picture=name, warnings=tuple(self.warnings),
        ))
        self.warnings.clear()


def beat_words(beat: Beat | None) -> str:
    """Name a beat as scenes do: `backward 7 c`."""
    if beat is None:
        return "start"
    name = Phase(beat.phase).name.lower()
    return name if beat.t < 0 else f"{name} {beat.t + 1} {beat.line}"


def contact_sheet(stops: list[Stop], folder: Path, paper: str, sheet: Sheet) -> None:
    """Put all pictures of a folder on one sheet."""
    wide, high = sheet.thumb
    rows = -(-len(stops) // sheet.columns)
    pixels = QPixmap(sheet.columns * wide, max(1, rows) * high)
    pixels.fill(colour(paper))
    painter = QPainter(pixels)
    for place, stop in enumerate(stops):
        small = QPixmap(str(folder / stop.picture)).scaled(
            wide - 8, high - 8, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawPixmap(place % sheet.columns * wide + 4, place // sheet.columns * high + 4, small)
    painter.end()
    pixels.save(str(sheet.path))


def run_tour(wish: Wish, out: Path) -> int:
    """Play the tour of a deck; says where the pictures are, and gives 1 if a slide had trouble."""
    application()
    make_folder(out)
    heard: list[str] = []
    before = qInstallMessageHandler(lambda kind, _context, text: heard.append(f"{QtMsgType(kind).name}: {text}"))
    try:
        window = build(wish)
        window.timeline.still = False
        window.show()
        tour = Tour(window, out)
        tour.play()
        window.close()
    finally:
        qInstallMessageHandler(before)
    contact_sheet(tour.stops, out, wish_paper(window), Sheet(out / "contact-sheet.png"))
    report = {
        "deck": wish.deck.name if wish.deck else window.lecture.deck.path.name,
        "slides": len(window.lecture.deck.slides),
        "size": list(wish.size), "lang": wish.lang, "theme": wish.theme,
        "warnings": [*window.lecture.deck.warnings, *heard],
        "stops": [asdict(stop) for stop in tour.stops],
    }
    (out / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"{len(window.lecture.deck.slides)} slides, {len(tour.stops)} pictures in {out}")
    trouble = list(dict.fromkeys(f"slide {stop.slide}: {text}" for stop in tour.stops for text in stop.warnings))
    told = len(trouble) + len(heard) + len(window.lecture.deck.warnings)
    print(f"contact sheet: {out / 'contact-sheet.png'}   report: {out / 'report.json'}   warnings: {told}")
    print("\n".join(trouble), file=sys.stderr, end="\n" if trouble else "")
    return 1 if trouble else 0


def make_folder(out: Path) -> None:
    """Make the folder of the pictures."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VisualizerError(
            f"{out}: no pictures can be kept there ({error.strerror}). A folder was expected. Name another with --out."
        ) from error


def wish_paper(window: Window) -> str:
    """The colour of the paper the tour was printed on."""
    return window.look.theme.paper
