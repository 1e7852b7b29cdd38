"""The two kinds of numbers."""

import numpy as np

from engine.arrays import type_of, xp


def test_types_go_by_the_names_that_runs_use() -> None:
    assert {name: np.zeros(1, dtype).dtype.itemsize for name, dtype in type_of.items()} == {"float32": 4, "float64": 8}
    assert xp is np
