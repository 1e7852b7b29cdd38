"""A small picture of a preset, drawn by the stage from a real trace: trained as its scene says, at the scene's end."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from engine.address import address
from engine.arrays import Array
from engine.beats import Cursor
from engine.errors import EngineError
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from presets.load import Preset, Scene
from visualizer.paint import Look
from visualizer.scenes import run_titles
from visualizer.stage import Stage
from visualizer.views.view import Subject

SIZE = QSize(640, 360)
ROOM, RACE = 1100.0, 1560.0
"""The width of the stage in design pixels: smaller than a screen, so that the picture is told from afar."""
TELLING = {"pictures": 7, "hand": 6, "depth": 6, "cell": 5, "maps": 4, "gradients": 3, "tokens": 3, "unrolled": 2,
           "stack": 1}


@dataclass(frozen=True, slots=True, eq=False)
class Sitting:
    """A scene that was trained for, ready to be drawn in any look."""

    scene: Scene
    runs: tuple[Run, ...]
    traces: tuple[Trace, ...]
    losses: tuple[Array, ...]


def telling(preset: Preset) -> Scene | None:
    """The scene that a picture is taken of: after training if it can be, with the views that tell most; not a race."""
    still = [scene for scene in preset.scenes if scene.until is None] or list(preset.scenes)

    def told(scene: Scene) -> tuple[bool, bool, int]:
        return len(scene.runs) == 1, scene.step > 0, sum(TELLING.get(view, 0) for view in scene.views[:2])

    return max(still, key=told, default=None)


def sitting(preset: Preset, lang: str = "en") -> Sitting:
    """Train as far as the scene says, with the runs that it has in a language."""
    found = telling(preset)
    if found is None:
        raise EngineError(f"{preset.name} has no scene.", "A picture is taken of one.", "Add one to the preset.")
    scene = found.spoken(lang)
    trainers = [Trainer(preset.runs[name], name) for name in scene.runs]
    for trainer in trainers:
        trainer.goto(scene.step)
    return Sitting(
        scene, tuple(preset.runs[name] for name in scene.runs), tuple(each.trace(scene.input) for each in trainers),
        tuple(np.array(each.losses) for each in trainers),
    )  # fmt: skip


def portrait(sat: Sitting, look: Look, size: QSize = SIZE) -> QPixmap:
    """Let the stage draw the scene's last moment."""
    scene = sat.scene
    stage = Stage()
    stage.resize(size)
    stage.restyle(look, size.width() / (ROOM if len(sat.runs) == 1 else RACE))
    stage.set_views(scene.views[:2])
    unit = min((scene.unit or 1) - 1, int(sat.traces[0].value["h"].shape[1]) - 1)
    stage.show_subjects(tuple(
        Subject(trace, losses, sat.runs[0].updates, unit, scene.show, sat.traces, sat.losses,
                strip=scene.pace != "line")
        for trace, losses in zip(sat.traces, sat.losses, strict=True)
    ), run_titles(sat.runs, look.lang))
    beats = sat.traces[0].beats
    stage.seek(Cursor(beats, address(scene.to or scene.at or "end", beats)))
    return stage.grab()
