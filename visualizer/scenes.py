"""From a slide's scene block to scenes that can be staged: the preset looked up, every key checked, words chosen.

No Qt here. A scene is absolute: nothing in it depends on which slide was open before.
"""

from dataclasses import dataclass

from engine.cells import CELLS
from engine.errors import EngineError
from engine.run import Run, build
from engine.sentence import Sentence, at_line
from presets.load import Preset, Scene, load, scenes
from visualizer.deck import Deck, Slide

NONE = Sentence()


@dataclass(frozen=True, slots=True)
class Staging:
    """The scenes of one slide and the preset they play on; `trouble` says what is wrong with them, if anything."""

    preset: Preset | None
    scenes: tuple[Scene, ...]
    trouble: Sentence = NONE


def stage_of(deck: Deck, slide: Slide) -> Staging:
    """Read the scenes of a slide; what is wrong with them is told, not raised: the text is shown all the same."""
    if slide.scenes is None:
        return Staging(None, ())
    name, line = deck.path.name, slide.scenes.line
    try:
        preset = load(slide.scenes.preset, near=deck.path.parent)
    except EngineError as error:
        return Staging(None, (), at_line(name, line, error.whole))
    try:
        return Staging(preset, scenes(slide.scenes.text, name, line + 1, preset))
    except EngineError as error:
        return Staging(None, (), error.whole)


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


SIGNS = {key: (sign, sign) for key, sign in DIFFERENCES.items()} | {
    "window": ("{} 个输入", "{} inputs"), "layers": ("{} 层", "{} layers"), "l1": ("L1 {}", "L1 {}"),
    "l2": ("L2 {}", "L2 {}"), "drop_inputs": ("丢弃 {}", "dropout {}"), "drop_outputs": ("丢弃 {}", "dropout {}"),
    "drop_recurrent": ("丢弃 {}", "dropout {}"), "examples": ("{} 个例子", "{} examples"),
    "batch": ("B = {}", "B = {}"),
    "optimizer": ("{}", "{}"), "init": ("{}", "{}"), "seed": ("种子 {}", "seed {}"), "length": ("T = {}", "T = {}"),
}  # fmt: skip
"""The same in both languages, and other keys; any other key is written by its name."""
WORDS = {
    ("language", "en"): ("英文", "English"), ("language", "zh"): ("中文", "Chinese"),
    ("to", "en"): ("译成英文", "into English"), ("to", "es"): ("译成西班牙文", "into Spanish"),
    ("fed", "False"): ("不喂词", "not fed"),
    ("hours", "False"): ("不知间隔", "without the hours"),
}  # fmt: skip
"""Options of tasks that tell lanes apart, in words."""
SILENT = ("task", "cell", "options", "edits", "dtype", "updates", "recurrent", "radius", "matched")
"""Keys that never tell lanes apart, or are told in another way."""
OFF = (None, False, 0.0)


def run_titles(runs: tuple[Run, ...], lang: str) -> tuple[str, ...]:
    """What the lanes of a race are called: the cells, and whatever else differs between runs of one cell."""
    titles = [_run_title(run, [other for other in runs if other.cell == run.cell], lang) for run in runs]
    return tuple(
        f"{title} · {place}" if titles.count(title) > 1 else title for place, title in enumerate(titles, 1)
    )


def _run_title(run: Run, kin: list[Run], lang: str) -> str:
    zh = lang == "zh"
    told = dict.fromkeys(_sign(key, _value(run, key), zh=zh) for key in _differing(kin) if _shown(run, kin, key))
    parts = [CELLS[run.cell].title, *([f"ρ = {run.radius:g}"] if run.radius is not None else []), *told]
    if not run.recurrent:
        alone = "c" in CELLS[run.cell].carry
        parts.append((("只靠 c", "c alone") if alone else ("循环已剪断", "recurrence cut"))[not zh])
    if len(parts) == 1 and _differing(kin):
        parts.append("原样" if zh else "plain")
    return " · ".join(parts)


def _differing(kin: list[Run]) -> list[str]:
    """The keys in which runs differ, those that have signs first."""
    keys = dict.fromkeys([*SIGNS, *Run.model_fields, *(key for run in kin for key, _ in run.options)])
    return [key for key in keys if key not in SILENT and len({_value(run, key) for run in kin}) > 1]


def _value(run: Run, key: str) -> object:
    if key in Run.model_fields:
        return getattr(run, key)
    return getattr(build(run), key, None)


def _shown(run: Run, kin: list[Run], key: str) -> bool:
    """Whether a key is worth telling of a run: not what most others have too, nor a remedy that is off."""
    values = [_value(other, key) for other in kin]
    often = sorted((values.count(value) for value in set(values)), reverse=True)
    if often[0] > 1 and often[0] > often[1] and values.count(_value(run, key)) == often[0]:
        return False
    if key not in Run.model_fields:
        return key in dict(run.options)
    return key in {"forget_bias", "clip"} or _value(run, key) not in OFF


def _sign(key: str, value: object, *, zh: bool) -> str:
    if key == "clip" and value is None:
        return "不裁剪" if zh else "no clip"
    if (key, str(value)) in WORDS:
        return WORDS[key, str(value)][not zh]
    text = f"{value:g}".replace("-", "−") if isinstance(value, int | float) else str(value)
    return SIGNS.get(key, (f"{key} {{}}", f"{key} {{}}"))[not zh].format(text)
