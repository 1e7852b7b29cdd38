"""The arrays of a pass: who lies beside whom, who shares, and where they begin."""

import numpy as np

from engine.cells import CELLS
from engine.ops import OPS
from engine.rooms import PAGE, STAGGER, Matrix, Room, Side
from engine.score import score

STEPS, ROWS, WIDTH = 5, 3, 16


def test_arrays_begin_apart_and_are_counted() -> None:
    room = Room("float64")
    arrays = [room(100, 7) for _ in range(30)]
    assert [array.ctypes.data % PAGE for array in arrays] == [at * STAGGER % PAGE for at in range(30)]
    assert room.bytes == sum(array.nbytes for array in arrays)
    assert not any(array.any() for array in arrays)


def test_gates_lie_side_by_side_and_a_carried_line_begins_one_step_early() -> None:
    played = score(CELLS["lstm"], OPS)
    assert played is not None
    value = Side(played, (STEPS, ROWS, WIDTH), Room("float32"), {})
    value.line["zo"][...] = 1
    block = value.flat(played.before[0])
    assert block.shape == (STEPS * ROWS, 4 * WIDTH)
    np.testing.assert_array_equal(block.sum(axis=0), np.repeat([0, 0, STEPS * ROWS, 0], WIDTH))
    value.line["c"][0] = 7
    np.testing.assert_array_equal(value.line["c'"][1], value.line["c"][0])
    assert not value.line["c'"][0].any()


def test_terms_of_a_sum_share_its_gradient() -> None:
    played = score(CELLS["lstm"], OPS)
    assert played is not None
    grad = Side(played, (STEPS, ROWS, WIDTH), Room("float32"), played.shared)
    assert all(np.shares_memory(grad.line[name], grad.line["c"]) for name in ("kept", "new"))


def test_what_weights_get_is_seen_without_the_padding() -> None:
    played = score(CELLS["lstm"], OPS)
    assert played is not None
    x = Matrix(played.outer[0], 11, 11, WIDTH, Room("float32"), outer=True)
    h = Matrix(played.before[0], 11, 11, WIDTH, Room("float32"), outer=False)
    assert x.harvest.shape == (12, 4 * WIDTH)
    assert h.harvest.shape == (WIDTH, 4 * WIDTH)
    assert {name: array.shape for name, array in x.taken.items() if name[:2] == "zf"} == {
        "zf.x": (11, 11),
        "zf.b": (11,),
    }
    assert x.upright.size == x.turned.size == h.fused.size == 0
