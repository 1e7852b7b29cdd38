"""Tasks whose answer is a sentence that a net says by itself: what it says, and how it is seen saying it."""

from typing import Protocol, runtime_checkable

from engine.tasks.task import Answer, Batch, Task


@runtime_checkable
class Speaks(Protocol):
    """A task of sentences."""

    def said(self, text: str, answer: Answer) -> str:
        """Let a net say its sentence to an input."""


@runtime_checkable
class Converses(Protocol):
    """A task whose decoder reads what it says."""

    def answered(self, text: str, answer: Answer) -> Batch:
        """Make a batch of one row of an input and, where that has no answer, of the net's own."""


def answered(task: Task, text: str, answer: Answer) -> Batch:
    """Read an input, completed by what the net says to it, if the task is one of a source and an answer."""
    return task.answered(text, answer) if isinstance(task, Converses) else task.encode(text)
