"""Take a training to the first place where a condition holds, forwards or backwards.

The loss and the gradient of an update are known once it is done, so a search forwards does one update too many and
comes back; nothing is lost by that, for a place is a name. What held where the search began is not looked at again.
"""

from collections.abc import Callable, Iterator

from engine.conditions import Condition, GradientAbove, LossAbove, LossBelow, MeasureAtLeast, NotFinite
from engine.course import known
from engine.errors import Diverged, no_step
from engine.trainer import Trainer


def seek(trainer: Trainer, condition: Condition, limit: int, stop: Callable[[], bool] = lambda: False) -> bool:
    """Go to the first step from here to the limit, that way, where the condition holds; else to the limit.

    Tells whether it holds. If stopped, the trainer stands somewhere on the way.
    """
    if limit < 0:
        raise no_step(limit)
    if isinstance(condition, NotFinite):
        return _to_the_last_finite(trainer, limit, stop)
    for step in _places(trainer.step, limit, condition):
        holds = _holds(trainer, condition, step, stop)
        if holds or stop():
            if holds:
                trainer.goto(step)
            return holds
    trainer.goto(limit, stop)
    return False


def _places(begin: int, limit: int, condition: Condition) -> Iterator[int]:
    """The steps that are looked at, in order."""
    way = 1 if limit > begin else -1
    spacing = condition.every if isinstance(condition, MeasureAtLeast) else 1
    yield from (step for step in range(begin + way, limit + way, way) if step % spacing == 0 or step == limit)


def _holds(trainer: Trainer, condition: Condition, step: int, stop: Callable[[], bool]) -> bool:
    """Whether a condition holds at a step; the trainer may stand elsewhere afterwards."""
    if isinstance(condition, MeasureAtLeast):
        trainer.goto(step, stop)
        measures = trainer.measure("validation") if trainer.step == step else {condition.measure: float("nan")}
        return measures[known(condition.measure, measures)] >= condition.value
    while len(trainer.losses) <= step:
        trainer.advance()
    match condition:
        case LossBelow(value):
            return trainer.losses[step] < value
        case LossAbove(value):
            return trainer.losses[step] > value
        case GradientAbove(value):
            return trainer.lengths[step] > value
        case NotFinite():
            return False


def _to_the_last_finite(trainer: Trainer, limit: int, stop: Callable[[], bool]) -> bool:
    """Train until an update cannot be done, and go back before it; what is behind us was all finite."""
    try:
        trainer.goto(limit, stop)
    except Diverged:
        if trainer.step == 0:
            raise
        trainer.goto(trainer.step - 1)
        return True
    return False
