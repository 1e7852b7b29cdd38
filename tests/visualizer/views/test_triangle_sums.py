"""The margins of the triangle against sums taken one by one."""

import numpy as np

from engine.influence import influence
from tests.visualizer.views.subjects import brackets
from visualizer.views.triangle_sums import triangle_sums


def test_the_margins_are_the_sums_of_rows_and_columns() -> None:
    sizes, rng = influence(brackets()).sizes["c"], np.random.default_rng(0)
    left = rng.random(12)
    found = triangle_sums(sizes, left)
    most = max(sum(row) for row in sizes.tolist())
    for known in (0, 5, 11, 12):
        wanted = [sum(row[known:]) / most for row in sizes.tolist()]
        np.testing.assert_allclose(found.sent[:, known], wanted, rtol=1e-12, atol=1e-15)
    columns = [sum(column) for column in sizes.T.tolist()]
    np.testing.assert_allclose(found.sizes, np.array(columns) / max(columns), rtol=1e-12)
    np.testing.assert_allclose(found.left, np.minimum(1, left / max(columns)), rtol=1e-12)


def test_nothing_sent_has_no_margins() -> None:
    found = triangle_sums(np.zeros((3, 3)), np.zeros(3))
    assert (len(found.sent), len(found.sizes), len(found.left)) == (0, 0, 0)


def test_what_is_no_number_is_nothing_and_what_is_endless_is_all() -> None:
    sizes = np.array([[1.0, np.nan], [0.0, np.inf]])
    found = triangle_sums(sizes, np.array([1.0, np.inf]))
    assert found.sizes.tolist()[1] in (0.0, 1.0)
    assert ((found.sent >= 0) & (found.sent <= 1)).all()
    assert np.isfinite(found.left).all()
