"""Edits: changes of weights, of lines, or of how a run learns, which are part of its history from an update on."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, model_validator

from engine.arrays import Array
from engine.model import Model
from engine.sentence import Sentence

Key = Literal[
    "rate", "clip", "clip_value", "l1", "l2", "drop_inputs", "drop_outputs", "drop_recurrent", "examples"
]


class Edit(BaseModel):
    """A change in a run's history from update `at` on: of weights, of lines, or of one of the run's numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    at: int = Field(ge=0)
    weight: str = ""
    """Names of weights; * stands for anything, as in "zf.*" or "*.h'"."""
    key: Key | None = None
    """Instead of weights: the run's number that changes."""
    line: str = ""
    """Instead of weights: lines that are held, as in "f" or "h*"; at a number by `set`."""
    steps: tuple[int, int] | None = Field(None, strict=False)
    """Of lines: from which time step to which, both included and from 1; all if not given."""
    keeps: bool | None = None
    """Of lines: True keeps each number at what it was at the time step before, False lets go of all that is held."""
    unit: int | None = Field(None, ge=1)
    """Only what leads into this unit, from 1; all units if not given."""
    source: int | None = Field(None, ge=1)
    """Only what comes from this number of the input, from 1; with `unit`, a single weight."""
    set: float | None = Field(None, allow_inf_nan=False)
    scale: float | None = Field(None, allow_inf_nan=False)
    learns: bool | None = None
    """False holds the weights where they are from now on, True lets them go."""

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        for wrong, said in self._wrongs():
            if wrong:
                raise ValueError(said)
        return self

    def _wrongs(self) -> Iterator[tuple[bool, Sentence]]:
        """What may be wrong, whether it is, and what to say."""
        kinds = bool(self.weight) + bool(self.line) + (self.key is not None)
        yield kinds != 1, Sentence(
            "an edit is of weights, of lines or of a number of the run. Give one of weight, line and key.",
            "一次修改只改权重、线或运行的一个数。weight、line、key 只给一个。",
        )
        plain = (self.unit, self.source, self.learns) == (None, None, None)
        yield bool(self.key) and not plain, Sentence(
            f"{self.key} has no units and does not learn. Leave out unit, source and learns.",
            f"{self.key} 没有单元，也不学习。去掉 unit、source 和 learns。",
        )
        timeless = (self.source, self.scale, self.learns) == (None, None, None)
        yield bool(self.line) and not timeless, Sentence(
            f"the line {self.line} has no sources, is not scaled and does not learn. Give set or keeps.",
            f"线 {self.line} 没有来源，不能缩放，也不学习。给 set 或 keeps。",
        )
        yield not self.line and (self.steps, self.keeps) != (None, None), Sentence(
            "only lines have time steps and keep their numbers. Leave out steps and keeps.",
            "只有线才有时间步、能留住数。去掉 steps 和 keeps。",
        )
        first, last = self.steps or (1, 1)
        yield not 1 <= first <= last, Sentence(
            f"steps = [{first}, {last}] is no stretch of time. Write the first, from 1, then the last.",
            f"steps = [{first}, {last}] 不是一段时间。先写第一步（从 1 起），再写最后一步。",
        )
        changes = sum(change is not None for change in (self.set, self.scale, self.learns, self.keeps))
        known, zh = ("set and keeps", "set、keeps") if self.line else ("set, scale and learns", "set、scale、learns")
        yield changes != 1, Sentence(f"an edit sets, scales or holds. Give one of {known}.",
                                     f"一次修改只设定、缩放或保持。{zh} 只给一个。")

    def applied(self, array: Array) -> Array:
        """Make the change in a copy of a weight."""
        return np.where(self.touched(array), array if self.learns is not None else self.changed(array), array)

    def changed(self, old: Array | float) -> Array:
        """The new number for an old one."""
        return np.asarray(np.full_like(old, self.set) if self.scale is None else np.multiply(old, self.scale))

    def touched(self, array: Array) -> Array:
        """Which numbers of a weight are meant, 1 or 0 for each."""
        units, sources = only(self.unit, array.shape[-1]), only(self.source, array.shape[0])
        both = units & (sources[:, None] if array.ndim > 1 else sources)  # unit k of a vector hears source k alone
        return both.astype(array.dtype)


def only(number: int | None, size: int) -> npt.NDArray[np.bool_]:
    """Mark one place of so many, from 1; all if none is given."""
    return np.full(size, fill_value=True) if number is None else np.arange(1, size + 1) == number


def edited(edit: Edit, model: Model) -> list[str]:
    """List the weights that an edit changes; a bias comes from no input."""
    names = [name for name, _, _ in model.weights() if fnmatchcase(name, edit.weight)]
    return [name for name in names if edit.source is None or not name.endswith(".b")]


def in_force(edits: Sequence[Edit], key: str, value: float | None, step: int) -> float | None:
    """What a number of the run is at a step, from what it was at first."""
    for edit in sorted(edits, key=lambda edit: edit.at):
        if edit.key == key and edit.at <= step:
            value = edit.set if edit.scale is None or value is None else value * edit.scale
    return value
