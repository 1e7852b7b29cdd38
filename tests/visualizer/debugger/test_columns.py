"""Columns of numbers: three significant digits for the largest, one factor, aligned points."""

import numpy as np
import pytest

from visualizer.debugger.columns import setting


@pytest.mark.parametrize(("values", "texts", "factor"), [
    ([0.452, -0.192], ["0.452", "−0.192"], ""),
    ([11.53, 3.21], ["11.5", "3.2"], ""),
    ([1.153e-5, -3e-7], ["1.15", "−0.03"], "× 10⁵"),
    ([2.5e7, 1.0], ["2.50", "0.00"], "× 10⁻⁷"),
    ([0.0, 0.0], ["0.000", "0.000"], ""),
    ([float("nan"), float("inf"), 1.5], ["NaN", "∞", "1.50"], ""),
    ([0.0312, -0.00001], ["0.0312", "0.0000"], ""),
])  # fmt: skip
def test_a_column_is_written_by_its_largest_number(values: list[float], texts: list[str], factor: str) -> None:
    column = setting(np.array(values))
    assert [column.write(value) for value in values] == texts
    assert column.factor == factor


def test_the_factor_gives_the_number_back() -> None:
    for value in (3.7e-12, 8.1e9, 0.5, 123.0):
        column = setting(np.array([value]))
        assert float(column.write(value)) / 10.0**column.shift == pytest.approx(value, rel=5e-3)
