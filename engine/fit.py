"""What of a run does not go together: every mistake in words, all of them at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from engine.dropout import PLACES, RECURRENT
from engine.edits import Edit, edited, in_force
from engine.holds import lines
from engine.sentence import Sentence
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
LABELS_ALONE = "labels, but no targets for each step", "有标签，但没有每一步的目标"
NO_LABELS = "no labels to spell", "没有可拼写的标签"
AT_LEAST_NOTHING = ("l1", "l2", *PLACES)


def misfits(run: "Run", task: "Task", model: "Model") -> list[Sentence]:
    """Say all that does not go together."""
    wrong = [*_loss(run, task), *_size(run, task), *_schedule(run), *_memory(run, task, model), *_parts(run, task)]
    for edit in run.edits:
        wrong += _number(edit, run) if edit.key else _lines(edit, model) if edit.line else _weights(edit, model)
    return wrong


def _loss(run: "Run", task: "Task") -> Iterator[Sentence]:
    if run.loss in {"softmax", "binary"} and not task.symbols:
        yield Sentence(
            f"the task {run.task} has no symbols to share among. Its loss is {task.loss}.",
            f"任务 {run.task} 没有可分配概率的符号。它的损失是 {task.loss}。",
        )
    elif (run.loss or task.loss) != task.loss and "ctc" in {run.loss, task.loss}:
        have, zh = LABELS_ALONE if task.loss == "ctc" else NO_LABELS
        yield Sentence(
            f"the task {run.task} has {have}. Its loss is {task.loss}.",
            f"任务 {run.task} {zh}。它的损失是 {task.loss}。",
        )


def _size(run: "Run", task: "Task") -> Iterator[Sentence]:
    if (size := task.length * run.batch * max(run.hidden, task.outputs)) > LARGEST:
        yield Sentence(
            f"length × batch × hidden is {size} numbers in one line. At most {LARGEST} fit.",
            f"length × batch × hidden 使一条线有 {size} 个数。最多 {LARGEST} 个。",
        )


def _schedule(run: "Run") -> Iterator[Sentence]:
    for key in ("every", "decay"):
        if getattr(run, key) is not None and run.schedule != "step":
            yield Sentence(
                f'{key} goes with schedule = "step", not "{run.schedule}". Set that, or remove {key}.',
                f'{key} 要配 schedule = "step"，不是 "{run.schedule}"。改用它，或删去 {key}。',
            )


def _memory(run: "Run", task: "Task", model: "Model") -> Iterator[Sentence]:
    """Say what a net that carries nothing, or reads from both sides, cannot do."""
    for key in (RECURRENT.key, "bidirectional", "k1", "stateful"):
        if not model.cell.carry and (key in model.drop or getattr(run, key)):
            yield Sentence(
                f"the cell {model.cell.name} hears no step before. Leave out {key}.",
                f"单元 {model.cell.name} 听不到前一步。去掉 {key}。",
            )
    for key in ("k1", "stateful", "decoder"):
        if run.bidirectional and getattr(run, key):
            yield Sentence(
                f"a bidirectional net reads the whole sequence before it answers. Leave out {key}, or bidirectional.",
                f"双向网络读完整个序列才回答。去掉 {key} 或 bidirectional。",
            )
    if run.k2 is not None and (run.k1 is None or run.k2 < run.k1):
        yield Sentence(
            f"k2 = {run.k2} goes with a k1 that is no larger: losses of k1 steps go back k2 steps. Set both.",
            f"k2 = {run.k2} 要配不大于它的 k1：每 k1 步的损失回传 k2 步。两个都设。",
        )
    if run.stateful and not flows(task):
        yield Sentence(
            f"the task {run.task} draws sequences that do not follow each other. Leave out stateful.",
            f"任务 {run.task} 的序列互不相接。去掉 stateful。",
        )


def _parts(run: "Run", task: "Task") -> Iterator[Sentence]:
    """Say whether there is a decoder where one is wanted."""
    if run.decoder and not task.batch(np.random.default_rng(0), 1).border:
        yield Sentence(
            f"the task {run.task} has one sequence, not a source and an answer. Leave out decoder.",
            f"任务 {run.task} 只有一个序列，没有原文和译文之分。去掉 decoder。",
        )


def _number(edit: Edit, run: "Run") -> Iterator[Sentence]:
    """Say what is wrong with an edit of one of the run's numbers."""
    key = str(edit.key)
    if key == "examples":
        yield from _examples(edit, run)
        return
    value = in_force(run.edits, key, getattr(run, key), edit.at)
    if edit.scale is not None and in_force(run.edits, key, getattr(run, key), edit.at - 1) is None:
        yield Sentence(
            f"at update {edit.at} there is no {key} to scale. Give it by set.",
            f"更新 {edit.at} 时没有 {key} 可以缩放。用 set 给出。",
        )
    elif key in AT_LEAST_NOTHING:
        if value is None or value < 0 or (key in PLACES and value >= 1):
            yield Sentence(
                f"{key} becomes {value} at update {edit.at}. It is 0 or more{' and below 1' * (key in PLACES)}.",
                f"更新 {edit.at} 时 {key} 变成 {value}。应不小于 0{'，且小于 1' * (key in PLACES)}。",
            )
    elif value is None or value <= 0:
        yield Sentence(
            f"{key} becomes {value} at update {edit.at}. It must stay above 0.",
            f"更新 {edit.at} 时 {key} 变成 {value}。它必须大于 0。",
        )


def _examples(edit: Edit, run: "Run") -> Iterator[Sentence]:
    """Say what is wrong with an edit of how many examples there are."""
    if not hasattr(TASKS[run.task], "examples"):
        yield Sentence(
            f"the task {run.task} draws new sequences without end. Leave out examples.",
            f"任务 {run.task} 的序列是不断新抽的。去掉 examples。",
        )
    elif edit.set is None or edit.set % 1 or not FEWEST <= edit.set <= MOST:
        yield Sentence(
            f"examples becomes {edit.set} at update {edit.at}. It is set, to a whole number from {FEWEST} to {MOST}.",
            f"更新 {edit.at} 时 examples 变成 {edit.set}。用 set 设成 {FEWEST} 到 {MOST} 的整数。",
        )


def _lines(edit: Edit, model: "Model") -> Iterator[Sentence]:
    """Say what is wrong with an edit of lines."""
    names = lines(edit, model)
    if not names:
        yield Sentence(
            f'no line is called "{edit.line}". The lines are {", ".join(model.names)}.',
            f"没有叫“{edit.line}”的线。线有 {', '.join(model.names)}。",
        )
        return
    units = min(map(model.width, names))
    if edit.unit is not None and edit.unit > units:
        yield Sentence(
            f"unit {edit.unit} of {edit.line} does not exist. Units go from 1 to {units}.",
            f"{edit.line} 没有第 {edit.unit} 个单元。单元从 1 到 {units}。",
        )
    idle = [name for name in names if name not in model.cell.carry]
    if edit.keeps and idle:
        yield Sentence(
            f"{idle[0]} is not carried from step to step and cannot keep its number. Carried are {_carried(model)}.",
            f"{idle[0]} 不在步与步之间传递，留不住数。传递的有 {_carried(model)}。",
        )


def _carried(model: "Model") -> str:
    return ", ".join(model.cell.carry) or "none"


def _weights(edit: Edit, model: "Model") -> Iterator[Sentence]:
    """Say what is wrong with an edit of weights."""
    names = edited(edit, model)
    if not names:
        every = ", ".join(name for name, _, _ in model.weights())
        yield Sentence(
            f'no weight is called "{edit.weight}". The weights are {every}.',
            f"没有叫“{edit.weight}”的权重。权重有 {every}。",
        )
        return
    owners = [(line, source) for name, line, source in model.weights() if name in names]
    units = min(model.width(line.name) for line, _ in owners)
    sources = min(model.width(source.removesuffix("'")) for _, source in owners if source) if edit.source else 0
    if edit.unit is not None and edit.unit > units:
        yield Sentence(
            f"unit {edit.unit} of {edit.weight} does not exist. Units go from 1 to {units}.",
            f"{edit.weight} 没有第 {edit.unit} 个单元。单元从 1 到 {units}。",
        )
    if edit.source is not None and edit.source > sources:
        yield Sentence(
            f"source {edit.source} of {edit.weight} does not exist. Sources go from 1 to {sources}.",
            f"{edit.weight} 没有第 {edit.source} 个来源。来源从 1 到 {sources}。",
        )
