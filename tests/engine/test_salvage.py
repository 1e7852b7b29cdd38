"""What can be read of a document with mistakes: every bad line is told, and what is good is kept."""

import tomllib

import pytest

from engine.salvage import salvaged
from engine.toml import Source

GOOD = 'a = 1\n[one]\nb = "x"\n[[two]]\nc = [1, 2]\n[[two]]\nc = [3]\n'


def test_a_good_document_is_what_tomllib_reads() -> None:
    found = salvaged(Source(GOOD, "x.toml"))
    assert found.data == tomllib.loads(GOOD)
    assert (found.told, found.lost) == ((), frozenset())
    assert not found.misses(("a",))


def test_every_line_that_is_not_toml_is_told_and_the_rest_is_kept() -> None:
    text = GOOD.replace("a = 1", "a = one two").replace("c = [3]", "c = [3")
    found = salvaged(Source(text, "x.toml"))
    assert [told.partition(": ")[0] for told in found.told] == ["x.toml:1", "x.toml:7"]
    assert found.data == {"one": {"b": "x"}, "two": [{"c": [1, 2]}, {}]}
    assert found.misses(("a",))
    assert found.misses(("two", 1, "c"))
    assert not found.misses(("one", "b"))


def test_a_broken_header_takes_its_table_with_it_and_no_other() -> None:
    found = salvaged(Source(GOOD.replace("[one]", "[one"), "x.toml"))
    assert [told.partition(": ")[0] for told in found.told] == ["x.toml:2"]
    assert found.data == {"a": 1, "two": [{"c": [1, 2]}, {"c": [3]}]}
    assert found.misses(("one",))


@pytest.mark.parametrize("text", ['a = 1\nb = """open\nc = 2\n', "a = " + "[" * 40_000, "a." * 9 + "a = 1"])
def test_what_cannot_be_mended_line_by_line_is_told_once(text: str) -> None:
    found = salvaged(Source(text, "x.toml"))
    assert len(found.told) >= 1
    assert len(found.told) == len(set(found.told))


def test_lines_are_counted_from_where_the_text_begins() -> None:
    assert salvaged(Source("a = 1\nb =\n", "deck.md", 40)).told[0].startswith("deck.md:41: ")
