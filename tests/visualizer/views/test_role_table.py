"""The ranking as a table."""

from PySide6.QtCore import QPointF, QRectF

from engine.roles.probes import PROBES
from engine.roles.ranking import Role
from visualizer.paint import Look
from visualizer.views.role_table import WORDS, RoleTable, _rounded

ROLES = tuple(Role("c", unit, "quoted", 0.9, 0.99, 0.01) for unit in range(10))


def table(width: float, height: float) -> RoleTable:
    """A table of a size."""
    return RoleTable(ROLES, ["#000000"] * 10, 0, Look(), QRectF(20, 30, width, height))


def test_a_row_is_found_where_it_stands() -> None:
    made = table(700, 500)
    assert [made.at(made.rect(row).center()) for row in range(10)] == list(range(10))
    assert made.at(QPointF(100, 35)) is None
    assert made.at(QPointF(1000, 200)) is None


def test_rows_that_have_no_room_are_left_out() -> None:
    made = table(700, 200)
    assert 0 < len(made.roles) < 10
    assert made.rect(len(made.roles) - 1).bottom() <= 230.5


def test_a_narrow_table_has_no_bars_and_a_wide_one_has() -> None:
    assert table(420, 500).bar == 0
    assert table(1000, 500).bar > 100


def test_a_probability_is_never_written_smaller_than_it_is() -> None:
    assert [_rounded(p) for p in (1 / 60, 0.02, 0.049, 0.05, 1.0)] == ["0.02", "0.02", "0.05", "0.05", "1.00"]


def test_every_probe_has_its_words() -> None:
    assert set(WORDS) == {probe.name for probe in PROBES}
