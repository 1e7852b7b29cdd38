"""Jacobians against torch, products against gradients, and a linear net whose bound is met."""

import numpy as np
import pytest

from engine import derive
from engine.cells import CELLS
from engine.run import Run
from engine.spectrum import block, carried, identity, jacobian, pulled_state, radius, singular_values, spectrum
from engine.surgery import clamped, frozen
from engine.trace import Trace
from engine.trainer import Trainer
from tests.engine.replayed import step_jacobian
from tests.engine.traces import HIDDEN, LENGTH, made

RECURRENT = [name for name, cell in CELLS.items() if cell.carry]


@pytest.mark.parametrize("cell", RECURRENT)
def test_the_jacobian_of_the_whole_state_is_what_autograd_says(cell: str) -> None:
    trace = made(cell)
    for t in (0, 4, LENGTH - 1):
        np.testing.assert_allclose(jacobian(trace, t), step_jacobian(trace, t), rtol=1e-8, atol=1e-14)


def test_a_block_is_a_part_of_it() -> None:
    trace = made("lstm")
    assert carried(trace) == ("h", "c")
    whole = jacobian(trace, 4)
    np.testing.assert_array_equal(block(trace, 4, "h"), whole[:HIDDEN, :HIDDEN])
    np.testing.assert_array_equal(block(trace, 4, "c"), whole[HIDDEN:, HIDDEN:])
    np.testing.assert_allclose(block(made("rnn"), 4, "h"), derive.jacobian(made("rnn"), 4), rtol=1e-12)


def test_rows_of_the_state_go_back_by_the_jacobian() -> None:
    trace = made("lstm")
    assert [rows.shape for rows in identity(trace).values()] == [(2 * HIDDEN, HIDDEN)] * 2
    rng = np.random.default_rng(1)
    rows = {name: rng.normal(size=(3, HIDDEN)) for name in carried(trace)}
    before = pulled_state(trace, 4, rows)
    whole = np.concatenate([rows[name] for name in carried(trace)], axis=1) @ jacobian(trace, 4)
    np.testing.assert_allclose(np.concatenate([before[n] for n in carried(trace)], axis=1), whole, rtol=1e-12)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_measured_products_are_products_and_the_chain_is_no_smaller(cell: str) -> None:
    trace = made(cell)
    found, product = spectrum(trace), np.eye(jacobian(trace, 0).shape[0])
    assert found.steps == list(range(LENGTH))
    for t in reversed(range(LENGTH)):
        assert found.products[t] == pytest.approx(np.linalg.norm(product, 2), rel=1e-10)
        assert found.norms[t] == pytest.approx(np.linalg.norm(jacobian(trace, t), 2), rel=1e-10)
        assert found.radii[t] == pytest.approx(np.abs(np.linalg.eigvals(jacobian(trace, t))).max())
        product = product @ jacobian(trace, t)
    assert (found.products <= found.chain * (1 + 1e-12)).all()


@pytest.mark.parametrize("cell", ["rnn", "rnn-relu", "rnn-linear"])
def test_the_bound_of_a_squashed_sum_holds(cell: str) -> None:
    found = spectrum(made(cell))
    assert found.gamma == 1
    assert found.weight_norm == pytest.approx(np.linalg.norm(made(cell).weight["z.h'"], 2))
    assert (found.products <= found.bound * (1 + 1e-12)).all()
    assert found.bound[-1] == 1


def test_other_nets_have_no_such_bound() -> None:
    for trace in (made("lstm"), made("gru"), made("rnn", drop_recurrent=0.3)):
        assert np.isnan(spectrum(trace).bound[:-1]).all()


def linear(**keys: object) -> Trace:
    """A linear net at work."""
    return Trainer(Run(task="hold", cell="rnn-linear", hidden=6, length=20, batch=1, **keys)).trace()


@pytest.mark.parametrize("radius", [0.8, 1.0, 1.3])
def test_in_a_linear_net_with_an_orthogonal_matrix_bound_and_measurement_are_one(radius: float) -> None:
    found = spectrum(linear(init="orthogonal", radius=radius))
    assert found.weight_norm == pytest.approx(radius)
    wanted = radius ** np.arange(19.0, -1, -1)
    for curve in (found.products, found.chain, found.bound):
        np.testing.assert_allclose(curve, wanted, rtol=1e-10)
    np.testing.assert_allclose(found.radii, radius, rtol=1e-10)
    assert found.met


def test_in_any_linear_net_what_is_measured_is_the_power_of_its_matrix() -> None:
    trace = linear(radius=1.3)
    found, matrix = spectrum(trace), trace.weight["z.h'"]
    powers = [np.linalg.norm(np.linalg.matrix_power(matrix, 19 - t), 2) for t in found.steps]
    np.testing.assert_allclose(found.products, powers, rtol=1e-10)
    np.testing.assert_allclose(found.chain, found.bound, rtol=1e-10)
    assert found.products[0] < 0.5 * found.bound[0], "the matrix turns away from where it stretches most"
    assert not found.met


def test_a_net_that_squashes_stays_below_its_bound() -> None:
    assert not spectrum(made("rnn", init="orthogonal")).met
    assert not spectrum(made("lstm")).met


def long() -> Trace:
    return Trainer(Run(task="brackets", kinds=2, length=60, cell="lstm", hidden=6, batch=1)).trace()


def test_where_it_would_take_long_fewer_steps_are_looked_at() -> None:
    all_steps, few, least = spectrum(long()), spectrum(long(), work=12_000), spectrum(long(), work=0)
    assert (few.steps[0], few.steps[-1]) == (0, 59)
    assert 4 < len(few.steps) < 60
    assert least.steps == [56, 57, 58, 59], "the last stretch"
    for found in (few, least):
        np.testing.assert_allclose(found.products, all_steps.products[found.steps], rtol=1e-12)
        assert np.isnan(found.chain).all()


def test_what_is_not_finite_has_no_spectrum() -> None:
    matrix = np.array([[1.0, np.nan], [0, 1]])
    assert np.isnan(singular_values(matrix)).all()
    assert np.isnan(radius(matrix))


def test_a_held_number_answers_to_nothing_and_a_frozen_one_to_itself_alone() -> None:
    trace = made("lstm", edits=(clamped("h", 0.0, 1, 2), *frozen(4, 1, ("c",), 3)))
    matrix = jacobian(trace, 5)
    np.testing.assert_array_equal(matrix[1], np.zeros(2 * HIDDEN))
    np.testing.assert_array_equal(matrix[HIDDEN + 3], np.eye(2 * HIDDEN)[HIDDEN + 3])
    assert matrix[0, :HIDDEN].all()
    assert np.isnan(spectrum(made("rnn", edits=frozen(4, 1, ("h",)))).bound[0]), "kept numbers know no such bound"
