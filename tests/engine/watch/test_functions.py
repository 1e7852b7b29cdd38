"""The functions against Python's own `statistics` and `math`."""

import math
import statistics

import numpy as np
import pytest

from engine.watch.functions import FUNCTIONS, PLACING, length

ROW = [3.0, -1.5, 0.25, 2.0]
CONDITIONS = [1.0, 0.0, 1.0, 1.0]
ORACLES = {
    "abs": [3.0, 1.5, 0.25, 2.0],
    "sign": [1.0, -1.0, 1.0, 1.0],
    "sqrt": [math.sqrt(3), math.nan, 0.5, math.sqrt(2)],
    "exp": [math.exp(x) for x in ROW],
    "log": [math.log(3), math.nan, math.log(0.25), math.log(2)],
    "log10": [math.log10(3), math.nan, math.log10(0.25), math.log10(2)],
    "isnan": [0, 0, 0, 0],
    "isinf": [0, 0, 0, 0],
    "isfinite": [1, 1, 1, 1],
    "norm": math.hypot(*ROW),
    "min": min(ROW),
    "max": max(ROW),
    "sum": sum(ROW),
    "mean": statistics.fmean(ROW),
    "median": statistics.median(ROW),
    "std": statistics.pstdev(ROW),
    "len": 4,
    "argmax": 1,
    "argmin": 2,
    "any": 1,
    "all": 0,
    "share": 0.75,
    "count": 3,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_what_it_says(name: str) -> None:
    function = FUNCTIONS[name]
    row = np.array([ROW if function.takes == "numbers" else CONDITIONS])
    with np.errstate(invalid="ignore"):
        found = function.run(row)
    assert function.gathers == (found.ndim == 1)
    np.testing.assert_allclose(found[0], ORACLES[name], rtol=1e-15)
    assert function.says
    assert function.zh


@pytest.mark.parametrize("name", ["isnan", "isinf", "isfinite"])
def test_numbers_that_are_none_are_told_apart(name: str) -> None:
    wild = [math.nan, math.inf, -math.inf, 0.0]
    assert FUNCTIONS[name].run(np.array([wild])).tolist() == [[float(getattr(math, name)(x)) for x in wild]]


def test_a_length_neither_overflows_nor_hides_what_is_no_number() -> None:
    with np.errstate(all="raise"):
        assert length(np.array([[3e300, 4e300], [0, 0]])) == pytest.approx([5e300, 0])
    assert length(np.array([[np.inf, 1.0]])) == np.inf
    assert np.isnan(length(np.array([[np.nan, 1.0]])))


def test_placing_functions_exist() -> None:
    assert set(PLACING) <= set(FUNCTIONS)
