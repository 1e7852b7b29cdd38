"""Which cells torch has, and that its stacked arrays hold each of our weights once."""

import numpy as np
import pytest

from engine.builtin import BUILTIN, builtin, names
from engine.cells import CELLS
from engine.model import Model, Start, draw

NETS = [{}, {"layers": 2, "bidirectional": True}, {"decodes": True}, {"drop": ("drop_inputs", "drop_outputs")}]


@pytest.mark.parametrize("net", NETS, ids=str)
@pytest.mark.parametrize("cell", [cell.name for cell in BUILTIN])
def test_what_was_stacked_comes_apart_again(cell: str, net: dict[str, object]) -> None:
    model = Model(cell, "softmax", 3, 5, 2, **net)
    weight = draw(model, Start(), np.random.default_rng(0))
    own, found = builtin(model), {}
    assert own is not None
    for block in model.net.blocks:
        for part in model.parts:
            called = names(block, own, part)
            stacked = called.stacked(weight)
            width = model.inputs if block.reads == ("x",) else 5 * len(block.reads)
            assert stacked[0].shape == (5 * len(own.gates), width)
            assert stacked[1].shape == (5 * len(own.gates), 5)
            found |= called.taken(stacked)
    assert set(found) == set(weight) - {*model.cell.head.weights}
    for name, array in found.items():
        np.testing.assert_array_equal(array, weight[name], err_msg=name)


def test_other_cells_and_a_dropped_recurrence_are_left_to_the_table() -> None:
    has = {name for name in CELLS if builtin(Model(name, "softmax", 3, 5, 2))}
    assert has == {"rnn", "rnn-relu", "gru", "lstm"}
    assert builtin(Model("lstm", "softmax", 3, 5, 2, ("drop_recurrent",))) is None


def test_a_cell_that_was_changed_is_not_torchs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CELLS, "lstm", CELLS["lstm-cifg"])
    assert builtin(Model("lstm", "softmax", 3, 5, 2)) is None
