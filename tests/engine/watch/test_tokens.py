"""Words of a watch, and characters that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import WatchError
from engine.watch.tokens import LONGEST, Kind, tokens
from tests.engine.watch.sight import mistaken


def test_names_numbers_and_signs_are_told_apart() -> None:
    found = tokens("""norm(dh'[t-1])>=1.5e-3 and "enc:zi.x" ** .5 != zf.h' """)
    assert [token.text for token in found] == [
        "norm", "(", "dh'", "[", "t", "-", "1", "]", ")", ">=", "1.5e-3",
        "and", "enc:zi.x", "**", ".5", "!=", "zf.h'", "",
    ]  # fmt: skip
    assert [token.kind for token in found][-6:-3] == [Kind.QUOTED, Kind.SIGN, Kind.NUMBER]


def test_a_name_of_a_side_needs_no_quotation_marks_and_a_colon_alone_is_a_sign() -> None:
    assert [token.text for token in tokens("dec:zi.h'[:,2]")] == ["dec:zi.h'", "[", ":", ",", "2", "]", ""]


def test_what_a_chinese_keyboard_writes_is_read() -> None:
    said, meant = tokens("h［t］　＞　１．５"), tokens("h[t] > 1.5")
    assert [token.text for token in said] == [token.text for token in meant]
    assert [token.text for token in tokens("h’ ≤ 3 × 2")] == ["h'", "<=", "3", "*", "2", ""]


@pytest.mark.parametrize(
    ("text", "at", "hint"), [("h = 1", 2, "=="), ("a & b", 2, "and"), ("h!", 1, "not"), ("中", 0, "")]
)
def test_a_character_that_is_none_is_pointed_at(text: str, at: int, hint: str) -> None:
    with pytest.raises(WatchError) as told:
        tokens(text)
    assert told.value.at == at
    assert hint in told.value.remedy


def test_the_length_has_a_limit() -> None:
    assert len(tokens("+" * LONGEST)) == LONGEST + 1
    with pytest.raises(WatchError, match="it has 301 characters"):
        tokens("+" * (LONGEST + 1))


@given(st.text(alphabet="ht'.[]()<>=+-*/:\"1e _d，（", max_size=40))
def test_every_word_stands_where_it_says(text: str) -> None:
    error = mistaken(tokens, text)
    if error is not None:
        assert 0 <= error.at < len(text)
        return
    last = 0
    for token in tokens(text):
        assert last <= token.span[0] <= token.span[1] <= len(text)
        assert not text[last : token.span[0]].strip()
        last = token.span[1]
