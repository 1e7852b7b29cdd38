"""What is computed by hand: every blank once more from nothing but the printed text, and held against the trace."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from engine.beats import Beat, Phase
from engine.by_hand import MOST_STEPS, Row, Section, rounded, sections, unfit
from engine.cells import CELLS
from engine.hand_writing import DIGITS
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from presets.load import load
from tests.engine.traces import made

STEPS = {"σ": lambda z: 1 / (1 + math.exp(-z)), "tanh": math.tanh, "relu": lambda z: max(z, 0.0)}
SMALL = {"task": "total", "hidden": 1, "batch": 1, "optimizer": "sgd", "rate": 0.1, "clip": 1000.0}


def step(cell: str, seed: int = 5, **keys: object) -> Trace:
    """A training step of one unit, with weights of many digits."""
    return Trainer(Run.model_validate(SMALL | {"cell": cell, "seed": seed, "scale": 1.5} | keys)).trace()


def rows(trace: Trace) -> list[Row]:
    """All that is computed, in order."""
    return [row for section in sections(trace) for row in section.rows]


def pencil(text: str) -> float:
    """Compute what is printed, by a reading of the print alone."""
    text = text.replace("½", "0.5").replace("−", "-").replace("×", "*").replace("²", "**2")
    text = text.replace("[", "(").replace("]", ")")
    text = re.sub(r"([\d)]) ?\(", r"\1 * (", text)
    return float(eval(text, {"__builtins__": {}}, STEPS))


def to_last_digit(value: float) -> int:
    """Round as people do, in units of the last digit."""
    return int((Decimal(repr(round(value, 12))) * 10**DIGITS).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("seed", [5, 6])
def test_whoever_computes_with_the_printed_numbers_gets_what_is_printed(cell: str, seed: int) -> None:
    for row in rows(step(cell, seed)):
        apart = abs(to_last_digit(pencil(row.formula.numbers)) - to_last_digit(pencil(row.result)))
        assert apart <= row.off, f"{row.name} = {row.formula.numbers} = {row.result}"
        assert row.off <= 3


@pytest.mark.parametrize("run", ["rnn", "gru", "lstm"])
def test_the_preset_is_off_by_one_at_most_and_seldom(run: str) -> None:
    every = rows(Trainer(load("by-hand").runs[run]).trace())
    assert max(row.off for row in every) == 1
    assert np.mean([row.off > 0 for row in every]) < 0.2


@pytest.mark.parametrize("cell", CELLS)
def test_results_are_the_traces_numbers_rounded(cell: str) -> None:
    trace = step(cell)
    for row in rows(trace):
        at = row.slot.at
        if at.side == "delta":
            true = trace.weight[at.name][at.index] + trace.delta[at.name][at.index]
        elif at.side == "loss":
            continue
        else:
            side = trace.grad if at.side == "grad" else trace.value
            true = (side[at.name] if at.t is None else side[at.name][at.t])[at.index]
        assert pencil(row.result) == pytest.approx(float(true), abs=0.5001 * 10**-DIGITS)


@pytest.mark.parametrize("cell", CELLS)
def test_every_line_of_both_passes_and_every_weight_is_computed_once(cell: str) -> None:
    trace = step(cell)
    every = rows(trace)
    beats = [Beat(phase, t, line.name) for phase in (Phase.FORWARD, Phase.BACKWARD) for t in range(4)
             for line in trace.lines]
    found = [row.beat for row in every if row.beat.line]
    assert sorted(found, key=str) == sorted(beats, key=str)
    done = [trace.beats.done(row.beat) for row in every]
    assert done == sorted(done), "in the order in which they are computed"
    for name in trace.weight:
        sides = [row.slot.at.side for row in every if row.slot.at.name == name]
        assert sides == ["grad", "delta"]
    assert len({(row.name, row.sign) for row in every}) == len(every), "no two are called alike"


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_nothing_is_read_that_was_not_printed_before(cell: str) -> None:
    trace = step(cell)
    known = {slot.name: slot.text for section in sections(trace)[:1] for slot in section.given}
    known |= {f"{name}_{t + 1}": None for t in range(4) for name in "xq"}
    for section in sections(trace):
        for row in section.rows:
            for slot in row.formula.slots:
                assert slot.weight or slot.name in known, f"{row.name} reads {slot.name}"
                wanted = None if slot.weight else known[slot.name]
                assert wanted in {None, slot.text}, "the same number is printed alike everywhere"
            if row.sign == "=":
                known[row.name] = row.result


def test_what_is_given_is_what_is_read_and_not_computed_here() -> None:
    trace = step("rnn")
    one, two = sections(trace)[:2]
    assert [slot.name for slot in one.given] == ["x_1", "h_0"]
    assert [slot.name for slot in two.given] == ["x_2", "h_1"]
    assert [slot.name for slot in Section("forward", -1, one.rows + two.rows).given] == ["x_1", "h_0", "x_2"]


def test_a_row_reads_as_a_person_would_write_it() -> None:
    every = {row.name: row for row in rows(Trainer(load("by-hand").runs["lstm"]).trace()) if row.sign == "="}
    assert every["c_2"].formula.names == "kept_2 + new_2"
    assert every["zi_1"].formula.names == "W_i × x_1 + U_i × h_0 + b_i"
    assert every["zi_1"].formula.numbers == "0.4 × 1 + (−0.3) × 0 + 0.5"
    assert every["∂zi_3"].formula.names == "i_3(1 − i_3) × ∂i_3"
    assert every["∂c_3"].formula.names == "(1 − m_3²) × ∂m_3 + f_4 × ∂kept_4"
    assert every["∂y_4"].formula.names == "(y_4 − q_4) / 4"
    assert every["ℓ_1"].formula.names == "½ (y_1 − q_1)² / 4"
    assert every["∂U_f"].formula.names == "h_0 × ∂zf_1 + h_1 × ∂zf_2 + h_2 × ∂zf_3 + h_3 × ∂zf_4"
    assert every["∂kept_1"].copied


def test_a_planted_number_is_found_by_the_pencil() -> None:
    trace = step("lstm")
    trace.value["c"][2, 0] += 2e-3
    wrong = [row for row in rows(trace)
             if abs(to_last_digit(pencil(row.formula.numbers)) - to_last_digit(pencil(row.result))) > 3]
    assert "c_3" in [row.name for row in wrong]


def test_what_is_too_much_for_a_pencil_is_told_in_both_languages() -> None:
    for trace, said in (
        (made("lstm"), "numbers in a line"), (step("rnn", length=MOST_STEPS + 1), "9 steps"),
        (step("rnn", layers=2), "one layer"), (step("rnn", optimizer="adam"), "plain gradient descent"),
    ):  # fmt: skip
        zh, en = unfit(trace)
        assert said in en
        assert zh
    assert unfit(step("gru")) == ("", "")


def test_a_users_own_numbers_have_no_update() -> None:
    probe = Trainer(Run.model_validate(SMALL | {"cell": "rnn"})).trace("1 0.25 −2")
    assert not any(unfit(probe))
    assert {row.sign for row in rows(probe)} == {"="}
    assert next(row for row in rows(probe) if row.name == "∂y_3").formula.names == "(y_3 − q_3) / 3"


def test_a_rounded_step_has_the_printed_numbers() -> None:
    trace = step("gru")
    near = rounded(trace)
    assert np.abs(near.value["h"] - trace.value["h"]).max() <= 0.5001 * 10**-DIGITS
    assert near.value["h"][0, 0] == float(f"{trace.value['h'][0, 0]:.4f}")
