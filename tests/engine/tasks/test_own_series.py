"""A series of the user's own: parts in time, the next line wanted, persistence as the answer to beat."""

import numpy as np
import pytest

from engine.errors import TextError
from engine.tasks.own_series import OwnSeries

LINES = "\n".join(f"{t}.5,{-t}" for t in range(200))


def test_training_sees_the_first_part_only_and_wants_the_line_after() -> None:
    task = OwnSeries("up,down\n" + LINES, 10)
    assert task.names == ("up", "down")
    batch = task.batch(np.random.default_rng(0), 500)
    np.testing.assert_array_equal(batch.targets[:-1], batch.x[1:])
    said = {float(token.split("/")[0]) for row in batch.tokens for token in row}
    assert max(said) < 140
    assert batch.tokens[0][0].split("/")[1].startswith("−")


def test_the_scale_is_that_of_the_training_part() -> None:
    task = OwnSeries(LINES, 10)
    x = task.encode(" ".join(f"{t}.5 {-t}" for t in range(140))).x
    np.testing.assert_allclose(x.mean(axis=(0, 1)), 0, atol=1e-12)
    np.testing.assert_allclose(x.std(axis=(0, 1)), 1, atol=1e-12)


def test_who_says_that_nothing_changes_saves_nothing() -> None:
    class Stays:
        def __call__(self, x: np.ndarray, *_: object) -> np.ndarray:
            return x

    assert OwnSeries(LINES, 10).measure(Stays(), np.random.default_rng(0))["saved"] == 0  # type: ignore[arg-type]  # all it is asked


def test_its_example_reads_back() -> None:
    task = OwnSeries(LINES, 10)
    assert task.encode(task.example()).tokens[0][-1] == "199.5/−199.0"


@pytest.mark.parametrize(("table", "said"), [
    ("x,label\n1,a\n2,b\n3,a\n", "the table has labels"),
    ("\n".join("1,2,3,4,5,6,7,8,9,10,11,12,13" for _ in range(99)) + "\n0" + ",1" * 12, "13 columns of numbers"),
    ("1\n2\n3\n", "the table has 3 lines of numbers"),
])
def test_what_is_no_series_is_refused(table: str, said: str) -> None:
    with pytest.raises(TextError, match=said):
        OwnSeries(table)
