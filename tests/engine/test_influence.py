"""The gradient triangle against torch's autograd, loss by loss, and against the trace's own gradient."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.influence import influence
from engine.run import Run
from engine.surgery import clamped, frozen
from engine.trainer import Trainer
from tests.engine.replayed import replay
from tests.engine.traces import LENGTH, made

RECURRENT = [name for name, cell in CELLS.items() if cell.carry]


@pytest.mark.parametrize("cell", RECURRENT)
def test_every_pair_of_steps_is_what_autograd_says(cell: str) -> None:
    trace = made(cell, rows=2)
    found, again = influence(trace), replay(trace)
    assert found.rows == tuple((t, t) for t in range(LENGTH))
    for name in trace.cell.carry:
        each = np.array([again.grads(loss, name) for loss in again.losses])  # (losses, T, n)
        np.testing.assert_allclose(found.sizes[name], np.linalg.norm(each, axis=-1), rtol=1e-8, atol=1e-18)
        assert (found.fading[name][0] == 1).all()
        for lag in (0, 1, 4):
            later, sooner = ([each[t, t - back] for t in range(lag + 1, LENGTH)] for back in (lag + 1, lag))
            wanted = np.abs(later).sum(axis=0) / np.abs(sooner).sum(axis=0)
            np.testing.assert_allclose(found.fading[name][lag + 1] / found.fading[name][lag], wanted, rtol=1e-8)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("keys", [{"layers": 2}, {"layers": 2, "bidirectional": True}], ids=str)
def test_layers_and_directions_are_what_autograd_says(cell: str, keys: dict[str, int]) -> None:
    trace = made(cell, **keys)
    found, again = influence(trace), replay(trace)
    for name in trace.cell.carry:
        each = np.array([np.linalg.norm(again.grads(loss, name), axis=-1) for loss in again.losses])
        np.testing.assert_allclose(found.sizes[name], each, rtol=1e-8, atol=1e-18)
        assert found.error[name] <= 1e-10


@pytest.mark.parametrize("keys", [{"k1": 3}, {"k1": 2, "k2": 4}, {"layers": 2, "k1": 3, "k2": 5}], ids=str)
def test_a_truncated_row_ends_with_its_window(keys: dict[str, int]) -> None:
    trace = made("lstm", **keys)
    assert trace.cut
    found, again = influence(trace), replay(trace)
    for name in trace.cell.carry:
        assert found.error[name] <= 1e-10
        for window in trace.cut.windows(LENGTH):
            for row in range(window.first, window.last):
                whole = np.linalg.norm(again.grads(again.losses[row], name), axis=-1)
                whole[: window.back] = 0
                np.testing.assert_allclose(found.sizes[name][row], whole, rtol=1e-8, atol=1e-18)


@pytest.mark.parametrize("cell", CELLS)
def test_the_rows_sum_to_the_gradient(cell: str) -> None:
    found = influence(made(cell))
    assert found.error
    assert all(error <= 1e-10 for error in found.error.values())


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_no_loss_reaches_a_later_step(cell: str) -> None:
    for sizes in influence(made(cell)).sizes.values():
        assert not np.triu(sizes, 1).any()
        assert (np.tril(sizes)[np.tril_indices(LENGTH)] > 0).all()


def test_a_net_that_is_scored_once_has_one_row() -> None:
    trace = made("gru", "hold")
    found = influence(trace)
    assert [bool(row.any()) for row in found.sizes["h"]] == [False] * (trace.T - 1) + [True]
    np.testing.assert_allclose(found.sizes["h"][-1], np.linalg.norm(trace.grad["h"], axis=1), rtol=1e-12)


def test_a_loss_of_the_whole_sequence_comes_in_by_every_answer() -> None:
    found = influence(made("gru", "stretch", loss="ctc"))
    assert found.error["h"] <= 1e-10
    assert (np.diag(found.sizes["h"]) > 0).all()


def test_dropout_is_gone_back_through() -> None:
    for cell in ("rnn", "gru-cho", "lstm"):
        found = influence(made(cell, drop_inputs=0.2, drop_outputs=0.2, drop_recurrent=0.3))
        assert max(found.error.values()) <= 1e-10


def test_a_long_sequence_has_fewer_rows_and_they_sum_up_all_the_same() -> None:
    trainer = Trainer(Run(task="brackets", kinds=2, length=80, cell="lstm", hidden=6, batch=1))
    trace = trainer.trace()
    found, all_rows = influence(trace, work=0), influence(trace)
    cut = made("gru", k1=3, updates=1)
    assert max(influence(cut, work=0).error.values()) <= 1e-10
    assert all_rows.whole
    assert not found.whole
    assert len(found.rows) == 16
    assert [first for first, _ in found.rows[1:]] == [last + 1 for _, last in found.rows[:-1]]
    assert (found.rows[0][0], found.rows[-1][1]) == (0, 79)
    assert max(found.error.values()) <= 1e-10
    first, last = found.rows[5]
    again = replay(trace)
    together = again.grads(sum(again.losses[first : last + 1]), "c")
    np.testing.assert_allclose(found.sizes["c"][5], np.linalg.norm(together, axis=1), rtol=1e-8, atol=1e-18)


def test_a_wrong_gradient_is_seen_in_the_sum() -> None:
    trace = made("gru", updates=1)
    trace.grad["h"][3, 1] *= 1 + 1e-6
    assert influence(trace).error["h"] > 1e-10


@pytest.mark.parametrize("cell", RECURRENT)
@pytest.mark.parametrize("keys", [{}, {"layers": 2}, {"layers": 2, "bidirectional": True}, {"k1": 3}], ids=str)
def test_under_surgery_the_rows_still_sum_to_the_gradient(cell: str, keys: dict[str, int]) -> None:
    trace = made(cell, **keys)
    cuts = clamped(trace.lines[0].name, 0.4, 1, 1, (3, 8)), clamped("h", 0.0, 1, 2)
    trace = made(cell, edits=(*frozen(3, 1, trace.cell.carry, 4), *cuts), **keys)
    assert all(error <= 1e-10 for error in influence(trace).error.values())
