"""What a watch may name: the lines of the net, its weights, and a few facts of the update."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.arrays import Named
from engine.model import Model
from engine.sentence import Sentence
from engine.watch.tree import Side

Fact = Literal["number", "condition", "history"]


@dataclass(frozen=True, slots=True)
class Word:
    """A fact of the update: its kind, what it is, and whether it is known without looking into the step."""

    kind: Fact
    says: str
    zh: str
    cheap: bool = True


FACTS = {
    "loss": Word("number", "this update's loss", "本次更新的损失"),
    "losses": Word("history", "the losses of all updates up to this one", "到本次为止的全部损失"),
    "gradient": Word("number", "the length of the whole weight gradient, before clipping", "裁剪前全部权重梯度的长度"),
    "gradients": Word("history", "its length in all updates up to this one", "到本次为止的全部梯度长度"),
    "clipped": Word("condition", "whether the gradient is shortened or cut", "梯度是否被裁剪", cheap=False),
    "rate": Word("number", "the learning rate", "学习率"),
    "update": Word("number", "how many updates are done", "已完成的更新数"),
    "T": Word("number", "the number of time steps", "时间步数", cheap=False),
}
HISTORIES = {"loss": "losses", "gradient": "gradients"}
"""Within a function that gathers, as in median(loss), the history is meant: all updates up to this one."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one net."""

    lines: Mapping[str, int]
    """Everything that has a value at each time step, and how many numbers it is."""
    carried: tuple[str, ...]
    """What is handed from step to step; h of the step before is h'."""
    weights: Mapping[str, tuple[int, ...]]
    """Each weight's shape: (sources, units) or (units,)."""

    def resolved(self, name: str) -> tuple[Side, str] | None:
        """Find what a bare name means: itself, or dname the gradient of name."""
        if self.knows(name):
            return "value", name
        return ("grad", name[1:]) if name[:1] == "d" and self.knows(name[1:]) else None

    def knows(self, name: str) -> bool:
        """Whether a line, a primed line or a weight has this name."""
        return name in self.lines or name in self.weights or (name[-1:] == "'" and name[:-1] in self.carried)

    def every(self) -> Iterator[str]:
        """All names, to guess which was meant."""
        yield from self.lines
        yield from (f"{name}'" for name in self.carried)
        yield from (f"d{name}" for name in self.lines)
        yield from self.weights
        yield from FACTS

    @property
    def said(self) -> Sentence:
        """All names, for a message."""
        primed = "".join(f", {name}'" for name in self.carried)
        lines, weights, facts = ", ".join(self.lines) + primed, ", ".join(self.weights), ", ".join(FACTS)
        return Sentence(
            f"There are the lines {lines}; with a d before them their gradients; the weights {weights}; and {facts}.",
            f"可用的线是 {lines}，前面加 d 是它们的梯度；权重是 {weights}；此外有 {facts}。",
        )


def vocabulary(value: Named, carried: tuple[str, ...], weight: Named) -> Vocabulary:
    """Take the names from arrays: values (…, n) and weights."""
    widths = {name: array.shape[-1] for name, array in value.items()}
    return Vocabulary(widths, carried, {name: array.shape for name, array in weight.items()})


def words_of(model: Model, weight: Named) -> Vocabulary:
    """Take the names from a model, of which no step need be known."""
    widths = {name: model.width(name) for name in (*model.given, *model.names)}
    return Vocabulary(widths, model.cell.carry, {name: array.shape for name, array in weight.items()})
