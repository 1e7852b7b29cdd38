"""What a kernel plays is read off the table, and a table with something unknown is refused."""

from dataclasses import replace

import pytest

from engine.cells import CELLS, line
from engine.ops import OPS, TANH, TIMES
from engine.score import Product, Score, score


def played(name: str) -> Score:
    found = score(CELLS[name], OPS)
    assert found is not None
    return found


def test_the_gates_of_an_lstm_are_one_product() -> None:
    found = played("lstm")
    gates = ("zi", "zf", "zo", "zg")
    assert found.outer == (Product("x", gates),)
    assert found.before == (Product("h'", gates),)
    assert found.middle == ()
    assert len(list(found.stages())) == 1


def test_a_product_in_mid_step_parts_the_stages() -> None:
    found = played("gru-cho")
    assert found.middle == (Product("past", ("zg",)),)
    assert Product("x", ("zg",)) in found.outer
    names = [[line.name for line in lines] for lines in found.stages()]
    assert names[0][-1] == "past"
    assert names[1] == ["zg"]
    assert [found.inside(lines) != [] for lines in found.stages()] == [False, True, False]


@pytest.mark.parametrize("name", CELLS)
def test_every_line_is_played_once_and_every_weight_loaded_once(name: str) -> None:
    found = played(name)
    lines = [line.name for lines in found.stages() for line in lines]
    assert sorted([*found.beside, *lines]) == sorted(line.name for line in CELLS[name].lines)
    assert len(set(found.weights)) == len(found.weights)
    assert len(set(found.addresses)) == len(found.addresses)


def test_what_is_unknown_is_refused() -> None:
    lstm = CELLS["lstm"]
    strange = replace(lstm, lines=(*lstm.lines, line("w", replace(TANH, name="softsign"), "h", role="h")))
    masked = replace(lstm, lines=(*lstm.lines, line("w", TIMES, "h", "mask", role="h")))
    scaled = replace(lstm, lines=(line("w", TIMES, "x", "x", role="h"), *lstm.lines))
    assert [score(cell, OPS) for cell in (strange, masked, scaled)] == [None] * 3
