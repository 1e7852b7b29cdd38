"""Presets and scenes: what a TOML file may say, checked as a whole, with every mistake told at once."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, field_validator, model_validator

from engine.disk_words import cause
from engine.errors import RunError, meant
from engine.own_folder import own_folder
from engine.promise import (
    STRICT,
    Card,
    Criteria,
    Proof,
    Solved,
    Stated,
    Statements,
    Words,
    on_first_run,
    one_or_more,
)
from engine.run import Run
from engine.salvage import Salvage, salvaged
from engine.sentence import Sentence
from engine.toml import Source, mistakes, read_toml
from presets.fit import Parts, Runs, no_moment, scene_misfits
from presets.spoken import Spoken

FOLDER = Path(__file__).parent
VIEWS = ("unrolled", "stack", "gradients", "cell", "formula", "maps", "tokens", "pictures", "loss", "depth",
         "triangle", "carry", "theory", "memory", "saturation", "clip", "truncation", "roles", "gap", "race", "hand")
RemedyName = Literal["l1", "l2", "dropout", "examples"]
Model = TypeVar("Model", bound=BaseModel)
TWICE = Sentence("a view stands here twice. Each may stand once.", "有一个视图写了两次。每个只能写一次。")
UNTIL = Sentence('until goes with pace = "update" and a step before it. Set both, or remove until.',
                 'until 要配 pace = "update"，且步数在它之前。两个都设，或删去 until。')  # fmt: skip


class Knob(BaseModel):
    """A number of the scene's runs that the lecturer may turn while the room looks on."""

    model_config = STRICT

    key: Literal["radius", "scale", "forget_bias", "rate", "clip"]
    low: float
    high: float

    @model_validator(mode="after")
    def _turns(self) -> Self:
        if not self.low < self.high or (self.low <= 0 and self.key != "forget_bias"):
            raise ValueError(Sentence(f"a knob from {self.low} to {self.high} does not turn. Let 0 < low < high.",
                                      f"从 {self.low} 到 {self.high} 的旋钮转不动。应有 0 < low < high。"))
        return self


def _listed(names: object) -> object:
    """Take a bare string for a list of one."""
    return [names] if isinstance(names, str) else names


class Scene(Spoken):
    """A picture and a motion, complete in itself: it looks the same from wherever one comes."""

    model_config = STRICT
    told: ClassVar[tuple[str, ...]] = ("run", "input", "at", "to", "unit")

    runs: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        (), alias="run", min_length=1, max_length=4, strict=False
    )
    """Names of runs of the preset; several are a race on one cursor. The preset's first if not given."""
    step: int = Field(0, ge=0)
    input: str | None = Field(None, min_length=1, max_length=400)
    """A string to look at; the training data of that step if not given."""
    views: tuple[str, ...] = Field(("unrolled",), min_length=1, max_length=4, strict=False)
    at: str | None = None
    """The moment it opens at."""
    to: str | None = None
    """The moment it plays to."""
    pace: Literal["line", "time", "pass", "update"] = "time"
    seconds: float = Field(4.0, gt=0, le=600)
    say: str | dict[Literal["zh", "en"], str] = ""
    """What is said while it plays: for both languages, or one by one."""
    bullet: int | None = Field(None, ge=1)
    unit: int | None = Field(None, ge=1)
    """The unit in focus, from 1."""
    line: str | None = None
    """The line in focus."""
    show: Literal["auto", "value", "gradient"] = "auto"
    until: int | None = Field(None, ge=1)
    """With pace "update": the step to train on to."""
    knob: Knob | None = None
    remedies: dict[RemedyName, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    """What may be switched on against overfitting while it trains, and how strong each is."""
    wide: bool = False
    """Hides the slide's text."""
    measure: bool = False
    """Tells how the net does on held-out data, once it is at rest."""

    @field_validator("views")
    @classmethod
    def _known_views(cls, views: tuple[str, ...]) -> tuple[str, ...]:
        for view in views:
            if view not in VIEWS:
                guess, known = meant(view, VIEWS), ", ".join(VIEWS)
                raise ValueError(Sentence(f'no view "{view}". The views are {known}. {guess}',
                                          f"没有叫“{view}”的视图。视图有 {known}。{guess.zh}"))
        if len(set(views)) < len(views):
            raise ValueError(TWICE)
        return views

    @field_validator("at", "to")
    @classmethod
    def _moment(cls, text: str | None) -> str | None:
        told = no_moment(text, ())
        if told:
            raise ValueError(told)
        return text

    @model_validator(mode="after")
    def _trains_on(self) -> Self:
        if self.until is not None and not (self.pace == "update" and self.until > self.step):
            raise ValueError(UNTIL)
        return self


class Preset(BaseModel):
    """A prepared scenario: runs, words, scenes."""

    model_config = STRICT

    name: str
    title: Words
    about: Words
    keywords: tuple[str, ...] = Field((), strict=False)
    runs: dict[str, Run] = Field(alias="run", min_length=1)
    look: Words | None = None
    """What to look for."""
    source: Words | None = None
    """Where the data and the claim come from."""
    card: Card | None = None
    solved: Criteria = ()
    """All that must hold, on test data, for the preset to count as solved."""
    stated: Statements = ()
    """What is measured beside it, and promised nothing of."""
    proof: Proof | None = None
    scenes: tuple[Scene, ...] = Field((), alias="scene", strict=False)

    @property
    def parts(self) -> Parts:
        """What of it may not fit together."""
        return Parts(self.runs, self.scenes, {"solved": self.solved, "stated": self.stated}, self.proof)

    @property
    def first(self) -> str:
        """The run that is meant when none is named."""
        return next(iter(self.runs))

    @model_validator(mode="before")
    @classmethod
    def _names_runs(cls, data: dict[str, Any]) -> dict[str, Any]:
        return _named(data)


def _named(data: dict[str, Any]) -> dict[str, Any]:
    """Write the first run into the scenes and criteria that name none: a scene is complete in itself."""
    runs, listed = data.get("run"), data.get("scene", [])
    if not (isinstance(runs, dict) and runs and isinstance(listed, list)):
        return data
    first = next(iter(runs))
    data = on_first_run(on_first_run(data, "solved", first), "stated", first)
    return data | {"scene": [{"run": first} | scene if isinstance(scene, dict) else scene for scene in listed]}


class Scenes(BaseModel):
    """The scenes of one slide."""

    model_config = STRICT

    scenes: tuple[Scene, ...] = Field(alias="scene", strict=False)


def scenes(text: str, where: str, line: int, preset: Preset) -> tuple[Scene, ...]:
    """Read the scenes of a slide, whose TOML begins on a line of a file; keys at the top are for all of them.

    Where nothing is written the preset's own scenario is played.
    """
    if preset.scenes and not text.strip():
        return preset.scenes
    source = Source(text, where, line)
    shared = {"run": preset.first} | read_toml(source)
    listed = shared.pop("scene", [{}])
    if not isinstance(listed, list) or not all(isinstance(scene, dict) for scene in listed):
        raise RunError(
            f"{where}:{line}: scene is no list of tables.", "A scene begins with [[scene]].", "Double it.",
            zh=(f"{where} 第 {line} 行：scene 不是一列表。", "场景以 [[scene]] 开头。", "写成双括号。"),
        )  # fmt: skip
    read = _checked(Scenes, {"scene": [shared | scene for scene in listed]}, source)
    _refuse_misfits(read.scenes, preset.runs, source)
    return read.scenes


def _refuse_misfits(listed: Sequence[Scene | None], runs: Runs, source: Source) -> None:
    if wrong := scene_misfits(listed, runs, source):
        raise RunError.of(wrong)


def _parts(data: dict[str, Any]) -> Parts:
    """Take a preset apart and check each part by itself."""
    data = _named(data)
    runs = data.get("run")
    kinds: dict[str, type[Stated]] = {"solved": Solved, "stated": Stated}
    return Parts(
        {name: _right(Run, run) for name, run in runs.items()} if isinstance(runs, dict) else {},
        [_right(Scene, scene) for scene in _list(data.get("scene"))],
        {key: [_right(kind, each) for each in _list(one_or_more(data.get(key)))] for key, kind in kinds.items()},
        _right(Proof, data.get("proof")),
    )


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []


def _right(kind: type[Model], given: object) -> Model | None:
    """Check a part by itself; None if it is not right."""
    try:
        return kind.model_validate(given)
    except ValidationError:
        return None


def names() -> list[str]:
    """The presets that come with the program."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str | Path, near: Path | None = None) -> Preset:
    """Read a preset by its name, from a folder nearby, from ours or the user's own, or by the path of its file."""
    path = _found(name, near)
    try:
        source = Source(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, ValueError) as error:
        raise RunError(
            f"{path} cannot be read: {error}.", "A preset is a UTF-8 file.", "Look at the file.",
            zh=(f"{path} 读不出来：{cause(error).zh}。", "预设是 UTF-8 文件。", "看一看这个文件。"),
        ) from error  # fmt: skip
    return _whole({"name": path.stem}, salvaged(source), source)


def _whole(named: dict[str, Any], found: Salvage, source: Source) -> Preset:
    """Check a preset as a whole: what is wrong in one part keeps no mistake of another from being told."""
    data, told, preset = named | found.data, list(found.told), None
    if found.data or not told:
        try:
            preset = Preset.model_validate(data)
        except ValidationError as error:
            told += mistakes(error, Preset, source, found.misses)
        told += (_parts(data) if preset is None else preset.parts).wrong(source)
    if told or preset is None:
        raise RunError.of(sorted(dict.fromkeys(told), key=_line_told))
    return preset


def _line_told(mistake: str) -> int:
    """The line of its file that a mistake names."""
    found = re.match(r"[^:\n]*:(\d+): ", mistake)
    return int(found[1]) if found else 0


def _found(name: str | Path, near: Path | None) -> Path:
    if isinstance(name, Path) or (near is None and name.endswith(".toml")):
        return Path(name)
    folders = [*([] if near is None else [near]), FOLDER, own_folder()]
    for path in (folder / f"{name}.toml" for folder in folders if re.fullmatch(r"[\w-]+", name)):
        if path.is_file():
            return path
    known, guess = ", ".join(names()), meant(str(name), names())
    raise RunError(f'There is no preset "{name}".', f"Presets are {known}.", guess,
                   zh=(f"没有叫“{name}”的预设。", f"预设有 {known}。", guess.zh))


def _checked(model: type[Model], data: dict[str, Any], source: Source) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise RunError.of(mistakes(error, model, source)) from error
