"""A watch: an expression over a training step, read once for a net and asked at any update.

A condition is a watchpoint: it tells where it holds, to the beat. With t in it, it means *at some time step*, and what
is read at t says when: going forwards t = 1 … T for values, T … 1 for gradients, which is the order of the passes.
Without t it is about the whole step, and holds from the moment at which nothing later can change that. A number is a
watch to pin: its value, for each time step if there is a t in it.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.beats import Beat
from engine.sentence import Sentence, joined
from engine.watch.binding import Binder
from engine.watch.evaluate import evaluate
from engine.watch.grammar import parse
from engine.watch.known import NEVER, Known, When
from engine.watch.mistake import mistake
from engine.watch.reading import Reader, beats_of
from engine.watch.seen import Seen
from engine.watch.telling import tell
from engine.watch.tree import Node, references
from engine.watch.vocabulary import FACTS, Vocabulary

ONE = Sentence("It must come down to one, or one for each t.", "它必须归成一个，或每个 t 一个。")
ANY = Sentence("Put any( … ) around it.", "在外面套上 any( … )。")
GATHER = Sentence("Put norm( … ) or max( … ) around it.", "在外面套上 norm( … ) 或 max( … )。")
AT_EACH = Sentence("Or write [t] to mean each time step.", "或写 [t]，表示每个时间步。")
STOPS_NOWHERE = Sentence("it is a number, and stops nowhere.", "它是数，不会让运行停下。")
CONDITION = Sentence("A watchpoint is a condition.", "监视点应是条件。")


@dataclass(frozen=True, slots=True)
class Watch:
    """An expression that means something."""

    text: str
    node: Node
    condition: bool
    """A watchpoint; else a number to pin."""
    free: bool
    """Whether there is a t in it."""

    @property
    def cheap(self) -> bool:
        """Whether it asks for nothing inside the step, so that no trace is needed."""
        return all(ref.kind == "fact" and ref.name in FACTS and FACTS[ref.name].cheap for ref in references(self.node))


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a watchpoint holds: the update, how many beats of it are done, and what is there."""

    update: int
    done: int
    beat: Beat
    t: int
    """The time step, from 0; −1 if it is about none."""
    unit: int
    """The unit that says most about it, from 0; −1 if none does."""
    value: float
    """What the watchpoint's first part is there, such as norm(dh[t])."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a watch is at one update."""

    text: str
    series: Array
    """For each time step, (T,), or one number, (1,)."""
    when: When
    """How many beats are done when each of them is known."""
    free: bool


def read(text: str, words: Vocabulary) -> Watch:
    """Read an expression for a net, or point at what is wrong with it."""
    node, shape = Binder(text, words).bind(parse(text))
    if left := set(shape.names) - {"t"}:
        remedy = ANY if shape.condition else GATHER
        like = joined([remedy, AT_EACH]) if "time" in left else remedy
        raise mistake(text, (0, len(text)), Sentence(f"it is {shape.said}.", f"它是{shape.said.zh}。"), ONE, like)
    return Watch(text, node, shape.condition, "t" in shape.names)


def watchpoint(text: str, words: Vocabulary) -> Watch:
    """Read an expression that must be a condition."""
    watch = read(text, words)
    if not watch.condition:
        like = Sentence(f"Compare it, as in {text} > 1.", f"拿它作比较，如 {text} > 1。")
        raise mistake(text, (0, len(text)), STOPS_NOWHERE, CONDITION, like)
    return watch


def holds(watch: Watch, seen: Seen) -> bool:
    """Whether a watchpoint holds anywhere in a step."""
    found = evaluate(watch.node, Reader(seen, watch.free))
    return bool(((found.data > 0) & (found.when < NEVER)).any())


def hits(watch: Watch, seen: Seen) -> tuple[Hit, ...]:
    """All moments at which a watchpoint holds, in the order of the beats; at most one if there is no t in it."""
    reader = Reader(seen, watch.free)
    found = evaluate(watch.node, reader)
    data, when = np.atleast_1d(found.data), np.atleast_1d(found.when)
    places = np.flatnonzero((data > 0) & (when < NEVER))
    ordered = places[np.argsort(when[places], kind="stable")]
    return tuple(_hit(watch, reader, int(at) if found.steps else -1, int(when[at])) for at in ordered)


def _hit(watch: Watch, reader: Reader, t: int, when: int) -> Hit:
    beats = beats_of(reader.trace)
    beat = beats.at(max(1, when))
    assert beat
    value, unit, at = tell(watch.node, reader, t if t >= 0 else beat.t)
    return Hit(reader.seen.update, max(1, when), beat, at if t < 0 else t, unit, value)


def reading(watch: Watch, seen: Seen) -> Reading:
    """What a watch is at a step; conditions are 1 where they hold."""
    found: Known = evaluate(watch.node, Reader(seen, watch.free))
    when = np.broadcast_to(found.when, np.atleast_1d(found.data).shape)
    return Reading(watch.text, np.where(when < NEVER, found.data, np.nan), when, watch.free)
