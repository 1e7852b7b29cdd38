"""Which code computes: a rule without exceptions, so that a step has the same bits on every path to it."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from engine.cells import CELLS, line
from engine.choice import made
from engine.compile import Compiled
from engine.model import Model
from engine.ops import TANH
from engine.passing import Shape
from engine.run import Run
from engine.trainer import Trainer

LSTM = Model("lstm", "softmax", 3, 4, 2)
SHAPE = Shape(3, 4, 5, 2, "float64", ((0, 5),))
RUN = Run(task="brackets", length=12, hidden=3, batch=5)


@pytest.mark.parametrize("name", ["llvmlite", "engine.layer"])
def test_without_llvm_numpy_does_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for gone in [module for module in sys.modules if module in {"engine.kernels", "engine.layer", "engine.llvm"}]:
        monkeypatch.delitem(sys.modules, gone)
    monkeypatch.setitem(sys.modules, name, None)
    assert isinstance(made(LSTM.cell, SHAPE), Compiled)
    walker = Trainer(RUN)
    walker.goto(3)
    assert walker.losses[-1] > 0


def test_with_llvm_kernels_do_it() -> None:
    pytest.importorskip("llvmlite")
    from engine.score import score
    from engine.vectors import RUN as KNOWN

    assert all(score(cell, KNOWN) for cell in CELLS.values())
    assert not isinstance(made(LSTM.cell, replace(SHAPE, dtype="float32")), Compiled)


def test_a_cell_with_an_op_of_its_own_is_left_to_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    rnn, op = CELLS["rnn"], replace(TANH, name="softsign")
    own = replace(rnn, lines=(rnn.lines[0], line("h", op, "z", role="h")))
    monkeypatch.setattr("engine.choice.Compiled", lambda *args: args)
    assert made(own, SHAPE) == (own, SHAPE)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_both_ways_train_alike(dtype: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = RUN.model_copy(update={"dtype": dtype})
    one, other = Trainer(run), Trainer(run)
    one.goto(20)
    monkeypatch.setattr("engine.choice.made", Compiled)
    other.goto(20)
    np.testing.assert_allclose(one.losses, other.losses, rtol=1e-4 if dtype == "float32" else 1e-9)
