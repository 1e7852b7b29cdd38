"""What pydantic and tomllib find wrong with a file, in Chinese: they say it in English, by kinds that have names."""

import re
from collections.abc import Mapping

VALUES: Mapping[str, str] = {
    "greater_than": "应大于 {gt:g}", "greater_than_equal": "应不小于 {ge:g}",
    "less_than": "应小于 {lt:g}", "less_than_equal": "应不大于 {le:g}",
    "int_type": "应是整数", "int_from_float": "应是整数，不能带小数", "int_parsing": "应是整数",
    "float_type": "应是数", "finite_number": "应是有限的数", "bool_type": "应是 true 或 false",
    "string_type": "应是字符串，写在引号里", "literal_error": "应是 {expected}",
    "string_too_short": "至少要有 {min_length} 个字符", "string_too_long": "最多 {max_length} 个字符",
    "too_short": "至少要有 {min_length} 项，现在是 {actual_length} 项",
    "too_long": "最多 {max_length} 项，现在是 {actual_length} 项",
    "list_type": "应是列表，写在方括号里", "tuple_type": "应是列表，写在方括号里",
    "dict_type": "应是一张表", "model_type": "应是一张表", "model_attributes_type": "应是一张表",
    "date_type": "应是日期，如 2025-01-31", "date_parsing": "应是日期，如 2025-01-31",
    "date_from_datetime_parsing": "应是日期，如 2025-01-31", "date_from_datetime_inexact": "应是日期，不带时刻",
}  # fmt: skip
"""By the kind of pydantic's error, with the numbers of its context."""
PLACE = re.compile(r" \((?:column (\d+)|at end of document)\)$")
TOML: tuple[tuple[str, str], ...] = (
    (r"Expected '=' after a key in a key/value pair", "键的后面应是 ="),
    (r"Expected newline or end of document after a statement", "一行的后面应换行"),
    (r"Expected '\]' at the end of a table declaration", "表名后面应是 ]"),
    (r"Expected '\]\]' at the end of an array declaration", "表名后面应是 ]]"),
    (r"Expected newline or end of document.*", "一行的后面应换行"),
    (r"Invalid statement", "这一行不是语句"),
    (r"Invalid value", "等号后面的值看不懂"),
    (r"Invalid initial character for a key part", "键不能这样开头"),
    (r"Invalid date or datetime", "这不是日期"),
    (r"Invalid hex value|Escaped character is not a Unicode scalar value", "字符的编号不对"),
    (r"Unclosed array", "列表没有用 ] 合上"),
    (r"Unclosed inline table", "花括号没有用 }} 合上"),
    (r"Unterminated string", "字符串没有合上引号"),
    (r"Expected (.+)", "这里应是 {0}"),
    (r"Unescaped '\\' in a string", "字符串里的 \\ 要写成两个"),
    (r"Illegal character '\\n'", "字符串没有在这一行合上引号"),
    (r"Illegal character (.+)", "不能有字符 {0}"),
    (r"Duplicate inline table key (.+)", "键 {0} 写了两次"),
    (r"Cannot declare (.+) twice", "表 {0} 写了两次"),
    (r"Cannot overwrite a value", "这个键已经写过"),
    (r"Cannot (?:mutate|redefine|extend|define).*", "这张表已经写定，不能再改"),
    (r"Unsupported escape.*|Invalid escape.*", "反斜杠后面的字符不对"),
)  # fmt: skip
"""What tomllib says, as a pattern, and the same in Chinese."""


def of_value(kind: str, context: Mapping[str, object], said: str) -> str:
    """Say what is wrong with a value, without a full stop; `said` is the English, for a kind without Chinese."""
    form = VALUES.get(kind)
    return f"不合要求（{said}）" if form is None else form.format(**context).replace(" or ", " 或 ")


def of_toml(said: str) -> str:
    """Say why a line is not TOML."""
    place = PLACE.search(said)
    bare, column = PLACE.sub("", said), f"（第 {place[1]} 列）" if place and place[1] else ""
    for pattern, zh in TOML:
        if found := re.fullmatch(pattern, bare):
            return zh.format(*found.groups()) + column
    return said
