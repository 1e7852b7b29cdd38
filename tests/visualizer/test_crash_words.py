"""What a crash report says: every kind of fault in both languages, its place and its inputs as they are."""

import numpy as np
import pytest

from engine.beats import Beats, Phase
from engine.crash import Crash, Operand
from engine.diverged import Fault
from engine.edits import Edit
from engine.errors import Diverged
from engine.origin import Address, look_up
from engine.run import Run
from engine.trainer import Trainer
from visualizer.crash_words import address_of, bad_number, headline, moment_of, remedy, rows
from visualizer.paint import Look

EN, ZH = Look(lang="en"), Look(lang="zh")
FAULTS = {
    "forward": Fault(Phase.FORWARD, 4, "zf2", 1, 2),
    "outside": Fault(Phase.FORWARD, 4, "x", 1, 0),
    "against time": Fault(Phase.FORWARD, 4, "h_r", 0, 2),
    "output": Fault(Phase.FORWARD, 4, "y", 0, 1),
    "loss": Fault(Phase.LOSS),
    "backward": Fault(Phase.BACKWARD, 4, "c", 0, 2),
    "weight": Fault(Phase.BACKWARD, name="zf2.h'", unit=2, source=1),
    "update": Fault(Phase.UPDATE),
}
PLACES = {
    "forward": ("layer 2 · t = 5 · line zf2 · unit 3 · sequence 2 of the batch", "第 2 层 · t = 5 · 第 zf2 行"),
    "outside": ("the input · t = 5", "输入 · t = 5"),
    "against time": ("layer 1, reading backwards · t = 5", "第 1 层（倒着读）"),
    "output": ("output layer · t = 5", "输出层"),
    "loss": ("update 7 · loss", "更新 7 · 损失"),
    "backward": ("backward pass · layer 1 · t = 5 · line c", "反向 · 第 1 层 · t = 5 · 第 c 行"),
    "weight": ("layer 2 · weight zf2.h′, summed over all t · unit 3", "权重 zf2.h′，所有时间步之和"),
    "update": ("update 7 · update of the weights", "更新 7 · 更新"),
}


def report(fault: Fault, op: str = "affine", through: str = "", inputs: tuple[Operand, ...] = ()) -> Crash:
    """A report of a fault."""
    return Crash("a", 7, fault, np.nan, op, through, ("x", "h'"), inputs, (0.5, 0.4), (1.0, 2.0))


@pytest.mark.parametrize("kind", FAULTS)
def test_the_place_is_said_in_both_languages(kind: str) -> None:
    crash = report(FAULTS[kind], "" if kind == "outside" else "affine")
    for look, wanted in zip((EN, ZH), PLACES[kind], strict=True):
        told = dict(rows(crash, look))
        assert wanted in next(iter(told.values()))[0].text
        assert "7" in headline(crash, look)
        assert bad_number(crash, look)
        assert remedy(crash, look)
    assert remedy(crash, EN) != remedy(crash, ZH)


def test_the_operation_and_its_inputs_are_said_and_the_bad_ones_stand_out() -> None:
    inputs = (Operand("h", False, -1, 2, -1, 0.5), Operand("zf2.h'", False, -1, 2, 1, np.inf),
              Operand("c", True, 4, 2, -1, np.nan))
    made, came = rows(report(FAULTS["forward"], inputs=inputs), EN)[-2:]
    assert came[0] == "largest inputs", "of a sum of products only the pair that counts most is named"
    assert made[1][0].text == "zf2 = affine(x, h′)"
    assert [(piece.text, piece.bad) for piece in came[1]] == [
        ("h[0, 3] = 0.500", False), ("zf2.h′[2, 3] = ∞", True), ("∂c[5, 3] = NaN", True)]
    back = dict(rows(report(FAULTS["backward"], "times", "kept"), EN))["made by"]
    assert back[0].text == "back through kept = times(x, h′)"
    assert dict(rows(report(FAULTS["outside"], ""), EN))["made by"][0].text == "given from outside, not computed"


def test_the_address_is_that_of_the_number_in_the_trace_of_a_real_crash() -> None:
    edits = (Edit(at=5, weight="y.h", set=1.7e308), Edit(at=5, weight="z.b", set=30.0))
    walker = Trainer(Run(task="brackets", length=6, hidden=3, batch=4, cell="rnn", optimizer="sgd", edits=edits), "a")
    with pytest.raises(Diverged) as told:
        walker.goto(9)
    crash, trace = told.value.crash, walker.look().inside
    assert crash
    at = address_of(crash)
    assert at == Address("value", "y", 0, (crash.fault.unit,))
    assert look_up(trace, at) == crash.value
    assert trace.beats.at(moment_of(crash, trace.beats)).line == "y"


def test_what_came_from_outside_is_there_when_its_step_begins() -> None:
    beats = Beats(("z", "h", "y"), 6)
    assert beats.at(moment_of(report(FAULTS["outside"], ""), beats)).t == 4
    assert beats.at(moment_of(report(FAULTS["loss"]), beats)).phase is Phase.LOSS
    assert moment_of(report(FAULTS["update"]), beats) == len(beats)
    assert [address_of(report(FAULTS[kind])) for kind in ("weight", "update")] == [
        Address("grad", "zf2.h'", None, (1, 2)), None]
