"""Origins in words: what is written can be computed again to the digits shown, and every input can be gone to."""

import pytest

from engine.origin import Address, Origin, recomputed
from engine.provenance import origin
from engine.trace import Trace
from visualizer.debugger.origin_words import inputs, rows
from visualizer.paint import Look, number


def read(text: str) -> float:
    """A number as it was written."""
    return float(text.replace("−", "-").replace("×10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


@pytest.mark.parametrize("side", ["value", "grad"])
def test_what_the_rows_add_is_the_number(trace: Trace, side: str) -> None:
    for line in trace.lines:
        for t in (0, 3, trace.T - 1):
            found = origin(trace, Address(side, line.name, t, (1,)))
            told = rows(found, Look(lang="en"))
            if not found.terms:
                continue
            assert recomputed(found) == pytest.approx(found.value, abs=1e-12)
            total = sum(read(row.adds) for row in told)
            slack = 0.006 * sum(abs(read(row.adds)) for row in told) + 1e-12
            assert total == pytest.approx(found.value, abs=slack), (line.name, t)


def test_names_stand_in_order_with_their_numbers(trace: Trace) -> None:
    found = origin(trace, Address("value", "c", 3, (1,)))
    first, second = rows(found, Look(lang="en"))
    assert "".join(part.text for part in first.names) == "= f[4, 2] × c[3, 2]"
    assert "".join(part.text for part in second.names) == "+ i[4, 2] × g[4, 2]"
    assert first.numbers.startswith(number(float(trace.value["f"][3, 1])))
    assert inputs(found) == (
        Address("value", "f", 3, (1,)), Address("value", "c", 2, (1,)),
        Address("value", "i", 3, (1,)), Address("value", "g", 3, (1,)),
    )  # fmt: skip


def test_a_squashed_number_says_by_what(trace: Trace) -> None:
    (row,) = rows(origin(trace, Address("value", "f", 2, (0,))), Look(lang="en"))
    assert "".join(part.text for part in row.names) == "= σ(zf[3, 1])"
    assert row.adds == number(float(trace.value["f"][2, 0]))


def test_what_is_given_from_outside_has_no_rows(trace: Trace) -> None:
    found: Origin = origin(trace, Address("value", "x", 0, (0,)))
    assert rows(found, Look(lang="en")) == ()
    assert found.says
