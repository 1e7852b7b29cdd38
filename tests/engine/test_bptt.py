"""The stack against what it should hold; twins, starts, types. test_gradients and test_torch_nets hold the numbers."""

from dataclasses import replace

import numpy as np
import pytest

from engine import bptt
from engine.bptt import backward, forward
from engine.cells import CELLS
from engine.model import Model, Start, draw
from engine.outside import Outside
from tests.engine.oracle import HIDDEN, INPUTS, OUTPUTS, ROWS, STEPS, example

EVERY_CELL = pytest.mark.parametrize("cell", CELLS)


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
