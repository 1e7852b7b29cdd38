"""Held numbers: constants in torch's eyes too, and gradients that finite differences agree with."""

import numpy as np
import pytest

from engine.arrays import Named
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.edits import Edit
from engine.holds import Holds, holds
from engine.model import Model
from engine.outside import Outside
from engine.run import Run
from engine.surgery import kept
from engine.trainer import Trainer
from tests.engine.oracle import HIDDEN, OUTPUTS, ROWS, STEPS, Example, example, slope_along


def edit(**keys: object) -> Edit:
    return Edit.model_validate({"at": 0} | keys)


def held(given: Example, *edits: Edit) -> tuple[Holds, Named, Named]:
    """What is held, and both passes with it."""
    found = holds(edits, given.model, 0, STEPS)
    outside = Outside(holds=found)
    value, tape = forward(given.model, given.weight, given.x, outside)
    return found, value, backward(given.model, given.weight, tape, given.scored(value["y"])[1], outside)


def by_torch(given: Example, found: Holds) -> tuple[Named, Named]:
    """The same by torch: what is held is a constant, what is kept the old value, and autograd does the rest."""
    torch = pytest.importorskip("torch")
    weight = {name: torch.tensor(array, requires_grad=True) for name, array in given.weight.items()}
    carried = {name: torch.zeros(ROWS, HIDDEN, dtype=torch.float64) for name in given.model.cell.carry}
    frames = []
    for t in range(STEPS):
        frame = {"x": torch.tensor(given.x[t])} | {f"{name}'": array for name, array in carried.items()}
        for line in given.model.lines:
            made = line.op.run(torch, *(frame[n] for n in line.inputs), *(weight[w] for w in line.weights))
            if hold := found.get(line.name):
                made = torch.where(torch.tensor(hold.fixed[t]), torch.tensor(hold.number[t]), made)
                made = torch.where(torch.tensor(hold.kept[t]), carried.get(line.name, made), made)
            frame[line.name] = made.clone().requires_grad_()
            frame[line.name].retain_grad()
        carried = {name: frame[name] for name in carried}
        frames.append(frame)
    said, target = torch.stack([frame["y"] for frame in frames]), torch.tensor(given.targets)
    each = {"softmax": -target * torch.log_softmax(said, -1), "squared": 0.5 * (said - target) ** 2}
    each[given.model.loss_name].sum(-1).mean().backward()
    zero = torch.zeros(1)
    names = given.model.names
    value = {name: np.stack([frame[name].detach().numpy() for frame in frames]) for name in names}
    grad = {name: np.stack([(frame[name].grad + zero).numpy() for frame in frames]) for name in names}
    return value, grad | {
        name: np.zeros(tensor.shape) if tensor.grad is None else tensor.grad.numpy() for name, tensor in weight.items()
    }


CASES = {
    "rnn": [edit(line="h", set=0.0, unit=2), edit(line="h", keeps=True, unit=5, steps=(3, 5))],
    "rnn-relu": [edit(line="z", set=-1.0, steps=(2, 3)), edit(line="y", set=0.5, unit=1)],
    "gru": [edit(line="u", set=1.0, unit=1), edit(line="r", set=0.0, steps=(4, 4)), edit(line="h", keeps=True, unit=3)],
    "lstm": [
        edit(line="f", set=1.0),
        edit(line="c", keeps=True, unit=4, steps=(2, 4)),
        edit(line="h", set=0.0, unit=1),
    ],
    "lstm-peephole": [edit(line="pi", set=0.3, unit=2), edit(line="zo", set=9.0, steps=(1, 2))],
    "mlp": [edit(line="h", set=0.25, unit=7)],
}


@pytest.mark.parametrize("cell", CASES)
@pytest.mark.parametrize("loss", ["softmax", "squared"])
def test_values_and_gradients_are_those_of_autograd(cell: str, loss: str) -> None:
    given = example(cell, loss)
    found, value, grad = held(given, *CASES[cell])
    their_value, their_grad = by_torch(given, found)
    for name in given.model.names:
        np.testing.assert_allclose(value[name], their_value[name], rtol=0, atol=1e-12)
    for name in their_grad:
        np.testing.assert_allclose(grad[name], their_grad[name], rtol=0, atol=1e-10)


@pytest.mark.parametrize("cell", CASES)
def test_weights_gradients_agree_with_finite_differences(cell: str) -> None:
    given = example(cell, "softmax")
    found, _, grad = held(given, *CASES[cell])
    outside = Outside(holds=found)
    rng = np.random.default_rng(1)
    for name, weight in given.weight.items():
        way = rng.normal(size=weight.shape)

        def loss(array: np.ndarray, name: str = name) -> float:
            return given.scored(forward(given.model, given.weight | {name: array}, given.x, outside)[0]["y"])[0]

        assert (grad[name] * way).sum() == pytest.approx(slope_along(loss, weight, way), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("line", ["f", "c", "h", "zi"])
def test_the_gradient_of_a_held_number_says_what_the_loss_wants_there(line: str) -> None:
    given = example("lstm", "softmax")

    def loss(number: np.ndarray) -> float:
        found = holds([edit(line=line, unit=3, steps=(2, 4), set=float(number))], given.model, 0, STEPS)
        return given.scored(forward(given.model, given.weight, given.x, Outside(holds=found))[0]["y"])[0]

    _, value, grad = held(given, edit(line=line, unit=3, steps=(2, 4), set=0.3))
    assert (value[line][1:4, :, 2] == 0.3).all()
    slope = slope_along(loss, np.asarray(0.3), np.asarray(1.0))
    assert grad[line][1:4, :, 2].sum() == pytest.approx(slope, rel=1e-7)


def test_nothing_goes_through_a_clamped_gate() -> None:
    given = example("lstm", "softmax")
    _, _, grad = held(given, edit(line="f", set=1.0))
    assert grad["f"].any()
    assert not grad["zf"].any()
    assert not any(grad[name].any() for name in given.weight if name.startswith("zf."))


@pytest.mark.parametrize("cell", CELLS)
def test_what_is_held_where_it_would_be_anyway_changes_no_value(cell: str) -> None:
    given = example(cell, "softmax")
    value, _ = given.passes()
    for line in given.model.lines:
        number = float(value[line.name][2, 1, 0])
        found = holds([edit(line=line.name, unit=1, steps=(3, 3), set=number)], given.model, 0, STEPS)
        again, _ = forward(given.model, given.weight, given.x[:, 1:], Outside(holds=found))
        np.testing.assert_allclose(again["y"], value["y"][:, 1:], rtol=1e-12)


@pytest.mark.parametrize(
    "keys", [{"layers": 2}, {"bidirectional": True}, {"layers": 2, "bidirectional": True}, {"k1": 3, "k2": 4}]
)
def test_every_kind_of_net_can_be_held(keys: dict[str, object]) -> None:
    walker = Trainer(Run.model_validate({"task": "brackets", "length": 8, "hidden": 3, "batch": 2} | keys))
    lines = [line for line in walker.model.cell.carry if line.startswith(("c", "h"))]
    edits = [edit(line=lines[-1], unit=1, keeps=True, steps=(3, 6)), edit(line="f*", unit=2, set=0.9)]
    branch = walker.branch(kept(walker, edits))
    if "k1" not in keys:  # a truncated gradient is not the slope of the loss
        error = branch.check()
        assert error is not None
        assert error < 1e-8
    trace = branch.trace()
    assert trace.holds.keys() >= {lines[-1], "f"}
    assert (trace.value["f"][:, 1] == 0.9).all()
    here, before = trace.value[lines[-1]], 6 if lines[-1].endswith("_r") else 1
    assert (here[2:6, 0] == here[before, 0]).all()


def test_later_edits_win_and_what_is_let_go_is_free() -> None:
    model = Model("lstm", "softmax", 3, HIDDEN, OUTPUTS)
    edits = [
        edit(line="f", set=1.0),
        edit(line="f", set=0.0, unit=2, steps=(2, 3), at=4),
        edit(line="f", keeps=False, unit=3, at=9),
        edit(line="c", keeps=True, at=9),
        edit(line="c", set=5.0, unit=1, at=12),
    ]
    assert holds(edits, model, 0, STEPS)["f"].fixed.all()
    assert holds(edits, model, 3, STEPS)["f"].number.all()
    found = holds(edits, model, 9, STEPS)
    assert found["f"].number[:, 1].tolist() == [1, 0, 0, 1, 1]
    assert found["f"].fixed.all(axis=0).tolist() == [True, True, False, True, True, True, True]
    assert found["c"].kept.all()
    late = holds(edits, model, 12, STEPS)["c"]
    assert (late.fixed[:, 0].all(), late.kept[:, 0].any(), late.kept[:, 1:].all()) == (True, False, True)
    assert holds([edit(line="*", set=1.0), edit(line="*", keeps=False, at=1)], model, 1, STEPS) == {}
