"""Torch's passes against NumPy's interpreter: every cell, every architecture, between the shown steps and at one."""

from collections.abc import Iterator

import numpy as np
import pytest

from engine.arrays import Array, Named, hosted
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.model import Model, Start, draw
from engine.outside import Outside
from engine.passes import Pass
from engine.tasks.task import Batch
from tests.engine.test_chain import CASES, DROPS, OUTPUTS, ROWS, STEPS, Case, drawn, modelled

torch = pytest.importorskip("torch")
torched = pytest.importorskip("engine.torched")

DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.cuda)]
NEAR = {"float64": 1e-10, "float32": 1e-4}
INPUT_DROPPED = Case({"layers": 2, "drop": DROPS[:2]}, padded=True, started=True, cut=None)
EVERY_CASE = CASES | {"dropout that torch's layers know": INPUT_DROPPED}


@pytest.fixture(autouse=True)
def _device(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("cuda") and not torched.has_cuda():
        pytest.skip("no CUDA device")
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
