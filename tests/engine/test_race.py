"""Runs of one seed see the same data, bit by bit, and begin with the same weights where names and sizes agree."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from engine.race import Alike, alike, data_at, named, seeds_of, told
from engine.run import Run, build
from engine.trainer import Trainer
from presets.load import FOLDER, load

KEYS = {"task": "brackets", "length": 8, "hidden": 4, "batch": 3, "matched": True}
BASE = Run.model_validate(KEYS)
LANES: dict[str, dict[str, object]] = {
    "lstm": {}, "bias": {"forget_bias": 3.0}, "clip": {"clip": 0.1}, "no clip": {"clip": None}, "gru": {"cell": "gru"},
    "rnn": {"cell": "rnn"}, "size": {"hidden": 6},
    "near": {"cell": "mlp", "window": 2}, "far": {"cell": "mlp", "window": 5},
}  # fmt: skip


def lane(name: str) -> Run:
    """A run that differs in one thing."""
    return Run.model_validate(KEYS | LANES[name])


@pytest.mark.parametrize("pair", list(combinations(LANES, 2)), ids=" and ".join)
def test_lanes_of_one_seed_train_on_the_same_data_in_the_same_order(pair: tuple[str, str]) -> None:
    for step in range(4):
        assert data_at(lane(pair[0]), step) == data_at(lane(pair[1]), step)
    assert alike(lane(pair[0]), lane(pair[1])).data


@pytest.mark.parametrize("name", LANES)
def test_that_is_what_a_trainer_really_sees(name: str) -> None:
    trainer = Trainer(lane(name))
    for step in range(3):
        trainer.goto(step)
        _, targets, _ = data_at(lane(name), step)
        seen = np.frombuffer(targets).reshape(8, 3, build(lane(name)).outputs)[:, 0]
        assert (trainer.trace().targets == seen).all()


@pytest.mark.parametrize("name", ["bias", "clip", "no clip"])
def test_lanes_of_one_cell_and_size_begin_with_the_same_weights_but_for_the_bias(name: str) -> None:
    found = alike(lane("lstm"), lane(name))
    assert found.other == (("zf.b",) if name == "bias" else ())
    assert len(found.same) == len(Trainer(BASE).weight) - len(found.other)


@pytest.mark.parametrize("name", ["gru", "rnn"])
def test_other_cells_begin_with_the_same_head(name: str) -> None:
    one, two = Trainer(lane("lstm")).weight, Trainer(lane(name)).weight
    shared = {weight for weight in one if weight in two and one[weight].shape == two[weight].shape}
    assert {"y.h", "y.b"} <= shared
    assert set(alike(lane("lstm"), lane(name)).same) == shared
    for weight in shared:
        assert one[weight].tobytes() == two[weight].tobytes()


def test_without_matching_other_cells_begin_otherwise_and_other_seeds_always_do() -> None:
    plain = BASE.model_copy(update={"matched": False})
    assert not alike(plain, plain.model_copy(update={"cell": "gru"})).same
    assert alike(BASE, BASE.model_copy(update={"seed": 2})) == Alike(False, (), tuple(sorted(Trainer(BASE).weight)))


def test_what_is_written_is_read_back_for_this_very_run_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "some.json"
    seeds = [BASE.model_copy(update={"seed": seed}) for seed in (1, 2, 3)]
    runs = [(run, np.arange(500.0) + run.seed, {"legal": run.seed / 10}) for run in seeds]
    file.write_text(json.dumps(told(runs)), "ascii")
    found = seeds_of(file, runs[1][0])
    assert found is not None
    assert (found.seeds, found.every, found.own) == ((1, 3), 3, {"legal": 0.2})
    assert found.losses[0, :3] == pytest.approx([2.0, 5.0, 8.0])
    assert found.measures == ({"legal": 0.1}, {"legal": 0.3})
    assert seeds_of(file, lane("gru")) is None
    assert seeds_of(tmp_path / "none.json", BASE) is None
    assert named(BASE) == named(runs[2][0]) != named(lane("clip"))


@pytest.mark.parametrize("path", sorted((FOLDER / "data" / "seeds").glob("*.json")), ids=lambda path: path.stem)
def test_the_curves_that_come_with_a_preset_are_those_that_training_gives(path: Path) -> None:
    preset = load(path.stem)
    raced = {name for scene in preset.scenes if len(scene.runs) > 1 and {"loss", "race"} & {*scene.views}
             for name in scene.runs}  # fmt: skip
    for run in (preset.runs[name] for name in sorted(raced)):
        found = seeds_of(path, run)
        assert found is not None, "measure it again: python -m engine race"
        assert len(found.seeds) >= 4
        assert found.losses.shape[1] * found.every <= run.updates
    trainer = Trainer(run.model_copy(update={"seed": found.seeds[0]}))
    trainer.goto(2 * found.every)
    means = np.reshape(trainer.losses, (2, found.every)).mean(axis=1)
    assert means == pytest.approx(found.losses[0, :2], rel=1e-3)
