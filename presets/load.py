"""Presets and scenes: what a TOML file may say, checked as a whole, with every mistake told at once."""

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from engine import address
from engine.cells import CELLS, HEAD
from engine.errors import RunError, meant
from engine.run import Run
from engine.toml import Source, mistakes, read_toml

FOLDER = Path(__file__).parent
VIEWS = ("unrolled", "stack", "gradients", "cell", "formula", "maps", "tokens", "loss")
STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)


class Words(BaseModel):
    """What the audience reads, in both languages."""

    model_config = STRICT

    zh: str
    en: str


def _both(words: object) -> object:
    """Take a bare string for both languages."""
    return {"zh": words, "en": words} if isinstance(words, str) else words


class Scene(BaseModel):
    """A picture and a motion, complete in itself: it looks the same from wherever one comes."""

    model_config = STRICT

    run: str = ""
    """The name of a run of the preset; empty for its first."""
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
    say: Annotated[Words | None, BeforeValidator(_both)] = None
    bullet: int | None = Field(None, ge=1)
    unit: int | None = Field(None, ge=1)
    """The unit in focus, from 1."""
    line: str | None = None
    """The line in focus."""
    show: Literal["auto", "value", "gradient"] = "auto"
    until: int | None = Field(None, ge=1)
    """With pace "update": the step to train on to."""
    wide: bool = False
    """Hides the slide's text."""

    @field_validator("views")
    @classmethod
    def _known_views(cls, views: tuple[str, ...]) -> tuple[str, ...]:
        for view in views:
            if view not in VIEWS:
                raise ValueError(f'no view "{view}". The views are {", ".join(VIEWS)}. {meant(view, VIEWS)}')
        if len(set(views)) < len(views):
            raise ValueError("a view stands here twice. Each may stand once.")
        return views

    @field_validator("at", "to")
    @classmethod
    def _moment(cls, text: str | None) -> str | None:
        return text if text is None else _refused_as_value(address.checked, text)

    @model_validator(mode="after")
    def _trains_on(self) -> Self:
        if self.until is not None and not (self.pace == "update" and self.until > self.step):
            raise ValueError('until goes with pace = "update" and a step before it. Set both, or remove until.')
        return self


class Solved(BaseModel):
    """When a preset counts as solved: a measure of one of its runs, and after how many updates."""

    model_config = STRICT

    run: str = ""
    measure: str
    at_least: float | None = None
    at_most: float | None = None
    updates: int = Field(ge=1)

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("a criterion is either at_least or at_most. Give one of the two.")
        return self


class Preset(BaseModel):
    """A prepared scenario: runs, words, scenes."""

    model_config = STRICT

    name: str
    title: Words
    about: Words
    keywords: tuple[str, ...] = Field((), strict=False)
    runs: dict[str, Run] = Field(alias="run", min_length=1)
    solved: Solved | None = None
    scenes: tuple[Scene, ...] = Field((), alias="scene", strict=False)

    @property
    def first(self) -> str:
        """The name of the run that is meant when none is named."""
        return next(iter(self.runs))

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        wrong = [f"scene {place}: {told}" for place, scene in enumerate(self.scenes, 1) if (told := misfit(scene, self))]
        if self.solved and self.solved.run and self.solved.run not in self.runs:
            wrong.append(_no_run(self.solved.run, self))
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def run_of(self, scene: Scene) -> tuple[str, Run]:
        """Find a scene's run and its name."""
        name = scene.run or self.first
        return name, self.runs[name]


def misfit(scene: Scene, preset: Preset) -> str:
    """Say what in a scene does not fit its preset, or nothing."""
    if scene.run and scene.run not in preset.runs:
        return _no_run(scene.run, preset)
    _, run = preset.run_of(scene)
    names = tuple(line.name for line in (*CELLS[run.cell].lines, HEAD))
    if scene.line and scene.line not in (*names, "x"):
        return f'no line "{scene.line}" in the cell {run.cell}. Its lines are {", ".join(names)}.'
    if scene.unit and scene.unit > run.hidden:
        return f"no unit {scene.unit}. The run has {run.hidden}."
    for moment in (scene.at, scene.to):
        try:
            address.checked(moment or "start", names)
        except RunError as error:
            return str(error)
    return ""


def _no_run(name: str, preset: Preset) -> str:
    return f'no run "{name}". The runs are {", ".join(preset.runs)}. {meant(name, preset.runs)}'.rstrip()
