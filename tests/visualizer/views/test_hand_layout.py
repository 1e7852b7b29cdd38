"""Rows of a sheet: aligned, in two lines where they are long, an update in pairs where it is long."""

import pytest
from PySide6.QtCore import QRectF

from engine.by_hand import Section, sections
from engine.trainer import Trainer
from presets.load import load
from visualizer.paint import Look
from visualizer.views.hand_layout import laid_out

pytestmark = pytest.mark.usefixtures("fonts")


def parts(cell: str, kind: str) -> list[Section]:
    return [part for part in sections(Trainer(load("by-hand").runs[cell]).trace()) if part.kind == kind]


def test_signs_of_equality_stand_under_one_another() -> None:
    found = laid_out(parts("lstm", "forward")[1], QRectF(0, 0, 1800, 600), Look())
    assert len({(placed.columns.equals, placed.columns.right) for placed in found.rows}) == 1
    assert not any(placed.double for placed in found.rows)


def test_a_long_sum_has_its_numbers_below_its_names_and_the_short_ones_beside() -> None:
    found = laid_out(parts("lstm", "backward")[1], QRectF(0, 0, 1300, 600), Look())
    assert [placed.row.name for placed in found.rows if placed.double] == ["∂h_3"]
    long = next(placed for placed in found.rows if placed.double)
    assert long.area.height() == pytest.approx(2 * found.pitch)


def test_a_long_update_is_set_in_pairs_and_a_short_one_is_not() -> None:
    for cell, bare in (("lstm", True), ("rnn", False)):
        found = laid_out(parts(cell, "update")[0], QRectF(0, 0, 1800, 600), Look())
        assert {placed.bare for placed in found.rows} == {bare}
    pairs = laid_out(parts("lstm", "update")[0], QRectF(0, 0, 1800, 600), Look()).rows
    assert all(one.area.top() == two.area.top() for one, two in zip(pairs[::2], pairs[1::2], strict=True))
    assert {placed.row.sign for placed in pairs[1::2]} == {"←"}


def test_in_too_little_room_it_does_not_claim_to_fit() -> None:
    found = laid_out(parts("lstm", "backward")[0], QRectF(0, 0, 300, 100), Look())
    assert not found.fits
    assert found.size == 12
