"""Expressions that are well written and mean nothing: pointed at, with what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import WatchError
from engine.watch.binding import Binder
from engine.watch.grammar import parse
from engine.watch.watch import read
from tests.engine.watch.sight import mistaken, trace, words

WORDS = words(trace())


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("norm(dhh[t]) > 1", 5, 'no name "dhh".*Did you mean "dh"'),
        ("1 > updat", 4, 'Did you mean "update"'),
        ("norn(h) > 1", 0, 'no function "norn".*Did you mean "norm"'),
        ("norm(h, 2) > 1", 0, "2 arguments"),
        ("any(h)", 4, "takes conditions"),
        ("norm(h > 1)", 5, "takes numbers"),
        ("not loss", 4, "Behind not belongs a condition"),
        ("-clipped > 1", 1, "belongs a number"),
        ("clipped > 1", 0, "belong numbers"),
        ("h[t, 1] and clipped", 0, "belong conditions"),
        ("loss == nan", 8, "isnan"),
        ("x + h > 1", 2, "same places"),
        ("any(h[:] > h[t])", 9, r"Write \[t\]"),
        ("any(zf.h' > h[t])", 10, "same places"),
        ("dh'[t, 1] > 0", 0, r"Write dh\[t-1\]"),
        ("norm(delta(h)) > 1", 5, "an update adds nothing to h"),
        ("loss[3] > 1", 0, "has no places"),
        ("argmax(h) > 1", 7, "One kind of place"),
        ("norm(last(h, 3)) > 1", 10, "as in last"),
        ("mean(last(loss, 0)) > 1", 16, "how many"),
        ("mean(last(loss)) > 1", 5, "as in last"),
        ("mean(losses) > norm(losses - h)", 27, "same places"),
    ],
)
def test_it_is_pointed_at(text: str, at: int, said: str) -> None:
    with pytest.raises(WatchError, match=f"(?s){said}") as told:
        Binder(text, WORDS).bind(parse(text))
    assert told.value.at == at


def test_within_a_function_that_gathers_the_loss_is_its_history() -> None:
    median, _ = Binder(text := "median(loss)", WORDS).bind(parse(text))
    said, _ = Binder(text := "median(losses)", WORDS).bind(parse(text))
    assert [arg.name for arg in median.args] == [arg.name for arg in said.args] == ["losses"]
    plain, shape = Binder(text := "abs(loss)", WORDS).bind(parse(text))
    assert plain.args[0].name == "loss"
    assert not shape.axes


PIECES = (
    "h c f zi x dh dc h' zf.h' zf.b \"y.h\" d( delta( loss losses gradient clipped update T t norm( any( min( last( "
    "isnan( [t] [t-1] [:,2] [3] [t,5] [2,1] ) ( > < == + - * / ** and or not 1 .5 1e3 nan inf , : ] ["
)


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=14).map(" ".join))
def test_any_row_of_words_is_read_or_pointed_into(text: str) -> None:
    error = mistaken(lambda text: read(text, WORDS), text)
    assert error is None or (0 <= error.at <= len(text) and error.what and error.expected)
