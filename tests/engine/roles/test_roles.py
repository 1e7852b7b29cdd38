"""A unit that is planted comes first, and where nothing was learnt nothing is found."""

import numpy as np
import pytest

from engine.roles.probes import PROBES
from engine.roles.ranking import LEVEL
from engine.roles.roles import OF_ONE_PROBE, asked, moved, rank, ranked
from engine.run import Run
from engine.tasks.held_out import held_out
from engine.trainer import Trainer

COUNTER, SEEDS = 3, 40
DEPTH = next(probe for probe in PROBES if probe.name == "depth")


def small(seed: int, **keys: object) -> Run:
    """A small net for short strings."""
    return Run.model_validate({"task": "brackets", "length": 12, "hidden": 4, "seed": seed} | keys)


def planted(unit: int, seed: int = 1) -> Run:
    """A net of relus in which one unit counts brackets: it adds 1 to itself for each opener, −1 for each closer."""
    zero = [{"at": 0, "weight": name, "unit": unit, "set": 0.0} for name in ("z.x", "z.h'", "z.b")]
    wires = [("z.x", 1, 1.0), ("z.x", 2, -1.0), ("z.h'", unit, 1.0)]
    set_ = [{"at": 0, "weight": name, "source": source, "unit": unit, "set": to} for name, source, to in wires]
    return small(seed, cell="rnn-relu", edits=[*zero, *set_])


def test_a_planted_unit_is_ranked_first() -> None:
    ranking = rank(Trainer(planted(COUNTER)))
    assert ranking is not None
    best = ranking.best
    assert best is not None
    assert (best.line, best.unit, best.probe) == ("h", COUNTER - 1, "depth")
    assert best.correlation == pytest.approx(1.0)
    assert best.p < 0.05


def test_a_net_that_has_learnt_nothing_has_no_role_more_often_than_chance_allows() -> None:
    found = [rank(Trainer(small(seed))) for seed in range(SEEDS)]
    assert sum(ranking is not None and ranking.best is not None for ranking in found) <= LEVEL * SEEDS


def test_units_that_drift_by_themselves_have_no_role() -> None:
    task = Trainer(small(1)).task
    batch = held_out(task, np.random.default_rng(1), 40)
    probes, targets = asked(batch, numbers=False)
    names, count = [("h", unit) for unit in range(8)], 0
    there = np.ones(batch.x.shape[:2], bool)
    for seed in range(20):
        rng = np.random.default_rng(seed)
        drift = rng.normal(size=(12, 40, 8)).cumsum(axis=0)
        chance = np.abs(rng.normal(0, 1e-3, (59, len(probes))))  # as if untrained nets knew nothing at all
        count += ranked(names, drift, targets, there, probes, chance).best is not None
    assert count <= 1


def test_what_stands_outside_the_sequences_is_not_counted() -> None:
    rng = np.random.default_rng(1)
    targets = rng.normal(size=(10, 12, 1))
    units = targets.copy()
    units[5:] = 100.0
    there = np.zeros((10, 12), bool)
    there[:5] = True
    found = ranked([("h", 0)], units, targets, there, [DEPTH], np.full((59, 1), 0.1))
    assert found.roles[0].correlation == pytest.approx(1.0)
    assert found.roles[0].auc is None


def test_yes_or_no_is_told_apart_whichever_way_the_unit_turns() -> None:
    rng = np.random.default_rng(1)
    targets = (rng.random((10, 12, 1)) < 0.5).astype(float)
    found = ranked([("h", 0)], -targets, targets, np.ones((10, 12), bool), [DEPTH], np.full((59, 1), 0.1))
    assert (found.roles[0].correlation, found.roles[0].auc) == (pytest.approx(-1.0), 1.0)


def test_learning_makes_a_role_that_was_not_there() -> None:
    trainer = Trainer(small(3, hidden=6, rate=0.02))
    trainer.goto(300)
    ranking = rank(trainer)
    assert ranking is not None
    assert ranking.best is not None
    assert ranking.best.probe == "depth"
    assert abs(ranking.best.correlation) > 0.9


def test_of_one_probe_only_a_few_units_are_told_if_there_are_others_to_tell_of() -> None:
    rng = np.random.default_rng(1)
    targets = rng.normal(size=(10, 12, 3))
    units = np.concatenate([targets[..., [0] * 12], targets[..., [1, 2]]], axis=-1) + rng.normal(0, 0.1, (10, 12, 14))
    names = [("h", unit) for unit in range(14)]
    found = ranked(names, units, targets, np.ones((10, 12), bool), list(PROBES[:3]), np.full((59, 3), 0.1))
    assert [sum(role.probe == probe.name for role in found.roles) for probe in PROBES[:3]] == [OF_ONE_PROBE, 1, 1]


def test_ranking_changes_nothing_and_can_be_left() -> None:
    trainer = Trainer(small(1))
    before = trainer.trace().value["h"].tobytes()
    assert rank(trainer) == rank(trainer)
    assert trainer.trace().value["h"].tobytes() == before
    assert rank(trainer, lambda: True) is None


def test_sequences_that_no_probe_makes_sense_of_are_told_so() -> None:
    ranking = rank(Trainer(Run(task="digits", hidden=2)))
    assert ranking is not None
    assert (ranking.roles, ranking.probes, ranking.best) == ((), (), None)


@pytest.mark.parametrize("keys", [{"layers": 2}, {"bidirectional": True}, {"cell": "mlp", "window": 3}])
def test_every_number_that_a_net_carries_is_named(keys: dict[str, object]) -> None:
    trainer = Trainer(small(1, **keys))
    batch = held_out(trainer.task, np.random.default_rng(1), 3)
    names, units = moved(trainer.answer, batch)
    values = trainer.answer.values(batch.x)
    for place, (line, unit) in enumerate(names):
        assert (units[..., place] == values[line][..., unit]).all()
