"""Whole nets, compiled, against the interpreter: every cell, every architecture, every way to be given a sequence."""

from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pytest

from engine.arrays import Named
from engine.bptt import backward, discarded, forward
from engine.cells import CELLS
from engine.chain import Chain
from engine.choice import made
from engine.compile import Compiled
from engine.dropout import masks
from engine.model import Model, Start, draw
from engine.outside import Outside
from engine.passing import Make
from engine.tape import Tape
from engine.windows import Cut

STEPS, ROWS, INPUTS, HIDDEN, OUTPUTS = 7, 5, 3, 11, 2
DROPS = ("drop_inputs", "drop_outputs", "drop_recurrent")


@dataclass(frozen=True)
class Case:
    """An architecture, and what its sequences are like."""

    net: dict[str, object] = field(default_factory=dict)
    padded: bool = False
    started: bool = False
    cut: Cut | None = None


CASES = {
    "one": Case(),
    "three layers": Case({"layers": 3}),
    "both ways": Case({"bidirectional": True}, padded=True),
    "two layers both ways": Case({"bidirectional": True, "layers": 2}, padded=True, started=True),
    "decoder": Case({"decodes": True, "layers": 2}, padded=True),
    "padded and started": Case({"layers": 2}, padded=True, started=True),
    "truncated": Case({"layers": 2}, cut=Cut(3, 3), started=True),
    "truncated, overlapping, padded": Case({"layers": 2}, cut=Cut(2, 4), padded=True),
    "truncated decoder": Case({"decodes": True}, cut=Cut(1, 3)),
    "dropout": Case({"layers": 2, "drop": DROPS}, padded=True),
    "dropout both ways": Case({"bidirectional": True, "layers": 2, "drop": DROPS}),
    "dropout, decoder, truncated": Case({"decodes": True, "drop": DROPS}, cut=Cut(2, 3)),
}


WITH_DROPOUT = ("mlp", "rnn", "gru", "gru-cho", "lstm", "lstm-peephole")
"""Cells whose kernels are made with dropout too: the other LSTMs drop in the same places."""
RUNS = [
    pytest.param(cell, case, make, id=f"{cell}-{name}-{code}")
    for cell, (name, case), (code, make) in product(CELLS, CASES.items(), (("chosen", made), ("arrays", Compiled)))
    if make is Compiled or "drop" not in case.net or cell in WITH_DROPOUT
]


def drawn(model: Model, case: Case, seed: int, dtype: str) -> tuple[np.ndarray, np.ndarray, Outside]:
    """An input, a slope of the outputs, and what else is given."""
    rng = np.random.default_rng(seed)
    x, pull = (rng.normal(size=(STEPS, ROWS, n)).astype(dtype) for n in (INPUTS, OUTPUTS))
    alive = np.ones((STEPS, ROWS), dtype)
    if case.padded:
        alive[4:, 1] = alive[:2, 2] = alive[2, 3] = 0
    start = {name: rng.normal(size=(ROWS, HIDDEN)).astype(dtype) for name in model.cell.carry if case.started}
    dropped = masks(dict.fromkeys(model.drop, 0.5), x, HIDDEN, (1, seed), model.net.masks) if model.drop else {}
    return x, pull * alive[..., None], Outside(start, dropped, alive, 3 if model.decodes else 0)


def modelled(cell: str, case: Case) -> Model:
    keys = dict(case.net)
    if not CELLS[cell].carry and "drop" in keys:
        keys["drop"] = DROPS[:2]
    return Model(cell, "softmax", INPUTS, HIDDEN, OUTPUTS, **keys)


@pytest.mark.parametrize(("cell", "case", "make"), RUNS)
def test_the_compiled_passes_equal_the_interpreter(cell: str, case: Case, make: Make) -> None:
    model = modelled(cell, case)
    weight = draw(model, Start(scale=1.5), np.random.default_rng(0))
    chain = Chain(model, make, STEPS, ROWS, "float64", 3 if model.decodes else 0)
    for seed in range(2):  # the second time over used arrays
        x, pull, outside = drawn(model, case, seed, "float64")
        value, tape = forward(model, weight, x, outside)
        grad = backward(model, weight, tape, pull, outside, case.cut)
        there = outside.alive[..., None]
        ours = chain.forward(weight, x, outside)
        agree({n: a * there for n, a in ours.items()}, {n: a * there for n, a in value.items()})
        agree(chain.backward(pull, case.cut) | {"x": chain.input_grad()}, grad)


def agree(ours: Named, theirs: Named) -> None:
    assert set(ours) == set(theirs)
    for name, array in theirs.items():
        most = max(1.0, float(np.abs(array).max()))
        np.testing.assert_allclose(ours[name], array, rtol=0, atol=1e-12 * most, err_msg=name)


@pytest.mark.parametrize("make", [made, Compiled], ids=["chosen", "arrays"])
def test_a_start_is_forgotten_by_the_next_pass(make: Make) -> None:
    model = modelled("lstm", CASES["one"])
    weight = draw(model, Start(scale=1.5), np.random.default_rng(0))
    chain = Chain(model, make, STEPS, ROWS, "float64")
    x, _, begun = drawn(model, Case(started=True), 0, "float64")
    for outside in (Outside(), begun, Outside()):
        value, _ = forward(model, weight, x, outside)
        agree(chain.forward(weight, x, outside), value)


@pytest.mark.parametrize("case", ["three layers", "both ways", "decoder", "truncated"])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_float32_stays_float32_and_is_near(cell: str, case: str) -> None:
    model = modelled(cell, CASES[case])
    weight = draw(model, Start(), np.random.default_rng(0), "float32")
    chain = Chain(model, made, STEPS, ROWS, "float32", 3 if model.decodes else 0)
    x, pull, outside = drawn(model, CASES[case], 0, "float32")
    found = chain.forward(weight, x, outside) | {f"d{n}": a for n, a in chain.backward(pull, CASES[case].cut).items()}
    assert {array.dtype.name for array in found.values()} == {"float32"}
    exact = {name: array.astype(np.float64) for name, array in weight.items()}
    start = {name: array.astype(np.float64) for name, array in outside.start.items()}
    outside = Outside(start, {}, outside.alive, outside.border)
    value, tape = forward(model, exact, x.astype(np.float64), outside)
    grad = backward(model, exact, tape, pull.astype(np.float64), outside, CASES[case].cut)
    for name, array in (value | {f"d{n}": a for n, a in grad.items() if n != "x"}).items():
        there = outside.alive[..., None] if array.ndim == 3 else 1
        np.testing.assert_allclose(found[name] * there, array * there, rtol=0, atol=2e-5, err_msg=name)


@pytest.mark.parametrize("cut", [Cut(3, 3), Cut(2, 4), Cut(1, 1), Cut(4, 5)], ids=str)
@pytest.mark.parametrize("cell", CELLS)
def test_what_is_kept_and_what_is_discarded_make_the_whole_gradient(cell: str, cut: Cut) -> None:
    case = Case({"layers": 2}, started=True)
    model = modelled(cell, case)
    weight = draw(model, Start(scale=1.5), np.random.default_rng(0))
    x, pull, outside = drawn(model, case, 0, "float64")
    _, tape = forward(model, weight, x, outside)
    frames = tuple(tape.frames)
    kept = backward(model, weight, Tape(list(frames)), pull, outside, cut)
    left = discarded(model, weight, frames, pull, outside, cut)
    whole = backward(model, weight, tape, pull, outside)
    for name, array in whole.items():
        np.testing.assert_allclose(kept[name] + left[name], array, rtol=0, atol=1e-12, err_msg=name)
    if CELLS[cell].carry:
        assert any(np.abs(array).max() > 1e-6 for array in left.values())


def test_a_loss_reaches_exactly_as_far_back_as_its_window() -> None:
    model = Model("rnn", "softmax", INPUTS, HIDDEN, OUTPUTS)
    weight = draw(model, Start(scale=1.5), np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(STEPS, ROWS, INPUTS))
    for k in range(1, STEPS + 2):
        for t in range(STEPS):
            pull = np.zeros((STEPS, ROWS, OUTPUTS))
            pull[t] = 1
            _, tape = forward(model, weight, x)
            reached = np.abs(backward(model, weight, tape, pull, cut=Cut(1, k))["h"]).max(axis=(1, 2)) > 0
            assert reached.tolist() == [t - k < at <= t for at in range(STEPS)]
