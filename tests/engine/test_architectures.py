"""Every architecture learns a small task to a stated criterion on held-out data, in seconds."""

from dataclasses import dataclass

import pytest

from engine.run import Run
from engine.tasks import TASKS
from engine.trainer import Trainer
from tests.engine.tiny_tasks import TINY


@dataclass(frozen=True)
class Promise:
    """How a net is trained, for how many updates at most, and what is measured of it then, at the least."""

    keys: dict[str, object]
    updates: int
    at_least: dict[str, float]


PROMISES = {
    "fixed to fixed": Promise(
        {"task": "digits", "cell": "mlp", "hidden": 32, "batch": 32, "rate": 0.01}, 600, {"right": 0.95}
    ),
    "one to many": Promise(
        {"task": "display", "cell": "gru", "hidden": 24, "batch": 16, "rate": 0.01}, 600, {"whole": 0.97}
    ),
    "many to one": Promise(
        {"task": "digits", "by": "row", "cell": "gru", "hidden": 24, "batch": 32, "rate": 0.02}, 400, {"right": 0.93}
    ),
    "many to many in step": Promise(
        {"task": "brackets", "length": 12, "cell": "lstm", "hidden": 8, "batch": 16, "rate": 0.03}, 500, {"legal": 0.99}
    ),
    "sequence to sequence": Promise(
        {"task": "backwards", "decoder": True, "cell": "gru", "hidden": 32, "batch": 32, "rate": 0.01}, 1000,
        {"greedy": 0.95, "beam": 0.95},
    ),
    "feedforward over a window": Promise(
        {"task": "cue", "length": 10, "near": 4, "cell": "mlp", "window": 5, "hidden": 16, "batch": 32, "rate": 0.01},
        600,
        {"right_near": 0.98},
    ),
    "two layers": Promise(
        {"task": "cue", "length": 12, "cell": "lstm", "layers": 2, "hidden": 12, "batch": 32, "rate": 0.02}, 500,
        {"right_near": 0.98, "right_far": 0.98},
    ),
    "both ways": Promise(
        {"task": "ends", "cell": "gru", "bidirectional": True, "hidden": 8, "batch": 16, "rate": 0.02}, 400,
        {"right": 0.99},
    ),
    "truncated, with a state that is carried": Promise(
        {"task": "latch", "cell": "lstm", "stateful": True, "k1": 2, "k2": 4, "hidden": 8, "batch": 16, "rate": 0.02},
        900,
        {"right": 0.99},
    ),
    "CTC": Promise(
        {"task": "stretch", "cell": "gru", "hidden": 8, "batch": 16, "rate": 0.02}, 300, {"right": 0.95}
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _tiny_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, task in TINY.items():
        monkeypatch.setitem(TASKS, name, task)


def measured(keys: dict[str, object], updates: int) -> dict[str, float]:
    walker = Trainer(Run.model_validate({"dtype": "float32"} | keys))
    walker.goto(updates)
    return walker.measure()


@pytest.mark.parametrize("promise", PROMISES.values(), ids=PROMISES)
def test_an_architecture_learns_what_it_is_for(promise: Promise) -> None:
    found = measured(promise.keys, promise.updates)
    assert all(found[name] >= least for name, least in promise.at_least.items()), found


def test_what_lies_beyond_a_window_a_feedforward_net_can_only_guess() -> None:
    found = measured(PROMISES["feedforward over a window"].keys, 300)
    assert 0.4 < found["right_far"] < 0.65


def test_one_direction_does_not_know_how_a_row_will_end() -> None:
    found = measured(PROMISES["both ways"].keys | {"bidirectional": False}, 300)
    assert 0.45 < found["right"] < 0.65


def test_without_the_carried_state_a_short_stretch_does_not_say_how_the_switch_stands() -> None:
    keys = PROMISES["truncated, with a state that is carried"].keys
    losses = []
    for stateful in (True, False):
        walker = Trainer(Run.model_validate({"dtype": "float32"} | keys | {"stateful": stateful}))
        walker.goto(600)
        losses.append(sum(walker.losses[-100:]) / 100)
    assert losses[0] < 0.1
    assert losses[1] > 0.3
