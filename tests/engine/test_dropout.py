"""Dropout: what a mask is, that p = 0 is no dropout bit for bit, and that both passes see the same mask."""

from itertools import chain, combinations

import numpy as np
import pytest

from engine.arrays import Named
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.chain import Chain
from engine.compile import Compiled
from engine.dropout import PLACES, dropping, masks, ones
from engine.edits import Edit
from engine.model import Model, Start, draw
from engine.outside import Outside
from engine.run import Run
from engine.trainer import Trainer
from tests.engine.oracle import slope_along

STEPS, ROWS, INPUTS, HIDDEN, OUTPUTS = 5, 2, 3, 7, 11
SOME = list(chain.from_iterable(combinations(PLACES, count) for count in (1, 2, 3)))
FITTING = [(cell, keys) for cell in CELLS for keys in SOME if CELLS[cell].carry or "drop_recurrent" not in keys]
NAMED = [f"{cell}-{'+'.join(keys)}" for cell, keys in FITTING]
EVERY_CELL_AND_PLACE = pytest.mark.parametrize(("cell", "keys"), FITTING, ids=NAMED)
DROPS = {"drop_inputs": 0.2, "drop_outputs": 0.3, "drop_recurrent": 0.4}


def run(**keys: object) -> Run:
    return Run.model_validate({"task": "brackets", "length": 12, "hidden": 5, "batch": 3} | keys)


def drawn(keys: tuple[str, ...], x: np.ndarray, seed: int = 0) -> Named:
    return masks({key: DROPS[key] for key in keys}, x, HIDDEN, (seed, 3, 0))


@EVERY_CELL_AND_PLACE
def test_gradients_under_a_fixed_mask_agree_with_finite_differences(cell: str, keys: tuple[str, ...]) -> None:
    model, rng = Model(cell, "softmax", INPUTS, HIDDEN, OUTPUTS, keys), np.random.default_rng(1)
    weight, x = draw(model, Start(scale=2), rng), rng.normal(size=(STEPS, ROWS, INPUTS))
    pull, mask = rng.normal(size=(STEPS, ROWS, OUTPUTS)), drawn(keys, x)
    grad = backward(model, weight, forward(model, weight, x, Outside(masks=mask))[1], pull)
    for name, array in {"x": x, **weight, **mask}.items():
        way = rng.normal(size=array.shape)

        def loss(moved: np.ndarray, name: str = name) -> float:
            given = {"x": x, **mask} | {name: moved}
            rest = {key: given[key] for key in mask}
            value, _ = forward(model, weight | {name: moved}, given["x"], Outside(masks=rest))
            return float((value["y"] * pull).sum())

        ours = float((grad[name] * way).sum())
        assert slope_along(loss, array, way) == pytest.approx(ours, rel=1e-7, abs=1e-7), name


@EVERY_CELL_AND_PLACE
@pytest.mark.parametrize(("dtype", "near"), [("float64", 1e-12), ("float32", 2e-4)])
def test_the_compiled_passes_equal_the_interpreter(cell: str, keys: tuple[str, ...], dtype: str, near: float) -> None:
    model, rng = Model(cell, "softmax", INPUTS, HIDDEN, OUTPUTS, keys), np.random.default_rng(1)
    weight, fast = draw(model, Start(scale=2), rng, dtype), Chain(model, Compiled, STEPS, ROWS, dtype)
    for seed in range(2):
        x, pull = (rng.normal(size=(STEPS, ROWS, width)).astype(dtype) for width in (INPUTS, OUTPUTS))
        mask = drawn(keys, x, seed)
        value, tape = forward(model, weight, x, Outside(masks=mask))
        grad = backward(model, weight, tape, pull)
        ours = fast.forward(weight, x, Outside(masks=mask))
        theirs = fast.backward(pull) | {"x": fast.input_grad()}
        assert (set(ours), set(theirs)) == (set(value), set(grad))
        for name, array in (value | grad).items():
            found = theirs[name] if name in weight else ours[name]
            np.testing.assert_allclose(found, array if name in weight else value[name], rtol=near, atol=near)
            np.testing.assert_allclose(theirs[name], grad[name], rtol=near, atol=near, err_msg=name)
            assert found.dtype == array.dtype


@EVERY_CELL_AND_PLACE
def test_masks_that_drop_nothing_change_no_bit(cell: str, keys: tuple[str, ...]) -> None:
    plain, model = (Model(cell, "softmax", INPUTS, HIDDEN, OUTPUTS, drop) for drop in ((), keys))
    weight = draw(plain, Start(), np.random.default_rng(0))
    same = dict(zip((name for line in model.lines for name in line.weights), weight.values(), strict=True))
    x = np.random.default_rng(1).normal(size=(STEPS, ROWS, INPUTS))
    value, _ = forward(plain, weight, x)
    none = masks(dict.fromkeys(keys, 0.0), x, HIDDEN, (1, 2, 3))
    for mask in ({}, none, ones(model.net.masks, x, HIDDEN)):
        other, _ = forward(model, same, x, Outside(masks=mask))
        for name, array in value.items():
            assert other[name].tobytes() == array.tobytes(), name


def test_a_chance_of_nothing_is_no_dropout() -> None:
    assert run(drop_inputs=0.0) == run()
    assert dropping(CELLS["lstm"], ()) is CELLS["lstm"]
    later = Trainer(run(edits=[Edit(at=9, key="drop_recurrent", set=0.5)]))
    plain = Trainer(run())
    for walker in (later, plain):
        walker.goto(9)
    assert later.losses == plain.losses
    for ours, theirs in zip(later.weight.values(), plain.weight.values(), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)
    for walker in (later, plain):
        walker.goto(11)
    assert later.losses[9:] != plain.losses[9:]


def test_the_matrices_that_hear_what_is_left_of_the_step_before_are_recurrent_and_can_be_held() -> None:
    every = tuple(PLACES)
    assert dropping(CELLS["gru"], every).recurrent == ("zr.hr", "zu.hr", "zn.hr")
    assert dropping(CELLS["gru-cho"], every).recurrent == ("zr.hr", "zu.hr", "zg.past")
    assert dropping(CELLS["mlp"], ("drop_inputs", "drop_outputs")).recurrent == ()
    walker = Trainer(run(recurrent=False, **DROPS))
    walker.goto(3)
    assert not any(walker.weight[name].any() for name in walker.model.cell.recurrent)
    drawn_to = Trainer(run(radius=0.9, **DROPS)).weight["zf.hr"]
    assert np.abs(np.linalg.eigvals(drawn_to)).max() == pytest.approx(0.9)


def test_the_old_state_is_dropped_where_it_is_weighed_and_not_where_it_is_kept() -> None:
    for cell, line, reads in (
        ("gru-cho", "past", ("r", "hr")),
        ("gru-cho", "kept", ("u", "h'")),
        ("gru", "kept", ("u", "h'")),
        ("lstm-peephole", "pi", ("c'",)),
    ):
        lines = {each.name: each for each in dropping(CELLS[cell], tuple(PLACES)).lines}
        assert lines[line].inputs == reads


def test_what_is_kept_grows_so_that_the_mean_stays() -> None:
    x = np.ones((100, 50, 20))
    mask = masks(DROPS, x, 20, (0, 3, 0))
    for key, chance in DROPS.items():
        found = mask[PLACES[key].mask]
        assert set(np.unique(found)) == {0, 1 / (1 - chance)}
        numbers = found[0].size if key == "drop_recurrent" else found.size
        sigma = np.sqrt(chance / (1 - chance) / numbers)
        assert abs(found.mean() - 1) < 3 * sigma


def test_the_recurrence_keeps_its_mask_for_a_sequence_and_rows_have_their_own() -> None:
    mask = masks(DROPS, np.ones((9, 4, 30)), 30, (0, 3, 0))
    assert (mask["mr"] == mask["mr"][0]).all()
    assert not (mask["mr"][0, 0] == mask["mr"][0, 1]).all()
    assert not (mask["mx"][0] == mask["mx"][1]).all()
    assert not (mask["mh"][0] == mask["mh"][1]).all()


def test_masks_are_of_the_update_and_the_same_on_every_path() -> None:
    walker, straight = Trainer(run(**DROPS)), Trainer(run(**DROPS))
    walker.goto(40)
    walker.goto(3)
    again = walker.trace()
    straight.goto(3)
    straight.trace("(())")
    straight.measure()
    seen = straight.trace()
    for name in seen.value:
        assert seen.value[name].tobytes() == again.value[name].tobytes()
    straight.advance()
    assert straight.trace().value["mr"].tobytes() != seen.value["mr"].tobytes()


def test_a_trace_shows_the_masks_and_their_lines_with_twins() -> None:
    found = Trainer(run(**DROPS)).trace()
    assert {"mx", "xd", "mr", "hr", "mh", "hd"} <= set(found.value)
    assert set(found.grad) == set(found.value) | set(found.weight)
    np.testing.assert_array_equal(found.value["xd"], found.value["x"] * found.value["mx"])
    assert [line.name for line in found.lines][:2] == ["xd", "hr"]
    assert [line.name for line in found.lines][-2:] == ["hd", "y"]


def test_probes_and_measures_drop_nothing() -> None:
    walker = Trainer(run(**DROPS))
    found = walker.trace("(()())")
    for mask in ("mx", "mr", "mh"):
        assert (found.value[mask] == 1).all()
    np.testing.assert_array_equal(walker.answer(found.value["x"][:, None])[:, 0], found.value["y"])
    assert walker.measure() == walker.measure()


def test_the_gradient_check_keeps_the_mask() -> None:
    walker = Trainer(run(**DROPS))
    walker.goto(3)
    error = walker.check()
    assert error is not None
    assert error < 1e-7


def test_training_under_dropout_still_learns() -> None:
    walker = Trainer(run(hidden=12, **DROPS))
    walker.goto(150)
    assert np.mean(walker.losses[-10:]) < 0.6 * walker.losses[0]
