"""Tables in type."""

import pytest

from visualizer.blocks import Table, Words
from visualizer.fonts import load_fonts
from visualizer.table_text import SetTable, set_table
from visualizer.text_box import Manner, TextBox
from visualizer.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")


def made(rows: list[list[str]], room: float) -> SetTable:
    """A table of words, its last column aligned right."""
    cells = tuple(tuple((Words(text),) for text in row) for row in rows)
    table = Table(cells, ("left",) * (len(rows[0]) - 1) + ("right",), 1)
    return set_table(table, Manner(load_fonts(), 32, 48.0, LIGHT.ink), LIGHT, room)


def test_columns_are_as_wide_as_their_words_and_numbers_end_together() -> None:
    table = made([["gate", "n"], ["input", "1,024"], ["output", "512"]], 1500)
    words = [piece for piece in table.pieces if isinstance(piece.content, TextBox)]
    ends = [piece.x + piece.width for piece in words[1::2]]
    assert max(ends) - min(ends) < 0.5
    assert max(ends) < 400


def test_a_wide_table_is_broken_into_lines_to_fit() -> None:
    table = made([["a", "b"], ["many words " * 20, "more words " * 20]], 600)
    assert max(piece.x + piece.width for piece in table.pieces) <= 600.5
    assert table.height > 300


def test_rows_do_not_overlap_and_ragged_rows_are_no_matter() -> None:
    table = made([["a", "b"], ["c"], ["d", "e", "f"]], 600)
    assert list(table.tops) == sorted(table.tops)
    assert len(table.tops) == 3


def test_forty_columns_fit_somehow() -> None:
    table = made([["word"] * 40, ["word"] * 40], 1500)
    assert table.height < 1000
