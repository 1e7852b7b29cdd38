"""Tables as series: the last numbers of each line, a head passed over, and the first cell that is none named."""

from pathlib import Path

import pytest

from engine.tasks.task import LONGEST
from visualizer.strips.table_file import rows_of, strokes_of
from visualizer.strips.unfit import Unfit

ONE, TWO = (("值", "value"),), (("出", "out"), ("入", "in"))


def file(folder: Path, text: str) -> Path:
    """A table."""
    path = folder / "mine.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("text", [
    "year,spots\n1700,5\n1701,11.5\n", "1700;5\n1701;11.5", "5\t\n11.5", "5 11.5", "#x\n5\n11.5",
])  # fmt: skip
def test_numbers_are_found_however_they_are_separated(tmp_path: Path, text: str) -> None:
    assert rows_of(file(tmp_path, text), ONE) == ([(5.0,), (11.5,)], False)


def test_two_numbers_a_line_and_the_rest_is_left(tmp_path: Path) -> None:
    assert rows_of(file(tmp_path, "t,a,b\n0,1,2\n1,−3,4"), TWO) == ([(1, 2), (-3, 4)], False)
    rows, cut = rows_of(file(tmp_path, "1,2\n" * (LONGEST + 3)), TWO)
    assert (len(rows), cut) == (LONGEST, True)


@pytest.mark.parametrize(("text", "said"), [
    ("1,2\n3,x", 'line 2, column 2: "x" is no number'),
    ("1,2\n3", "line 2 has 1 columns"),
    ("5\n6", "line 1 has 1 columns"),
    ("a,b\n", "has no numbers"),
    ("1,2\n3,1e9", 'column 2: "1e9" is no number'),
])  # fmt: skip
def test_what_is_wrong_is_named_where_it_stands(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        rows_of(file(tmp_path, text), TWO)


def test_an_empty_line_lifts_the_pen(tmp_path: Path) -> None:
    assert strokes_of(file(tmp_path, "x,y\n0,0\n0,1\n\n1,1\n")) == [[(0, 0), (0, 1)], [(1, 1)]]
    with pytest.raises(Unfit, match="line 2 has 1 columns"):
        strokes_of(file(tmp_path, "0,0\n3\n"))
