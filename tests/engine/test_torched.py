"""Torch's passes against NumPy's interpreter: every cell, every architecture, between the shown steps and at one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import Array, Named, hosted
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.edits import Edit
from engine.errors import Diverged
from engine.model import Model, Start, draw
from engine.outside import Outside
from engine.passes import Pass
from engine.run import Run
from engine.tasks.task import Batch
from engine.trainer import Trainer
from tests.engine.test_chain import CASES, DROPS, OUTPUTS, ROWS, STEPS, Case, drawn, modelled

torch = pytest.importorskip("torch")
torched = pytest.importorskip("engine.torched")

ROOT = Path(__file__).parents[2]
DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.cuda)]
NEAR = {"float64": 1e-10, "float32": 1e-4}
INPUT_DROPPED = Case({"layers": 2, "drop": DROPS[:2]}, padded=True, started=True, cut=None)
EVERY_CASE = CASES | {"dropout that torch's layers know": INPUT_DROPPED}


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # as in the engine's process; small products wait long for a second thread
    yield
    torch.set_num_threads(threads)


def given(model: Model, case: Case, seed: int, dtype: str) -> tuple[Named, Batch, Outside]:
    """Weights, a batch with padding that is not scored, and what else is given."""
    x, _, outside = drawn(model, case, seed, dtype)
    rng = np.random.default_rng(seed)
    targets, alive = rng.dirichlet(np.ones(OUTPUTS), (STEPS, ROWS)), outside.alive
    batch = Batch(x, targets * alive[..., None], alive.astype(float), (("",) * STEPS,) * ROWS, alive=alive)
    return draw(model, Start(scale=1.5), rng, dtype), batch, outside


def interpreted(model: Model, weight: Named, batch: Batch, outside: Outside, case: Case) -> Pass:
    """The same by NumPy, in float64."""
    weight, start, masks = (
        {name: a.astype(np.float64) for name, a in side.items()} for side in (weight, outside.start, outside.masks)
    )
    exact = Outside(start, masks, outside.alive.astype(np.float64), outside.border)
    value, tape = forward(model, weight, batch.x.astype(np.float64), exact)
    each, seed = model.loss.score(value["y"], batch)
    return Pass(float(each.sum()), value, backward(model, weight, tape, seed, exact, case.cut), seed)


def near(ours: Array, theirs: Array, within: float, name: str = "") -> None:
    assert type(ours) is np.ndarray
    most = max(1.0, float(np.abs(theirs).max()))
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=within * most, err_msg=name)


@pytest.mark.parametrize("dtype", NEAR)
@pytest.mark.parametrize("case", EVERY_CASE.values(), ids=EVERY_CASE)
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("device", DEVICES)
def test_both_kinds_of_pass_are_the_interpreters(device: str, cell: str, case: Case, dtype: str) -> None:
    model = modelled(cell, case)
    passes = torched.Torched(model, dtype, case.cut, device)
    for seed in range(2):  # the second time over what the first has left
        weight, batch, outside = given(model, case, seed, dtype)
        there = outside.alive[..., None]
        wanted = interpreted(model, weight, batch, outside, case)
        shown = passes.trace(weight, batch, outside)
        assert set(shown.value) == set(wanted.value)
        assert set(shown.grad) == set(wanted.grad)
        for name, array in wanted.value.items():
            near(shown.value[name] * there, array * there, NEAR[dtype], name)
        for name, array in wanted.grad.items():
            near(shown.grad[name], array, NEAR[dtype], f"d{name}")
        trained = passes.train(weight, batch, outside)
        assert set(trained.grad) == set(weight)
        for name in weight:
            assert trained.grad[name].shape == weight[name].shape
            near(hosted(trained.grad[name]), wanted.grad[name], NEAR[dtype], f"d{name}")
        if not model.bidirectional:
            for name in model.cell.carry:
                near(hosted(trained.value[name][-1]), wanted.value[name][-1], NEAR[dtype], name)
        near(hosted(trained.value["y"]) * there, wanted.value["y"] * there, NEAR[dtype], "y")
        for done in (shown, trained):
            assert done.loss == pytest.approx(wanted.loss, abs=NEAR[dtype])
            assert {str(array.dtype).removeprefix("torch.") for array in done.grad.values()} == {dtype}


BASE = Run(task="brackets", length=12, hidden=6, batch=5)
RUNS = {
    "lstm, adam, clipped": {"clip": 0.05},
    "rnn, momentum, cut and pulled": {"cell": "rnn", "optimizer": "momentum", "clip_value": 0.01, "l1": 1e-3},
    "gru, two ways": {"cell": "gru", "layers": 2, "bidirectional": True, "optimizer": "rmsprop"},
    "table, adagrad, l2": {"cell": "gru-cho", "optimizer": "adagrad", "l2": 1e-2},
    "dropout": {"drop_inputs": 0.2, "drop_outputs": 0.3, "drop_recurrent": 0.1},
    "truncated": {"k1": 2, "k2": 5, "optimizer": "nesterov"},
    "held recurrence": {"recurrent": False, "optimizer": "sgd"},
    "edits": {"edits": (
        Edit(at=4, weight="zf.*", scale=0.5), Edit(at=7, weight="zi.h'", learns=False), Edit(at=12, line="f", set=1.0),
    )},
}  # fmt: skip
OTHERS = {
    "stateful text": Run(task="text", length=16, hidden=5, batch=3, stateful=True),
    "ctc": Run(task="speech", hidden=5, batch=3),
    "yes and no": Run(task="lamps", hidden=5, batch=3),
    "numbers": Run(task="adding", hidden=5, batch=3),
}
EVERY_RUN = {name: BASE.model_copy(update=keys) for name, keys in RUNS.items()} | OTHERS
UPDATES = 20


@pytest.mark.parametrize("dtype", NEAR)
@pytest.mark.parametrize("run", EVERY_RUN.values(), ids=EVERY_RUN)
@pytest.mark.parametrize("device", DEVICES)
def test_twenty_updates_are_the_same_training(device: str, run: Run, dtype: str) -> None:
    run = run.model_copy(update={"dtype": dtype})
    there, here = Trainer(run, device=device), Trainer(run)
    for trainer in (there, here):
        trainer.goto(UPDATES)
    near_enough = {"rtol": 1e-8 if dtype == "float64" else 5e-3}
    np.testing.assert_allclose(there.losses, here.losses, **near_enough)
    np.testing.assert_allclose(there.lengths, here.lengths, **near_enough)
    for name, array in here.weight.items():
        near(there.weight[name], array, 1e-8 if dtype == "float64" else 2e-3, name)


@pytest.mark.parametrize("name", ["lstm, adam, clipped", "table, adagrad, l2", "stateful text", "truncated"])
@pytest.mark.parametrize("device", DEVICES)
def test_a_step_has_the_same_bits_on_every_path_to_it(device: str, name: str) -> None:
    run = EVERY_RUN[name].model_copy(update={"dtype": "float32"})
    one, other = Trainer(run, device=device), Trainer(run, device=device)
    one.goto(30)
    losses, weight = list(one.losses), {key: array.copy() for key, array in one.weight.items()}
    other.goto(11)
    other.trace()
    other.goto(40)
    other.goto(26)
    other.trace("(())" if run.task == "brackets" else None)
    other.goto(30)
    assert other.losses == losses
    for key, array in weight.items():
        assert other.weight[key].tobytes() == array.tobytes()


@pytest.mark.parametrize("name", ["lstm, adam, clipped", "truncated", "stateful text", "edits"])
@pytest.mark.parametrize("device", DEVICES)
def test_a_shown_step_is_whole_and_numpys(device: str, name: str) -> None:
    there, here = Trainer(EVERY_RUN[name], device=device), Trainer(EVERY_RUN[name])
    for trainer in (there, here):
        trainer.goto(15)
    ours, theirs = there.trace(), here.trace()
    for side in ("value", "grad", "weight", "delta", "start", "discarded"):
        wanted = getattr(theirs, side)
        assert set(getattr(ours, side)) == set(wanted)
        for key, array in wanted.items():
            near(getattr(ours, side)[key], array, 1e-7, key)
    for kind, arrays in theirs.learning.state.items():
        for key, array in arrays.items():
            near(ours.learning.state[kind][key], array, 1e-7, key)
    assert there.check() == pytest.approx(here.check(), abs=1e-6)
    assert there.measure() == pytest.approx(here.measure(), rel=1e-6)


@pytest.mark.parametrize("device", DEVICES)
def test_a_training_that_breaks_is_reported_as_on_the_cpu(device: str) -> None:
    keys = {"cell": "rnn-relu", "optimizer": "sgd", "rate": 1e6, "clip": None, "scale": 40.0, "dtype": "float32"}
    run, found = BASE.model_copy(update=keys), []
    for trainer in (Trainer(run, device=device), Trainer(run)):
        with pytest.raises(Diverged) as broken:
            trainer.goto(200)
        found.append((trainer.step, str(broken.value)))
    assert found[0][0] == found[1][0]


SETTLED = """
import os, torch
from engine.torched import settle
settle()
b = torch.backends
print(os.environ["CUBLAS_WORKSPACE_CONFIG"], b.cudnn.deterministic, b.cudnn.benchmark)
print(b.cudnn.rnn.fp32_precision, b.cuda.matmul.fp32_precision)
"""


def test_the_card_is_told_to_sum_in_the_same_order_and_in_full_numbers() -> None:
    bare = {name: value for name, value in os.environ.items() if name != "CUBLAS_WORKSPACE_CONFIG"}
    command = [sys.executable, "-W", "error", "-c", SETTLED]
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [":4096:8", "True", "False", "ieee", "ieee"]
