"""The debugger in a tour: the desk over one scene, at a place of each pass, through all its views, and surgery."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from engine.address import address
from visualizer.debugger.desk import DESK_SETS
from visualizer.views.quantity import carried

if TYPE_CHECKING:
    from visualizer.tour import Tour

WAITING = {"memory", "clip"}
LIKED = "stack"
"""A scene with this view is about going back through time."""


def tour_desk(tour: "Tour") -> None:
    """Open the debugger over a scene that had no trouble, keep its pictures, and leave it."""
    window, slide = tour.window, chosen(tour.staged)
    if slide is None or not window.channel.alive:
        return
    window.lecture.open(slide)
    tour.settle()
    window.commands.debug()
    tour.settle()
    if window.timeline.beats is not None and window.debugger.desk.stage.subjects:
        _passes(tour)
        _views(tour)
        _surgery(tour)
    window.commands.leave()
    tour.settle()


def chosen(staged: dict[int, tuple[str, ...]]) -> int | None:
    """Which slide's scene to debug, by the views that each has: one about the stack, or the first."""
    return next((slide for slide, views in staged.items() if LIKED in views), next(iter(staged), None))


def _passes(tour: "Tour") -> None:
    """Stop at what is carried in the midst of both passes."""
    window = tour.window
    beats, trace = window.timeline.beats, window.debugger.desk.stage.subjects[0].trace
    assert beats is not None
    line, t = carried(trace.cell)[-1], trace.T // 2 + 1
    for moment in ("forward", "backward"):
        window.seek(address(f"{moment} {t} {line}", beats))
        tour.wait(lambda: window.checked is not None or tour.ended())
        tour.keep(f"desk-{moment}")


def _views(tour: "Tour") -> None:
    """Show every other set of views at this moment; those that wait for the end of the pass, at the update."""
    beats, here = tour.window.timeline.beats, tour.window.timeline.done
    assert beats is not None
    for views in DESK_SETS[1:-1]:
        tour.window.seek(len(beats) if WAITING & {*views} else here)
        tour.window.director.move_to(tour.window.debugger.desk.stage, views, DESK_SETS)
        tour.settle()
        tour.keep(f"desk-{views[-1]}")


def _surgery(tour: "Tour") -> None:
    """Try the first change that is offered."""
    panel = tour.window.debugger.surgery
    tour.window.commands.surgery()
    QApplication.sendEvent(panel, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
    tour.wait(lambda: panel.result is not None or tour.ended())
    tour.keep("desk-surgery")
    panel.hide()
