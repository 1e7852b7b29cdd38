"""What a disk refuses is provoked on one, and told in Chinese; what nobody translated keeps the words of the system."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.disk_words import cause


@pytest.mark.parametrize(("provoke", "zh"), [
    (lambda here: (here / "none").read_text(), "没有这个文件或文件夹"), (lambda here: here.read_text(), "这是文件夹"),
    (lambda here: (here / "file" / "x").read_text(), "路径中有一段不是文件夹"),
    (lambda here: (here / ("x" * 5000)).read_text(), "名字太长"), (lambda here: here.mkdir(), "已经存在"),
    (lambda here: (here / "odd").read_text("utf-8"), "第 3 个字节不是 UTF-8"),
    (lambda here: (here / "a\0b").read_text(), "路径不对"),
])  # fmt: skip
def test_what_the_system_refuses_is_told_in_chinese(tmp_path: Path, provoke: Callable[[Path], str], zh: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "odd").write_bytes(b"ab\xff")
    with pytest.raises((OSError, ValueError)) as raised:
        provoke(tmp_path)
    assert cause(raised.value).zh == zh
    assert cause(raised.value) in str(raised.value)


def test_what_nobody_translated_keeps_the_words_of_the_system() -> None:
    told = cause(OSError(99999, "Strange"))
    assert (told, told.zh) == ("Strange", "Strange")
