"""What can be tried: every operation can be done by the engine, and does what it says."""

import numpy as np
import pytest

from engine.cells import CELLS
from engine.clipping import clipping
from engine.origin import Address
from engine.run import Run
from engine.surgery import tried
from engine.trace import Trace
from engine.trainer import Trainer
from visualizer.debugger.operations import operations


def trainer(cell: str = "lstm") -> Trainer:
    """A small net after two updates."""
    made = Trainer(Run(task="brackets", cell=cell, hidden=3, length=6, batch=1, rate=0.05))
    made.goto(2)
    return made


def after(net: Trainer, trace: Trace, line: str, said: str, at: Address | None = None) -> Trace:
    """The step with the operation whose words hold this."""
    (found,) = [each for each in operations(trace, line, 1, 2, at) if said in each.en]
    inside = tried(net, found.changes).inside
    assert inside is not None
    return inside


@pytest.mark.parametrize("cell", CELLS)
def test_every_operation_of_every_cell_can_be_tried(cell: str) -> None:
    net = trainer(cell)
    trace = net.trace()
    for line in trace.lines:
        for each in operations(trace, line.name, 1, 2, None):
            assert tried(net, each.changes).inside is not None, each.en
            assert each.zh != each.en


def test_each_does_what_it_says() -> None:
    net = trainer()
    trace = net.trace()
    assert (after(net, trace, "zi", "nothing is forgotten").value["f"] == 1).all()
    assert (after(net, trace, "i", "held shut").value["i"][:, 1] == 0).all()
    once = after(net, trace, "o", "at t = 3 only").value["o"]
    assert (once[2] == 0).all()
    assert (once[[0, 1, 3]] > 0).all()
    assert (after(net, trace, "i", "ablate unit 2").value["h"][:, 1] == 0).all()
    frozen = after(net, trace, "i", "freeze unit 2 from t = 3").value["c"][:, 1]
    assert np.allclose(frozen[2:], frozen[1])
    cut = after(net, trace, "i", "edge to itself")
    assert all(cut.weight[name][1, 1] == 0 for name in cut.weight if name.endswith(".h'"))
    bias = after(net, trace, "i", "forget bias").weight["zf.b"]
    assert np.allclose(bias, trace.weight["zf.b"].mean() + 1, atol=1e-5)


def test_a_weight_that_was_asked_about_can_be_changed_alone() -> None:
    net = trainer()
    trace = net.trace()
    at = Address("value", "zo.h'", None, (2, 1))
    doubled = after(net, trace, "i", "doubled", at).weight["zo.h'"]
    changed = np.argwhere(doubled != trace.weight["zo.h'"])
    assert changed.tolist() == [[2, 1]]
    assert doubled[2, 1] == 2 * trace.weight["zo.h'"][2, 1]


def test_how_it_learns_can_be_changed_by_a_number_of_ones_own() -> None:
    net = trainer("rnn")
    trace = net.trace()
    every = {each.changes[0].key: each for each in operations(trace, "h", 1, 2, None) if each.changes[0].key}
    assert every.keys() == {"clip", "clip_value", "rate"}
    clip = every["clip"].at(1e-3)
    assert (clip.number, every["clip"].number, every["clip_value"].number) == (1e-3, 0.1, 1.0)
    assert [clip.takes(number) for number in (0.5, 0.0, -1.0, np.inf, np.nan)] == [True, False, False, False, False]
    seen = tried(net, clip.changes).inside
    assert clipping(seen).length_after == pytest.approx(1e-3)
    small = tried(net, every["clip_value"].at(1e-4).changes).inside
    assert max(np.abs(array).max() for array in clipping(small).after.values()) == pytest.approx(1e-4)
    again = [each for each in operations(seen, "h", 1, 2, None) if each.changes[0].key == "clip"]
    assert again[0].number == pytest.approx(1e-4), "where it is clipped already, a tenth is tried"


def test_an_input_of_ones_own_is_not_learned_from() -> None:
    probe = trainer().trace("(())")
    assert not [each for each in operations(probe, "h", 1, 2, None) if each.changes[0].key]
