"""The scene on stage in the other language of the room: with its runs and its words, where they are others there."""

from dataclasses import replace
from typing import TYPE_CHECKING

from presets.load import Scene
from visualizer.scenes import runs_of

if TYPE_CHECKING:
    from visualizer.director import Director


def translate(director: "Director", scene: Scene | None) -> None:
    """Take the scene as it is in another language, at the same update and moment; one that is no other stays."""
    if director.cue is None or scene is None or scene == director.cue.scene:
        return
    director.cue, place = replace(director.cue, scene=scene), director.session.place
    if place is not None:
        runs = runs_of(director.cue.preset, scene, director.knob)
        director.session.open(replace(place, names=tuple(runs), runs=tuple(runs.values()), input=scene.input))
