"""What pydantic and tomllib find is told in Chinese, with its numbers; what has no Chinese is told in English."""

import pytest

from engine.form_words import of_toml, of_value


def test_a_value_is_told_with_the_numbers_of_its_bounds() -> None:
    assert of_value("greater_than_equal", {"ge": 1}, "Input should be greater than or equal to 1") == "应不小于 1"
    assert of_value("literal_error", {"expected": "'a', 'b' or 'c'"}, "") == "应是 'a', 'b' 或 'c'"


def test_what_has_no_chinese_is_told_in_english() -> None:
    assert of_value("new_kind", {}, "Input is odd") == "不合要求（Input is odd）"
    assert of_toml("It is odd") == "It is odd"


@pytest.mark.parametrize(("said", "zh"), [
    ("Invalid value (column 5)", "等号后面的值看不懂（第 5 列）"),
    ("Illegal character '\\n' (column 7)", "字符串没有在这一行合上引号（第 7 列）"),
    ("Unclosed array (at end of document)", "列表没有用 ] 合上"),
    ("Cannot declare ('x',) twice (column 2)", "表 ('x',) 写了两次（第 2 列）"),
    ("Unclosed inline table (column 8)", "花括号没有用 } 合上（第 8 列）"),
])  # fmt: skip
def test_a_line_that_is_no_toml_is_told_with_its_column(said: str, zh: str) -> None:
    assert of_toml(said) == zh
