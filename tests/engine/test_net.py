"""Layers and directions as one table: names, who reads whom, sweeps."""

import pytest

from engine.cells import CELLS
from engine.net import MOST_LAYERS, net

LSTM = CELLS["lstm"]


def test_one_layer_in_one_direction_is_the_cell_itself() -> None:
    assert net(LSTM).cell is LSTM
    (sweep,) = net(LSTM).sweeps
    assert (sweep.way, sweep.carry, sweep.names[-1]) == (1, ("h", "c"), "y")


def test_a_layer_reads_the_one_below_and_the_head_the_uppermost() -> None:
    whole = net(LSTM, layers=3).cell
    inputs = {line.name: line.inputs for line in whole.lines}
    assert inputs["zi"] == ("x", "h'")
    assert inputs["zi2"] == ("h", "h2'")
    assert inputs["c3"] == ("kept3", "new3")
    assert whole.head.inputs == ("h3",)
    assert whole.carry == ("h", "c", "h2", "c2", "h3", "c3")


def test_both_directions_are_read_together() -> None:
    both = net(LSTM, layers=2, bidirectional=True)
    inputs = {line.name: line.inputs for line in both.cell.lines}
    assert inputs["zi_r"] == ("x", "h_r'")
    assert inputs["zi2"] == ("h", "h_r", "h2'")
    assert inputs["zi2_r"] == ("h", "h_r", "h2_r'")
    assert both.cell.head.inputs == ("h2", "h2_r")
    assert [(sweep.way, sweep.carry) for sweep in both.sweeps] == [
        (1, ("h", "c")), (-1, ("h_r", "c_r")), (1, ("h2", "c2")), (-1, ("h2_r", "c2_r")),
    ]  # fmt: skip
    assert both.sweeps[-1].names[-1] == "y"


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
@pytest.mark.parametrize("bidirectional", [False, True])
def test_every_line_is_in_exactly_one_sweep_and_no_name_stands_twice(cell: object, bidirectional: bool) -> None:
    made = net(cell, ("drop_inputs", "drop_outputs"), MOST_LAYERS, bidirectional)
    names = [line.name for line in (*made.cell.lines, made.cell.head)]
    assert len(set(names)) == len(names)
    assert [name for sweep in made.sweeps for name in sweep.names] == names
    known = {*made.cell.given, *(f"{name}'" for name in made.cell.carry)}
    for line in (*made.cell.lines, made.cell.head):
        assert known.issuperset(line.inputs), line.name
        known.add(line.name)


def test_dropout_is_between_the_layers_and_its_masks_are_each_layers_own() -> None:
    made = net(LSTM, ("drop_inputs", "drop_outputs", "drop_recurrent"), 2)
    inputs = {line.name: line.inputs for line in made.cell.lines}
    assert inputs["zi"] == ("xd", "hr")
    assert inputs["zi2"] == ("hd", "hr2")
    assert made.cell.head.inputs == ("hd2",)
    assert made.masks == {"mx": "mx", "mr": "mr", "mh": "mh", "mr2": "mr", "mh2": "mh"}
    assert made.wide == {"x", "mx", "xd"}


def test_what_hears_the_step_before_is_told_apart_from_what_hears_the_layer_below() -> None:
    assert net(CELLS["rnn"], (), 2).recurrent == ("z.h'", "z2.h2'")
    assert net(CELLS["rnn"], (), 1, True).recurrent == ("z.h'", "z_r.h_r'")
