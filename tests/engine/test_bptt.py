"""Gradients against finite differences, autograd and torch's own nets; the stack against what it should hold."""

from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from engine import bptt, cells
from engine.arrays import Array, Named
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.losses import LOSSES
from engine.model import Model, Start, draw
from engine.ops import OPS
from engine.outside import Outside
from tests.engine.oracle import HIDDEN, INPUTS, OUTPUTS, ROWS, STEPS, Example, autograd, example, slope_along
from tests.engine.oracle import theirs as theirs_of

EVERY_CELL = pytest.mark.parametrize("cell", CELLS)
EVERY_LOSS = pytest.mark.parametrize("loss", LOSSES)


def worst_difference(given: Example) -> float:
    """How far the gradients are from central differences along random directions, relative to their own length."""
    _, grad = given.passes()
    rng = np.random.default_rng(1)
    worst = 0.0
    for name, array in {"x": given.x, **given.weight}.items():
        for _ in range(3):
            way = rng.normal(size=array.shape)

            def along(moved: Array, name: str = name) -> float:
                if name == "x":
                    return given.loss(given.weight, moved)
                return given.loss(given.weight | {name: moved}, given.x)

            ours = float((grad[name] * way).sum())
            worst = max(worst, abs(slope_along(along, array, way) - ours) / float(np.linalg.norm(grad[name])))
    return worst


@EVERY_LOSS
@EVERY_CELL
def test_gradients_agree_with_finite_differences(cell: str, loss: str) -> None:
    assert worst_difference(example(cell, loss)) <= 1e-7


@pytest.mark.parametrize("op", OPS)
def test_the_difference_check_finds_a_planted_error_of_one_percent(monkeypatch: pytest.MonkeyPatch, op: str) -> None:
    using = [cell for cell in CELLS.values() if any(line.op.name == op for line in cell.lines)]
    wrong = replace(OPS[op], pull=lambda *args, right=OPS[op].pull: tuple(1.01 * d for d in right(*args)))
    cell = using[-1]
    lines = tuple(replace(line, op=wrong) if line.op.name == op else line for line in cell.lines)
    monkeypatch.setitem(cells.CELLS, cell.name, replace(cell, lines=lines))
    assert worst_difference(example(cell.name, "softmax")) > 1e-3


@EVERY_LOSS
@EVERY_CELL
def test_every_value_and_gradient_agrees_with_autograd(cell: str, loss: str) -> None:
    given = example(cell, loss)
    theirs = autograd(given)
    for ours, other in zip(given.passes(), theirs, strict=True):
        for name, array in other.items():
            np.testing.assert_allclose(ours[name], array, rtol=0, atol=1e-10, err_msg=name)
    assert set(theirs[1]) == set(given.passes()[1])


PARTS = {"rnn": ("z",), "gru": ("r", "u", "n"), "lstm": ("i", "f", "g", "o")}
"""Torch's order of the gates in its stacked matrices."""


def stacked(cell: str, weight: Named, torch: ModuleType) -> list[Any]:
    """Our weights in torch's four arrays: weight_ih, weight_hh, bias_ih, bias_hh."""
    if cell in {"rnn", "rnn-relu"}:
        names = [("z", "z")]
    elif cell == "gru":
        names = [("zr", "zr"), ("zu", "zu"), ("zx", "zn")]
    else:
        names = [(f"z{part}", f"z{part}") for part in PARTS["lstm"]]
    zero = np.zeros(HIDDEN)
    arrays = (
        np.concatenate([weight[f"{x}.x"].T for x, _ in names]),
        np.concatenate([weight[f"{h}.h'"].T for _, h in names]),
        np.concatenate([weight[f"{x}.b"] for x, _ in names]),
        np.concatenate([zero if x == h else weight[f"{h}.b"] for x, h in names]),
    )
    return [torch.tensor(array) for array in arrays]


@pytest.mark.parametrize("cell", ["rnn", "rnn-relu", "gru", "lstm"])
def test_a_cell_is_torchs_own_net(cell: str) -> None:
    torch = pytest.importorskip("torch")
    given = example(cell, "squared")
    kinds = {"rnn": torch.nn.RNN, "rnn-relu": partial(torch.nn.RNN, nonlinearity="relu")}
    net = (kinds | {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM})[cell](INPUTS, HIDDEN).double()
    mine = stacked(cell, given.weight, torch)
    with torch.no_grad():
        for theirs, array in zip(net.parameters(), mine, strict=True):
            theirs.copy_(array)
    h, _ = net(torch.tensor(given.x))
    y = h @ torch.tensor(given.weight["y.h"]) + torch.tensor(given.weight["y.b"])
    theirs_of(torch, given, y).backward()
    value, grad = given.passes()
    np.testing.assert_allclose(value["h"], h.detach().numpy(), rtol=0, atol=1e-12)
    for theirs, array in zip(net.parameters(), stacked(cell, grad, torch), strict=True):
        wanted = theirs.grad.numpy()
        if cell == "gru" or array.abs().sum() > 0:  # the second bias of RNN and LSTM is the same again
            known = array.numpy() != 0
            np.testing.assert_allclose(array.numpy()[known], wanted[known], rtol=0, atol=1e-10)


@EVERY_CELL
def test_the_stack_is_as_deep_as_the_sentence_at_the_turn_and_empty_at_the_end(cell: str) -> None:
    given = example(cell, "softmax")
    value, tape = forward(given.model, given.weight, given.x)
    assert tape.depth == STEPS
    backward(given.model, given.weight, tape, given.scored(value["y"])[1])
    assert tape.depth == 0


@EVERY_CELL
def test_a_popped_frame_is_the_pushed_one_bit_for_bit_and_no_copy(cell: str) -> None:
    given = example(cell, "softmax")
    value, tape = forward(given.model, given.weight, given.x)
    for t in reversed(range(STEPS)):
        frame = tape.pop()
        for name in given.model.names:
            assert np.shares_memory(frame[name], value[name])
            assert frame[name].tobytes() == value[name][t].tobytes()
        for name in given.model.cell.carry:
            before = value[name][t - 1] if t else np.zeros((ROWS, HIDDEN))
            assert frame[f"{name}'"].tobytes() == before.tobytes()


@EVERY_CELL
def test_values_and_gradients_are_twins(cell: str) -> None:
    value, grad = example(cell, "softmax").passes()
    assert {name: array.shape for name, array in value.items()} == {name: grad[name].shape for name in value}


@EVERY_CELL
def test_the_frames_do_not_all_show_the_last_step(cell: str) -> None:
    value, _ = example(cell, "softmax").passes()
    assert len({value["h"][t].tobytes() for t in range(STEPS)}) == STEPS


def test_a_start_is_carried_in() -> None:
    given = example("lstm", "softmax")
    whole, _ = forward(given.model, given.weight, given.x)
    rest, _ = forward(given.model, given.weight, given.x[3:], Outside({name: whole[name][2] for name in ("h", "c")}))
    np.testing.assert_array_equal(rest["y"], whole["y"][3:])


@EVERY_CELL
def test_float32_stays_float32(cell: str) -> None:
    model = Model(cell, "softmax", INPUTS, HIDDEN, OUTPUTS)
    weight = draw(model, Start(), np.random.default_rng(0), "float32")
    x = np.ones((STEPS, ROWS, INPUTS), np.float32)
    value, tape = forward(model, weight, x)
    grad = bptt.backward(model, weight, tape, value["y"])
    assert {array.dtype for array in (value | grad).values()} == {np.dtype(np.float32)}


@EVERY_CELL
def test_large_weights_raise_no_floating_point_error(cell: str) -> None:
    given = example(cell, "softmax")
    with np.errstate(all="raise", under="ignore"):
        replace(given, weight={name: 300 * array for name, array in given.weight.items()}).passes()
