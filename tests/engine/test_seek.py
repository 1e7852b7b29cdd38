"""A training taken to where a condition holds, both ways, against looking at every step."""

import numpy as np
import pytest

from engine import derive
from engine.conditions import Condition, GradientAbove, LossAbove, LossBelow, MeasureAtLeast, NotFinite
from engine.edits import Edit
from engine.errors import Diverged, RunError
from engine.run import Run
from engine.seek import seek
from engine.trainer import Trainer

RUN = Run(task="brackets", length=12, hidden=3, batch=2, rate=0.05)
LAST = 70


def trainer(step: int = 0, run: Run = RUN) -> Trainer:
    found = Trainer(run)
    found.goto(step)
    return found


def looked_at() -> tuple[list[float], list[float]]:
    """The loss and the gradient's length at every step, from traces of single updates."""
    walker = trainer(LAST + 1)
    lengths = []
    for step in range(LAST + 1):
        lone = trainer(step) if step % 10 == 0 else None
        lengths.append(walker.lengths[step])
        if lone:
            assert lone.trace(None).rows == 2
            assert derive.grad_length(lone.trace()) == pytest.approx(lengths[-1], rel=1e-12)
    return walker.losses, lengths


LOSSES, LENGTHS = looked_at()


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        (LossBelow(np.quantile(LOSSES, 0.1)), [loss < np.quantile(LOSSES, 0.1) for loss in LOSSES]),
        (LossAbove(np.quantile(LOSSES, 0.8)), [loss > np.quantile(LOSSES, 0.8) for loss in LOSSES]),
        (GradientAbove(np.quantile(LENGTHS, 0.8)), [length > np.quantile(LENGTHS, 0.8) for length in LENGTHS]),
        (LossBelow(0.0), [False] * len(LOSSES)),
    ],
    ids=["below", "above", "gradient", "never"],
)
@pytest.mark.parametrize(("begin", "limit"), [(0, LAST), (20, LAST), (LAST, 0), (40, 3), (5, 6)])
def test_it_is_the_first_place_on_the_way(condition: Condition, where: list[bool], begin: int, limit: int) -> None:
    walker = trainer(begin)
    way = 1 if limit > begin else -1
    wanted = next((step for step in range(begin + way, limit + way, way) if where[step]), None)
    assert seek(walker, condition, limit) == (wanted is not None)
    assert walker.step == len(walker.losses) == len(walker.lengths) == (limit if wanted is None else wanted)
    straight = trainer(walker.step)
    for name, array in straight.weight.items():
        assert array.tobytes() == walker.weight[name].tobytes()


def test_a_measure_is_looked_at_now_and_then_both_ways() -> None:
    walker = trainer()
    assert seek(walker, MeasureAtLeast("legal", 0.0, 20), 90)
    assert walker.step == 20
    assert not seek(walker, MeasureAtLeast("legal", 1.1, 20), 50)
    assert walker.step == 50
    assert seek(walker, MeasureAtLeast("legal", 0.0, 20), 0)
    assert walker.step == 40


def test_the_last_place_that_can_be_looked_at() -> None:
    edits = (Edit(at=9, weight="y.h", set=1.7e308), Edit(at=9, weight="z.b", set=30.0))
    walker = trainer(run=RUN.model_copy(update={"cell": "rnn", "edits": edits}))
    assert seek(walker, NotFinite(), 50)
    assert walker.step == 8
    assert walker.trace().step == 8
    assert not seek(walker, NotFinite(), 3)
    assert walker.step == 3
    with pytest.raises(Diverged, match="at update 9"):
        walker.goto(10)
    assert not seek(trainer(), NotFinite(), 20)


def test_nothing_finite_at_all_is_told() -> None:
    edits = (Edit(at=0, weight="y.h", set=1.7e308), Edit(at=0, weight="z.b", set=30.0))
    with pytest.raises(Diverged, match="at update 0"):
        seek(trainer(run=RUN.model_copy(update={"cell": "rnn", "edits": edits})), NotFinite(), 5)


def test_what_is_not_measured_and_what_is_no_limit_are_told() -> None:
    with pytest.raises(RunError, match='Did you mean "legal"'):
        seek(trainer(), MeasureAtLeast("legl", 0.5), 50)
    with pytest.raises(RunError, match=r"There is no step -1\."):
        seek(trainer(), LossBelow(1.0), -1)


def test_it_can_be_left_on_the_way() -> None:
    walker = trainer()
    assert not seek(walker, LossBelow(0.0), 1000, stop=lambda: walker.step >= 7)
    assert walker.step == 7
