"""What of a run does not go together: every mistake in words, all of them at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from engine.dropout import PLACES, RECURRENT
from engine.edits import Edit, edited, in_force
from engine.holds import lines
from engine.tasks import TASKS
from engine.tasks.stream import flows

if TYPE_CHECKING:
    from engine.model import Model
    from engine.run import Run
    from engine.tasks.task import Task

LARGEST = 2**20
"""Numbers in one line over a batch; a pass keeps some forty such lines, so this is about 300 MB."""
FEWEST, MOST = 2, 100_000
"""Examples to learn from."""
AT_LEAST_NOTHING = ("l1", "l2", *PLACES)


def misfits(run: "Run", task: "Task", model: "Model") -> list[str]:
    """Say all that does not go together."""
    wrong = [*_loss(run, task), *_size(run, task), *_schedule(run), *_memory(run, task, model), *_parts(run, task)]
    for edit in run.edits:
        wrong += _number(edit, run) if edit.key else _lines(edit, model) if edit.line else _weights(edit, model)
    return wrong


def _loss(run: "Run", task: "Task") -> Iterator[str]:
    if run.loss in {"softmax", "binary"} and not task.symbols:
        yield f"the task {run.task} has no symbols to share among. Its loss is {task.loss}."
    elif (run.loss or task.loss) != task.loss and "ctc" in {run.loss, task.loss}:
        have = "labels, but no targets for each step" if task.loss == "ctc" else "no labels to spell"
        yield f"the task {run.task} has {have}. Its loss is {task.loss}."


def _size(run: "Run", task: "Task") -> Iterator[str]:
    if (size := task.length * run.batch * max(run.hidden, task.outputs)) > LARGEST:
        yield f"length × batch × hidden is {size} numbers in one line. At most {LARGEST} fit."


def _schedule(run: "Run") -> Iterator[str]:
    for key in ("every", "decay"):
        if getattr(run, key) is not None and run.schedule != "step":
            yield f'{key} goes with schedule = "step", not "{run.schedule}". Set that, or remove {key}.'


def _memory(run: "Run", task: "Task", model: "Model") -> Iterator[str]:
    """Say what a net that carries nothing, or reads from both sides, cannot do."""
    for key in (RECURRENT.key, "bidirectional", "k1", "stateful"):
        if not model.cell.carry and (key in model.drop or getattr(run, key)):
            yield f"the cell {model.cell.name} hears no step before. Leave out {key}."
    for key in ("k1", "stateful", "decoder"):
        if run.bidirectional and getattr(run, key):
            yield f"a bidirectional net reads the whole sequence before it answers. Leave out {key}, or bidirectional."
    if run.k2 is not None and (run.k1 is None or run.k2 < run.k1):
        yield f"k2 = {run.k2} goes with a k1 that is no larger: losses of k1 steps go back k2 steps. Set both."
    if run.stateful and not flows(task):
        yield f"the task {run.task} draws sequences that do not follow each other. Leave out stateful."


def _parts(run: "Run", task: "Task") -> Iterator[str]:
    """Say whether there is a decoder where one is wanted."""
    if run.decoder and not task.batch(np.random.default_rng(0), 1).border:
        yield f"the task {run.task} has one sequence, not a source and an answer. Leave out decoder."


def _number(edit: Edit, run: "Run") -> Iterator[str]:
    """Say what is wrong with an edit of one of the run's numbers."""
    key = str(edit.key)
    if key == "examples":
        yield from _examples(edit, run)
        return
    value = in_force(run.edits, key, getattr(run, key), edit.at)
    if edit.scale is not None and in_force(run.edits, key, getattr(run, key), edit.at - 1) is None:
        yield f"at update {edit.at} there is no {key} to scale. Give it by set."
    elif key in AT_LEAST_NOTHING:
        if value is None or value < 0 or (key in PLACES and value >= 1):
            yield f"{key} becomes {value} at update {edit.at}. It is 0 or more{' and below 1' * (key in PLACES)}."
    elif value is None or value <= 0:
        yield f"{key} becomes {value} at update {edit.at}. It must stay above 0."


def _examples(edit: Edit, run: "Run") -> Iterator[str]:
    """Say what is wrong with an edit of how many examples there are."""
    if not hasattr(TASKS[run.task], "examples"):
        yield f"the task {run.task} draws new sequences without end. Leave out examples."
    elif edit.set is None or edit.set % 1 or not FEWEST <= edit.set <= MOST:
        yield f"examples becomes {edit.set} at update {edit.at}. It is set, to a whole number from {FEWEST} to {MOST}."


def _lines(edit: Edit, model: "Model") -> Iterator[str]:
    """Say what is wrong with an edit of lines."""
    names = lines(edit, model)
    if not names:
        yield f'no line is called "{edit.line}". The lines are {", ".join(model.names)}.'
        return
    units = min(map(model.width, names))
    if edit.unit is not None and edit.unit > units:
        yield f"unit {edit.unit} of {edit.line} does not exist. Units go from 1 to {units}."
    idle = [name for name in names if name not in model.cell.carry]
    if edit.keeps and idle:
        yield f"{idle[0]} is not carried from step to step and cannot keep its number. Carried are {_carried(model)}."


def _carried(model: "Model") -> str:
    return ", ".join(model.cell.carry) or "none"


def _weights(edit: Edit, model: "Model") -> Iterator[str]:
    """Say what is wrong with an edit of weights."""
    names = edited(edit, model)
    if not names:
        every = ", ".join(name for name, _, _ in model.weights())
        yield f'no weight is called "{edit.weight}". The weights are {every}.'
        return
    owners = [(line, source) for name, line, source in model.weights() if name in names]
    units = min(model.width(line.name) for line, _ in owners)
    sources = min(model.width(source.removesuffix("'")) for _, source in owners if source) if edit.source else 0
    if edit.unit is not None and edit.unit > units:
        yield f"unit {edit.unit} of {edit.weight} does not exist. Units go from 1 to {units}."
    if edit.source is not None and edit.source > sources:
        yield f"source {edit.source} of {edit.weight} does not exist. Sources go from 1 to {sources}."
