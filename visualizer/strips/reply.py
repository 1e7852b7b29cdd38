"""What the nets on stage say to an input: read off their traces, and in words where the engine said some."""

from dataclasses import dataclass

import numpy as np

from engine import ctc, derive
from engine.tasks.takes import Curved, Takes, Typed
from engine.tasks.task import shown
from engine.trace import Trace
from visualizer.paint import Look, number


@dataclass(frozen=True, slots=True)
class Guess:
    """One thing that may be meant, and how likely the net holds it."""

    sign: str
    share: float


@dataclass(frozen=True, slots=True)
class Reply:
    """One net's answer after the last step: its words if it has some, else its guesses, else its numbers."""

    words: str | None
    """What it says as a sentence, a spelling or the rest of a text; None if it has no words."""
    guesses: tuple[Guess, ...]
    numbers: tuple[tuple[str, str], ...]
    """What each number is of, and how it is written."""


NOTHING = "—"
SPACE = shown(" ")
MANY = 8
"""Outputs of yes and no that are shown in their order; more are shown by size."""


def reply(trace: Trace, takes: Takes, said: str, look: Look) -> Reply:
    """Read the answer after the last step."""
    answers = np.nan_to_num(derive.answers(trace)[-1])
    if not trace.symbols:
        return Reply(None, (), _numbers(trace, takes, look))
    order = np.argsort(-answers, kind="stable")
    if trace.loss_name == "binary" and len(order) <= MANY:
        order = np.arange(len(answers))
    guesses = tuple(Guess(trace.symbols[place], float(answers[place])) for place in order)
    if trace.loss_name == "ctc":
        spelt = ctc.best_path(trace.value["y"])
        return Reply("".join(trace.symbols[place] for place in spelt) or NOTHING, (), ())
    goes_on = isinstance(takes, Typed)
    words = f"… {said.replace(SPACE, ' ')}" if said and goes_on else said or None
    return Reply(words, guesses if goes_on or not said else (), ())


def _numbers(trace: Trace, takes: Takes, look: Look) -> tuple[tuple[str, str], ...]:
    """Write the numbers as people know them: in the units of what was drawn, if that is a series."""
    y = trace.value["y"][-1]
    said = [track for track in takes.tracks if track.said] if isinstance(takes, Curved) else []
    if not said:
        return tuple((look.word("回答", "answer"), number(float(value))) for value in y)
    next_one = look.word("下一个", "next")
    several = len(said) > 1
    return tuple(
        (f"{next_one} {look.word(track.zh, track.en)}" if several else next_one,
         f"{float(track.answer(np.array([value]))[0]):,.{track.digits}f}".replace("-", "−"))
        for track, value in zip(said, y, strict=False)
    )  # fmt: skip
