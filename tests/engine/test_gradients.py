"""Every gradient two other ways, finite differences and torch's autograd: cells, architectures, losses, regularisers.

All of them at once would be some three thousand problems. What is drawn here covers every three of the four: each cell
in each architecture meets every loss and every regulariser, and each loss meets each regulariser in every one of both.
`python -m tests.engine.differences` does the whole.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from engine import cells
from engine.cells import CELLS
from engine.losses import LOSSES
from engine.ops import OPS
from tests.engine.autograd import autograd
from tests.engine.differences import difference
from tests.engine.problem import ARCHITECTURES, REGULARISERS, Problem, problem

EVERY_CELL = pytest.mark.parametrize("cell", CELLS)
EVERY_ARCHITECTURE = pytest.mark.parametrize("architecture", ARCHITECTURES)


def drawn(cell: str, architecture: str) -> Iterator[tuple[str, str]]:
    """A loss and a regulariser, four times: each once."""
    shift = list(CELLS).index(cell) + list(ARCHITECTURES).index(architecture)
    for place, loss in enumerate(LOSSES):
        yield loss, REGULARISERS[(place + shift) % len(REGULARISERS)]


def differ(cell: str, architecture: str, loss: str, regulariser: str = "none") -> None:
    """Hold a problem's gradients against finite differences."""
    off, name = difference(problem(cell, architecture, loss, regulariser))
    assert off <= 1e-7, f"{name} with {loss} and {regulariser}"


def agree(cell: str, architecture: str, loss: str, regulariser: str = "none") -> None:
    """Hold a problem's loss, values and gradients against torch's."""
    given = problem(cell, architecture, loss, regulariser)
    (lost, value, grad), (theirs, values, grads) = given.passes(), autograd(given)
    assert lost == pytest.approx(theirs, rel=0, abs=1e-10)
    assert set(grad) == set(grads)
    for name, array in values.items():
        np.testing.assert_allclose(value[name] * given.there, array * given.there, rtol=0, atol=1e-10, err_msg=name)
    for name, array in grads.items():
        np.testing.assert_allclose(grad[name], array, rtol=0, atol=1e-10, err_msg=f"d{name}")


@EVERY_ARCHITECTURE
@EVERY_CELL
def test_gradients_agree_with_finite_differences(cell: str, architecture: str) -> None:
    for loss, regulariser in drawn(cell, architecture):
        differ(cell, architecture, loss, regulariser)


@EVERY_ARCHITECTURE
@EVERY_CELL
def test_every_value_and_gradient_agrees_with_autograd(cell: str, architecture: str) -> None:
    which = list(CELLS).index(cell) // len(LOSSES) % len(LOSSES)
    agree(cell, architecture, *list(drawn(cell, architecture))[which])


def test_any_three_of_cell_architecture_loss_and_regulariser_meet() -> None:
    every = (CELLS, ARCHITECTURES, LOSSES, REGULARISERS)
    met = {(c, a, *pair) for c, a in product(CELLS, ARCHITECTURES) for pair in drawn(c, a)}
    for left_out in range(4):
        wanted = set(product(*(names for place, names in enumerate(every) if place != left_out)))
        assert {(*each[:left_out], *each[left_out + 1 :]) for each in met} == wanted


@pytest.mark.parametrize("op", OPS)
def test_the_difference_check_finds_a_planted_error_of_one_percent(monkeypatch: pytest.MonkeyPatch, op: str) -> None:
    using = [cell for cell in CELLS.values() if any(line.op.name == op for line in cell.lines)]
    wrong = replace(OPS[op], pull=lambda *args, right=OPS[op].pull: tuple(1.01 * d for d in right(*args)))
    cell = using[-1]
    lines = tuple(replace(line, op=wrong) if line.op.name == op else line for line in cell.lines)
    monkeypatch.setitem(cells.CELLS, cell.name, replace(cell, lines=lines))
    for architecture in ("in step", "truncated"):
        assert difference(problem(cell.name, architecture, "softmax"))[0] > 1e-4


def test_a_problem_has_padding_a_start_and_masks_where_it_says_so() -> None:
    given: Problem = problem("lstm", "two layers both ways", "softmax", "dropout")
    assert given.there.sum() == 5 + 3 + 3
    assert set(given.outside.start) == set(given.model.cell.carry)
    assert all((mask == 0).any() and (mask > 1).any() for mask in given.outside.masks.values())
    assert (problem("lstm", "many to one", "squared").batch.scored.sum(axis=0) == 1).all()
    assert not problem("lstm", "one to many", "squared").batch.x[1:].any()
