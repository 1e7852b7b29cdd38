"""Labelled lines of the user's own: parts share nothing, the class is wanted at the end."""

import numpy as np
import pytest

from engine.errors import RunError, TextError
from engine.tasks.own_classes import OwnClasses

LINES = "a,b,kind\n" + "\n".join(f"{k},{k % 2}.25,{('odd', 'even')[k % 2 == 0]}" for k in range(50))


def test_the_class_is_wanted_at_the_last_number_and_nowhere_else() -> None:
    task = OwnClasses(LINES)
    batch = task.batch(np.random.default_rng(0), 200)
    assert batch.scored.sum(axis=0).tolist() == [1] * 200
    for row, tokens in enumerate(batch.tokens):
        wanted = task.symbols[int(batch.targets[-1, row].argmax())]
        assert wanted == ("odd" if int(float(tokens[0])) % 2 else "even")


def test_held_out_lines_are_never_drawn() -> None:
    task = OwnClasses(LINES)
    drawn = {row[0] for row in task.batch(np.random.default_rng(0), 2000).tokens}
    held = {task.encode(f"#{number}").tokens[0][0] for number in range(1, 6)}
    assert len(held) == 5
    assert not drawn & held
    assert len(drawn) == 40


def test_a_line_is_typed_or_named_and_one_that_is_too_long_is_refused() -> None:
    task = OwnClasses(LINES)
    assert task.encode("3 1.25").tokens == (("3.00", "1.25"),)
    with pytest.raises(RunError, match="A line has 2"):
        task.encode("1 2 3")
    with pytest.raises(RunError, match="There is no example 6"):
        task.encode("#6")


@pytest.mark.parametrize(("table", "said"), [
    ("1,2\n3,4\n", "the table has no labels"),
    ("x,label\n1,a\n2,b\n3,a\n", "the table has 3 lines"),
    ("x,label\n" + "\n".join(f"{k},a" for k in range(30)), "there are 1 different labels"),
    ("x,label\n" + "\n".join(f"{k},{'ab'[k % 2] * 30}" for k in range(30)), "is long"),
])
def test_what_has_no_classes_is_refused(table: str, said: str) -> None:
    with pytest.raises(TextError, match=said):
        OwnClasses(table)
