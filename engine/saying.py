"""What a net answers to an input, in words: the sentence of a decoder, what CTC spells, how a text goes on.

Where the answer is numbers, or one symbol out of some, a trace has it all, and nothing is said here.
"""

import numpy as np

from engine import ctc
from engine.sample import Manner
from engine.tasks.speaker import Speaks
from engine.tasks.takes import Typed
from engine.tasks.task import Task, typed
from engine.trainer import Trainer

GOES_ON = 32
"""Signs that a text goes on for."""
SURE = Manner(temperature=0.5)
"""How it is written on: nearer to the likeliest than to what is drawn."""


def speaks(task: Task) -> bool:
    """Whether there is more to say than a trace has: a sentence, or how a text goes on."""
    return isinstance(task, Speaks) or task.takes == Typed()


def said(trainer: Trainer, text: str) -> str:
    """Say what a run answers where it is; empty where a trace says as much."""
    task, answer = trainer.task, trainer.answer
    if isinstance(task, Speaks):
        return task.said(text, answer)
    if task.loss == "ctc":
        batch = task.encode(text)
        spelt = ctc.best_path(answer(batch.x, batch.alive)[:, 0])
        return "".join(task.symbols[place] for place in spelt)
    if task.takes == Typed():
        return trainer.sample(text, GOES_ON, SURE)
    return ""


def example(task: Task, number: int) -> str:
    """Draw an input as somebody would write it."""
    batch = task.batch(np.random.default_rng([number]), 1)
    return typed([token for token in batch.tokens[0] if token])
