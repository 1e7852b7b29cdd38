"""A run names a training completely: a run, its seed, its edits and a step fix every number."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from engine.cells import CELLS
from engine.dropout import PLACES
from engine.edits import Edit, in_force
from engine.errors import RunError, meant
from engine.fit import misfits
from engine.inits import INITS
from engine.losses import LOSSES
from engine.model import Model, Start
from engine.net import MOST_LAYERS
from engine.optim import OPTIMIZERS
from engine.options import FLAT, Options, checked, gathered
from engine.rates import SCHEDULES, factor
from engine.sentence import Sentence, joined
from engine.tasks import TASKS
from engine.tasks.task import Task
from engine.windows import Cut

Positive = Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]
Chance = Annotated[float, Field(ge=0, lt=1)]


class Run(BaseModel):
    """A task, a net, and how it is trained."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    task: str
    options: Options = ()
    """What was given of the task's own keys, which stand among these."""
    cell: str = "lstm"
    hidden: int = Field(8, ge=1, le=512)
    layers: int = Field(1, ge=1, le=MOST_LAYERS)
    bidirectional: bool = False
    """Whether each layer also reads the sequence from its end."""
    decoder: bool = False
    """In a task of a source and an answer: whether the answer's steps have weights of their own."""
    window: int = Field(1, ge=1, le=64)
    """How many inputs are shown at each step, that of the step and those before it: for a net without a memory."""
    k1: int | None = Field(None, ge=1)
    """Truncation: every k1 steps their losses are pulled back k2 steps (k1 if not given), and no further."""
    k2: int | None = Field(None, ge=1)
    stateful: bool = False
    """Whether a sequence begins with the state that the last update's ended with, where it goes on."""
    loss: str = ""
    """Empty for the one that suits the task."""
    optimizer: str = "adam"
    rate: Positive = 0.01
    schedule: str = "constant"
    """How the rate changes: constant, step (× decay after every so many updates) or cosine (to 0 at `updates`)."""
    warm_up: int = Field(0, ge=0, le=1_000_000)
    """Over how many updates the rate grows to its full size."""
    every: int | None = Field(None, ge=1)
    decay: Annotated[float, Field(gt=0, le=1)] | None = None
    clip: Positive | None = 1.0
    """The longest gradient; a longer one is shortened. In a file "none" for no limit: TOML has no word for nothing."""
    clip_value: Positive | None = None
    """The largest number in a gradient; larger ones are cut, before `clip` shortens the whole."""
    l1: NotNegative = 0.0
    """Adds l1 · Σ|w| to what is minimised; l2 adds l2 / 2 · Σw². Neither touches a bias."""
    l2: NotNegative = 0.0
    drop_inputs: Chance = 0.0
    """How likely dropout drops a number of the input, and so on; the recurrence keeps its mask for a sequence."""
    drop_outputs: Chance = 0.0
    drop_recurrent: Chance = 0.0
    batch: int = Field(8, ge=1, le=1024)
    seed: int = Field(1, ge=0, le=2**63)
    updates: int = Field(600, ge=1, le=1_000_000)
    """How many are planned; the end of the slider."""
    dtype: Literal["float32", "float64"] = "float64"
    init: str = "uniform"
    """How the first weights are drawn: uniform (±1/√H), xavier or orthogonal."""
    scale: Positive = 1.0
    forget_bias: float = Field(0.0, allow_inf_nan=False)
    radius: Positive | None = None
    matched: bool = False
    """Draws each weight from a stream of its own name, so that other cells begin alike where names and sizes agree."""
    recurrent: bool = True
    """False holds every recurrent matrix at zero: a net without memory, but for what an LSTM keeps in c."""
    edits: tuple[Edit, ...] = Field((), strict=False)

    @model_validator(mode="before")
    @classmethod
    def _gathers_options(cls, data: dict[str, Any]) -> dict[str, Any]:
        return gathered(data, cls.model_fields) if isinstance(data, dict) else data

    @field_validator("task")
    @classmethod
    def _known_task(cls, name: str) -> str:
        return _one_of(name, TASKS)

    @field_validator("options", mode="plain")
    @classmethod
    def _options_of_the_task(cls, given: dict[str, Any], info: ValidationInfo) -> Options:
        return checked(info.data.get("task"), given, [key for key in cls.model_fields if key != FLAT])

    @field_validator("cell")
    @classmethod
    def _known_cell(cls, name: str) -> str:
        return _one_of(name, CELLS)

    @field_validator("loss")
    @classmethod
    def _known_loss(cls, name: str) -> str:
        return _one_of(name, LOSSES) if name else name

    @field_validator("clip", mode="before")
    @classmethod
    def _no_clip(cls, given: object) -> object:
        return None if given == "none" else given

    @field_validator("optimizer")
    @classmethod
    def _known_optimizer(cls, name: str) -> str:
        return _one_of(name, OPTIMIZERS)

    @field_validator("schedule")
    @classmethod
    def _known_schedule(cls, name: str) -> str:
        return _one_of(name, SCHEDULES)

    @field_validator("init")
    @classmethod
    def _known_init(cls, name: str) -> str:
        return _one_of(name, INITS)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        """Refuse what does not go together, all of it at once."""
        try:
            task = build(self)
        except RunError as error:
            raise ValueError(error.whole) from error
        if wrong := misfits(self, task, model(self, task)):
            raise ValueError(joined(wrong))
        return self


def _one_of(name: str, known: Mapping[str, object]) -> str:
    if name not in known:
        guess = meant(name, known)
        raise ValueError(Sentence(
            f'"{name}" is not known. Known are {", ".join(known)}. {guess}'.rstrip(),
            f"不认识“{name}”。认识的有 {', '.join(known)}。{guess.zh}",
        ))  # fmt: skip
    return name


def build(run: Run, step: int = 0) -> Task:
    """Make the run's task with the options that were given, and as many examples as it has at a step."""
    count = examples(run, step)
    return _built(run.task, run.options if count is None else (*dict(run.options, examples=count).items(),))


def examples(run: Run, step: int) -> int | None:
    """How many examples there are to learn from at a step; None if an edit never says."""
    if all(edit.key != "examples" for edit in run.edits):
        return None
    count = in_force(run.edits, "examples", getattr(_built(run.task, run.options), "examples", None), step)
    return None if count is None else int(count)


@cache
def _built(name: str, options: Options) -> Task:
    task: Task = TASKS[name](**dict(options))
    return task


def dropped(run: Run) -> tuple[str, ...]:
    """Where dropout has its lines: wherever anything is dropped at any time."""
    edited = {edit.key for edit in run.edits}
    return tuple(key for key in PLACES if getattr(run, key) or key in edited)


def model(run: Run, task: Task) -> Model:
    """Size the net to the task."""
    inputs, loss = task.inputs * run.window, run.loss or task.loss
    net = run.layers, run.bidirectional, run.decoder
    return Model(run.cell, loss, inputs, run.hidden, task.outputs, dropped(run), *net)


def cut(run: Run) -> Cut | None:
    """How the run truncates its backward passes."""
    return None if run.k1 is None else Cut(run.k1, run.k2 or run.k1)


def start(run: Run) -> Start:
    """Say how the run's first weights are drawn."""
    return Start(run.scale, run.forget_bias, run.radius, run.init, run.matched)


def setting(run: Run, key: str, step: int) -> float | None:
    """What a number of the run is for the update at a step; the rate as its schedule has it there."""
    value = in_force(run.edits, key, getattr(run, key), step)
    return value * factor(run, step) if key == "rate" and value is not None else value
