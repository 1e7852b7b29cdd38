"""A text of the user's own: its parts, its characters, and what is refused."""

import numpy as np
import pytest

from engine.errors import TextError
from engine.tasks.own_text import LARGEST, MOST_SIGNS, OwnText, read_passage

TEXT = "".join(f"{number} is followed by {number + 1}.\n" for number in range(60))


def test_training_never_sees_the_last_tenth() -> None:
    task = OwnText(TEXT, 16)
    batch = task.batch(np.random.default_rng(0), 3000)
    seen = {"".join(row).replace("␣", " ").replace("↵", "\n") for row in batch.tokens}
    assert all(window in TEXT[: task.border] for window in seen)
    assert len(task.held_out("validation")) + len(task.held_out("test")) == len(TEXT) - task.border


def test_what_is_wanted_is_the_next_character_and_of_an_own_string_all_but_the_last() -> None:
    task = OwnText(TEXT, 16)
    batch = task.batch(np.random.default_rng(0), 4)
    np.testing.assert_array_equal(batch.targets[:-1], batch.x[1:])
    own = task.encode("1 is␣fol")
    np.testing.assert_array_equal(own.targets[:-1], own.x[1:])
    assert own.scored.sum() == len(own.scored) - 1


def test_line_ends_are_alike_and_visible_white_space_is_white_space() -> None:
    assert read_passage("ab\r\nc␣\rd" * 40) == "ab\nc \nd" * 40


@pytest.mark.parametrize(("text", "line", "column", "said"), [
    ("short\ntext", 2, 5, "the text has 10 characters"),
    ("a" * 300, 1, 1, "one character again and again"),
    ("ab\n" * LARGEST, 33334, 2, "the text has 300,000 characters"),
    ("".join(map(chr, range(0x4E00, 0x4E00 + MOST_SIGNS + 1))), 1, 1, "1,001 different characters"),
])
def test_what_teaches_nothing_is_refused(text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(TextError) as told:
        OwnText(text)
    assert (told.value.line, told.value.column) == (line, column)
    assert said in told.value.what
