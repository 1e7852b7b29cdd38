"""Criteria and proofs: what is met, and that a proof cannot say other than its values."""

from datetime import date

import pytest
from pydantic import ValidationError

from engine.promise import Proof, Solved, Stated, broken

GAP = Solved(run="l2", measure="gap", against="plain", at_most=-0.1)
RIGHT = Solved(run="plain", measure="right", at_least=0.9)


def proof(met: int, **values: tuple[float, ...]) -> Proof:
    """What was measured, by the name of a measure."""
    names = {"gap": GAP.name, "right": RIGHT.name}
    each = {names[key]: value for key, value in values.items()}
    return Proof(met=met, of=2, seconds=1.0, machine="a machine", date=date(2026, 1, 2), values=each)


def test_a_criterion_says_whether_a_value_meets_it() -> None:
    assert RIGHT.met(0.9)
    assert not RIGHT.met(0.89)
    assert GAP.met(-0.1)
    assert not GAP.met(0.0)
    assert not RIGHT.met(float("nan"))
    assert not GAP.met(float("nan"))
    assert Solved(measure="x", at_most=0.0).met(0.0)


def test_a_run_is_held_against_another() -> None:
    found = {"l2": {"gap": 0.1}, "plain": {"gap": 0.5, "right": 0.7}}
    assert GAP.value(found) == pytest.approx(-0.4)
    assert Stated(run="plain", measure="right").value(found) == 0.7
    assert GAP.bound == "l2 gap − plain ≤ -0.1"


@pytest.mark.parametrize("bounds", [{}, {"at_least": 1.0, "at_most": 2.0}])
def test_a_criterion_has_one_bound(bounds: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match="Give one of the two"):
        Solved.model_validate({"measure": "x"} | bounds)


def test_a_proof_says_what_its_values_say() -> None:
    promised = (GAP, RIGHT), ()
    assert broken(*promised, proof(1, gap=(-0.2, -0.3), right=(0.95, 0.85))) == []
    assert "meet the criteria 1 times" in broken(*promised, proof(2, gap=(-0.2, -0.3), right=(0.95, 0.85)))[0]
    assert "Promised is l2 gap − plain, plain right." in broken(*promised, proof(2, gap=(-0.2, -0.3)))[0]
    assert "of 2 seeds" in broken(*promised, proof(1, gap=(-0.2,), right=(0.95,)))[0]
