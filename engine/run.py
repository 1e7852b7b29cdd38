"""A run names a training completely: a run, its seed, its edits and a step fix every number."""

from collections.abc import Mapping
from dataclasses import fields
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from engine.arrays import Array
from engine.cells import CELLS
from engine.errors import RunError, meant
from engine.losses import LOSSES
from engine.model import Model, Start
from engine.optim import OPTIMIZERS
from engine.tasks import TASKS
from engine.tasks.task import Task

OPTIONS = ("kinds", "length", "target", "text")
LARGEST = 2**20
"""Numbers in one line over a batch; a pass keeps some forty such lines, so this is about 300 MB."""
Positive = Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)]


class Edit(BaseModel):
    """A change of weights that is part of a run's history from update `at` on."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    at: int = Field(ge=0)
    weight: str
    """Names of weights; * stands for anything, as in "zf.*" or "*.h'"."""
    unit: int | None = Field(None, ge=1)
    """Only what leads into this unit, from 1; all units if not given."""
    set: float | None = Field(None, allow_inf_nan=False)
    scale: float | None = Field(None, allow_inf_nan=False)

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if (self.set is None) == (self.scale is None):
            raise ValueError("an edit either sets weights or scales them. Give one of set and scale.")
        return self

    def applied(self, array: Array) -> Array:
        """Make the change in a copy of a weight."""
        changed = array.copy()
        column = slice(None) if self.unit is None else slice(self.unit - 1, self.unit)
        changed[..., column] = self.set if self.scale is None else changed[..., column] * self.scale
        return changed


class Run(BaseModel):
    """A task, a net, and how it is trained."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    task: str
    kinds: Literal[1, 2] | None = None
    length: int | None = None
    target: Literal["legal", "next", "set"] | None = None
    text: str | None = None
    cell: str = "lstm"
    hidden: int = Field(8, ge=1, le=512)
    loss: str = ""
    """Empty for the one that suits the task."""
    optimizer: str = "adam"
    rate: Positive = 0.01
    clip: Positive | None = 1.0
    batch: int = Field(8, ge=1, le=1024)
    seed: int = Field(1, ge=0, le=2**63)
    updates: int = Field(600, ge=1, le=1_000_000)
    """How many are planned; the end of the slider."""
    dtype: Literal["float32", "float64"] = "float64"
    scale: Positive = 1.0
    forget_bias: float = Field(0.0, allow_inf_nan=False)
    radius: Positive | None = None
    recurrent: bool = True
    """False holds every matrix on h' at zero: a net without memory."""
    edits: tuple[Edit, ...] = Field((), strict=False)

    @field_validator("task")
    @classmethod
    def _known_task(cls, name: str) -> str:
        return _one_of(name, TASKS)

    @field_validator("cell")
    @classmethod
    def _known_cell(cls, name: str) -> str:
        return _one_of(name, CELLS)

    @field_validator("loss")
    @classmethod
    def _known_loss(cls, name: str) -> str:
        return _one_of(name, LOSSES) if name else name

    @field_validator("optimizer")
    @classmethod
    def _known_optimizer(cls, name: str) -> str:
        return _one_of(name, OPTIMIZERS)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        """Refuse options of another task, a loss the task has no symbols for, and edits of weights that are not."""
        takes = [field.name for field in fields(TASKS[self.task])]
        for name in OPTIONS:
            if getattr(self, name) is not None and name not in takes:
                raise ValueError(f"{name} is no option of the task {self.task}. It takes {', '.join(takes)}.")
        try:
            task = build(self)
        except RunError as error:
            raise ValueError(str(error)) from error
        if self.loss in {"softmax", "binary"} and not task.symbols:
            raise ValueError(f"the task {self.task} has no symbols to share among. Its loss is {task.loss}.")
        if (self.loss or task.loss) != task.loss and "ctc" in {self.loss, task.loss}:
            have = "labels, but no targets for each step" if task.loss == "ctc" else "no labels to spell"
            raise ValueError(f"the task {self.task} has {have}. Its loss is {task.loss}.")
        if (size := task.length * self.batch * max(self.hidden, task.outputs)) > LARGEST:
            raise ValueError(f"length × batch × hidden is {size} numbers in one line. At most {LARGEST} fit.")
        for edit in self.edits:
            _fits(edit, self, task)
        return self


def _one_of(name: str, known: Mapping[str, object]) -> str:
    if name not in known:
        raise ValueError(f'"{name}" is not known. Known are {", ".join(known)}. {meant(name, known)}'.rstrip())
    return name


def build(run: Run) -> Task:
    """Make the run's task with the options that were given."""
    given = {name: getattr(run, name) for name in OPTIONS if getattr(run, name) is not None}
    task: Task = TASKS[run.task](**given)
    return task


def model(run: Run, task: Task) -> Model:
    """Size the net to the task."""
    return Model(run.cell, run.loss or task.loss, task.inputs, run.hidden, task.outputs)


def start(run: Run) -> Start:
    """Say how the run's first weights are drawn."""
    return Start(run.scale, run.forget_bias, run.radius)


def edited(edit: Edit, model: Model) -> list[str]:
    """List the weights that an edit changes."""
    names = [name for line in model.lines for name in line.weights]
    return [name for name in names if fnmatchcase(name, edit.weight)]


def _fits(edit: Edit, run: Run, task: Task) -> None:
    net = model(run, task)
    names = edited(edit, net)
    if not names:
        every = ", ".join(name for line in net.lines for name in line.weights)
        raise ValueError(f'no weight is called "{edit.weight}". The weights are {every}.')
    most = min(net.width(name.partition(".")[0]) for name in names)
    if edit.unit is not None and edit.unit > most:
        raise ValueError(f"unit {edit.unit} of {edit.weight} does not exist. Units go from 1 to {most}.")
