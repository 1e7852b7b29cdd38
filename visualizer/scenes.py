"""From a slide's scene block to scenes that can be staged: the preset looked up, every key checked, words chosen.

No Qt here. A scene is absolute: nothing in it depends on which slide was open before.
"""

from dataclasses import dataclass

from engine.cells import CELLS
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
    name, line = deck.path.name, slide.scenes.line
    try:
        preset = load(slide.scenes.preset, near=deck.path.parent)
    except EngineError as error:
        return Staging(None, (), f"{name}:{line}: {error}")
    try:
        return Staging(preset, scenes(slide.scenes.text, name, line + 1, preset))
    except EngineError as error:
        return Staging(None, (), str(error))


def runs_of(preset: Preset, scene: Scene, knob: float | None = None) -> dict[str, Run]:
    """The runs of a scene by name, with the knob turned if the scene has one."""
    chosen = {name: preset.runs[name] for name in scene.runs}
    if scene.knob is None or knob is None:
        return chosen
    return {name: run.model_copy(update={scene.knob.key: knob}) for name, run in chosen.items()}


def caption(scene: Scene, lang: str) -> str:
    """What is said while the scene plays, in the language of the room."""
    return scene.say if isinstance(scene.say, str) else dict(scene.say).get("zh" if lang == "zh" else "en", "")


DIFFERENCES = {"radius": "ρ = {}", "forget_bias": "b = {}", "hidden": "H = {}", "scale": "scale {}", "rate": "η = {}",
               "clip": "clip {}"}
"""How a run's key is written above its lane when it is what tells the lanes apart."""


def run_titles(runs: tuple[Run, ...], lang: str) -> tuple[str, ...]:
    """What the lanes of a race are called: the cells, and whatever else differs between runs of one cell."""
    return tuple(_run_title(run, [other for other in runs if other.cell == run.cell], lang) for run in runs)


def _run_title(run: Run, kin: list[Run], lang: str) -> str:
    parts = [CELLS[run.cell].title]
    for key, sign in DIFFERENCES.items():
        differs = key == "radius" or len({getattr(other, key) for other in kin}) > 1
        if differs and getattr(run, key) is not None:
            parts.append(sign.format(f"{getattr(run, key):g}"))
    if not run.recurrent:
        alone = "c" in CELLS[run.cell].carry
        zh, en = ("只靠 c", "c alone") if alone else ("循环已剪断", "recurrence cut")
        parts.append(zh if lang == "zh" else en)
    return " · ".join(parts)
