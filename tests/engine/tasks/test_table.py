"""A pasted table: what its columns are, and where each mistake is."""

import numpy as np
import pytest

from engine.errors import TextError
from engine.tasks.table import read_table


@pytest.mark.parametrize("text", ["a,b\n1,2.5\n3,4\n", "a;b\n1;2,5\n3;4", "1\t2.5\n3\t4", "1,2.50\r\n\r\n3,4.00\r\n"])
def test_separators_names_and_decimal_commas_are_understood(text: str) -> None:
    table = read_table(text)
    np.testing.assert_array_equal(table.values, [[1, 2.5], [3, 4]])
    assert table.names == (("a", "b") if text[0] == "a" else ("column 1", "column 2"))
    assert table.labels == ()


def test_words_that_come_again_are_labels_and_dates_are_left_out() -> None:
    table = read_table("day,x,kind\n1 May,1,a\n2 May,2,b\n3 May,3,a\n")
    assert (table.names, table.labels) == (("x",), ("a", "b", "a"))
    assert read_table("x,label\n1,0\n2,1\n3,0").labels == ("0", "1", "0")
    assert read_table("5\n6\n7").values.shape == (3, 1)


def test_decimals_are_those_that_are_written_and_no_more_than_tell_the_numbers_apart() -> None:
    assert read_table("0.30000000000000004,1\n2.1,3\n1.5,4").digits == 3
    assert read_table("0.5\n1.5\n2.5").digits == 1
    assert read_table("1000.123456\n3000.123456\n5000.5").digits == 0
    assert read_table("0.00012\n0.00034\n0.00056").digits == 5


@pytest.mark.parametrize(("text", "line", "column", "said"), [
    ("", 1, 1, "there is no table"),
    ("1,2\n3,x\n5,6\n", 2, 3, "'x' is no number"),
    ("1,2\n3,\n5,6\n", 2, 3, "a number is missing"),
    ("1,2\n3,2e9\n", 2, 3, "2e9 cannot be used"),
    ("1,2\n3,nan\n", 2, 3, "nan cannot be used"),
    ("1,2\n3,4,5\n", 2, 5, "this line has 3 cells"),
    ("1,2\n\n3\n", 3, 2, "this line has 1 cells"),
    ("a,b\na,b\n", 1, 3, "both look like labels"),
    ("x,a,b\n1,u,v\n2,u,v\n3,w,v", 2, 5, '"a" and "b" both look like labels'),
    ("x,label\n1,a\n2,\n3,a", 3, 3, "the label is missing"),
    ("1,1\n1,1\n", 1, 1, "every number is the same"),
])
def test_a_mistake_is_told_with_line_column_and_what_to_do(text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(TextError) as told:
        read_table(text)
    assert (told.value.line, told.value.column) == (line, column)
    assert said in told.value.what
    assert told.value.expected
    assert told.value.remedy
