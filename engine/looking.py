"""From a pass over a batch to the trace of one of its sequences, without the steps that are padding."""

from dataclasses import dataclass
from typing import TypedDict, Unpack

import numpy as np
import numpy.typing as npt

from engine.arrays import Named
from engine.holds import Holds
from engine.learning import Learning
from engine.model import Model
from engine.passes import Pass
from engine.sight import sight_of
from engine.tasks.task import Batch, Task
from engine.trace import Trace
from engine.windows import Cut

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: a run, a step, its task, and whether it is a string of the user's own."""

    run: str
    step: int
    task: Task
    probe: bool
    row: int = 0
    """Which sequence of the batch."""
    broken: bool = False
    """Whether a number of the step is not finite."""


class Others(TypedDict, total=False):
    """A trace's own fields that say how the update is made."""

    delta: Named
    cut: Cut | None
    learning: Learning
    l1: float
    l2: float


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """A pass that was done: over which batch, with which weights, from which start, and what truncation left out."""

    batch: Batch
    done: Pass
    weight: Named
    start: Named
    discarded: Named
    holds: Holds


def traced(look: Look, model: Model, seen: Done, **others: Unpack[Others]) -> Trace:
    """See a sequence of a batch whole."""
    batch, done, weight, start = seen.batch, seen.done, seen.weight, seen.start
    alive = _there(batch, look.row)
    dtype = done.value["y"].dtype

    def first(arrays: Named) -> Named:
        return {name: (array if name in weight else array[alive, look.row]).copy() for name, array in arrays.items()}

    return Trace(
        run=look.run,
        cell_name=model.cell_name,
        loss_name=model.loss_name,
        step=look.step,
        tokens=tuple(token for token, there in zip(batch.tokens[look.row], alive, strict=True) if there),
        symbols=look.task.symbols,
        sight=sight_of(look.task),
        targets=batch.targets[alive, look.row].astype(dtype),
        scored=batch.scored[alive, look.row].astype(dtype),
        start={
            name: start[name][look.row].astype(dtype) if name in start else np.zeros(model.hidden, dtype)
            for name in model.cell.carry
        },
        value=first(done.value),
        weight=dict(weight),
        grad=first(done.grad),
        rows=batch.x.shape[1],
        probe=look.probe,
        row=look.row,
        broken=look.broken,
        labels=batch.labels[look.row] if batch.labels else (),
        drop=model.drop,
        layers=model.layers, bidirectional=model.bidirectional, decodes=model.decodes,
        border=int(alive[: batch.border].sum()),
        read=None if batch.read is None else batch.read[alive, look.row],
        discarded=first(seen.discarded),
        holds={name: hold.at(alive) for name, hold in seen.holds.items()},
        **others,
    )


def there_before(batch: Batch, row: int, t: int) -> int:
    """Which time step of the trace a time step of the batch is: how many before it are there."""
    return int(_there(batch, row)[:t].sum()) if t >= 0 else t


def _there(batch: Batch, row: int) -> Flags:
    """Which steps of a sequence are there, (T,)."""
    return np.ones(len(batch.x), bool) if batch.alive is None else np.asarray(batch.alive[:, row] > 0)
