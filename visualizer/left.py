"""What a person had on stage and had changed there: told in words, kept when a scene is left, and put back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presets.load import Scene
from visualizer.paint import Look
from visualizer.place import Place

if TYPE_CHECKING:
    from visualizer.director import Director


@dataclass(frozen=True, slots=True)
class Left:
    """What was on stage when it was left: which place and moment of it, and what a person had changed."""

    place: Place
    done: int
    speed: float
    views: tuple[str, ...]
    side: str
    unit: int
    knob: float | None


def left(director: "Director") -> Left | None:
    """Keep what is on stage, if there is anything."""
    place, timeline = director.session.reached, director.timeline
    if director.scene is None or place is None or timeline.cursor is None:
        return None
    return Left(place, timeline.done, timeline.speed, director.views, director.side, director.unit, director.knob)


def resume(director: "Director", kept: Left) -> None:
    """Show a scene that was just opened as it had been left."""
    director.views, director.side, director.unit, director.knob = kept.views, kept.side, kept.unit, kept.knob
    director.resumed, director.fresh = kept, True
    if kept.place != director.session.reached:
        director.stage.wait(step=kept.place.step)
        director.timeline.clear()
    director.session.open(kept.place)


def changed(scene: Scene, side: str, unit: int, look: Look) -> tuple[str, str]:
    """Say which side and which unit are looked at instead of those of the scene."""
    sides = {"value": look.word("看数值", "values"), "gradient": look.word("看梯度", "gradients"), "auto": ""}
    units = "" if unit == (scene.unit or 1) else look.word(f"单元 {unit}", f"unit {unit}")
    return sides[side] if side != scene.show else "", units
