"""From a slide's scene block to scenes that can be staged: the preset looked up, every key checked, words chosen.

No Qt here. A scene is absolute: nothing in it depends on which slide was open before.
"""

from dataclasses import dataclass

from engine.errors import EngineError
from engine.run import Run
from presets.load import Preset, Scene, load, scenes
from visualizer.deck import Deck, Slide


@dataclass(frozen=True, slots=True)
class Staging:
    """The scenes of one slide and the preset they play on; `trouble` says what is wrong with them, if anything."""

    preset: Preset | None
    scenes: tuple[Scene, ...]
    trouble: str = ""


def stage_of(deck: Deck, slide: Slide) -> Staging:
    """Read the scenes of a slide; what is wrong with them is told, not raised: the text is shown all the same."""
    if slide.scenes is None:
        return Staging(None, ())
    try:
        preset = load(slide.scenes.preset, near=deck.path.parent)
        read = scenes(slide.scenes.text, str(deck.path.name), slide.scenes.line, preset)
    except EngineError as error:
        return Staging(None, (), str(error))
    return Staging(preset, read)


def runs_of(preset: Preset, scene: Scene, knob: float | None = None) -> dict[str, Run]:
    """The runs of a scene by name, with the knob turned if the scene has one."""
    chosen = {name: preset.runs[name] for name in scene.runs}
    if scene.knob is None or knob is None:
        return chosen
    return {name: run.model_copy(update={scene.knob.key: knob}) for name, run in chosen.items()}


def caption(scene: Scene, lang: str) -> str:
    """What is said while the scene plays, in the language of the room."""
    return scene.say if isinstance(scene.say, str) else scene.say.get(lang, "")
