"""Moments named by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.address import address, checked
from engine.beats import Beat, Beats, Phase
from engine.errors import RunError

BEATS = Beats(("z", "h", "y"), 5)


@pytest.mark.parametrize(
    ("text", "beat"),
    [
        ("start", None),
        ("forward 3", Beat(Phase.FORWARD, 2, "y")),
        ("forward 3 h", Beat(Phase.FORWARD, 2, "h")),
        ("forward last", Beat(Phase.FORWARD, 4, "y")),
        ("loss", Beat(Phase.LOSS)),
        ("backward 5", Beat(Phase.BACKWARD, 4, "z")),
        ("backward last y", Beat(Phase.BACKWARD, 4, "y")),
        ("backward 1", Beat(Phase.BACKWARD, 0, "z")),
        ("update", Beat(Phase.UPDATE)),
        ("end", Beat(Phase.UPDATE)),
    ],
)
def test_an_address_is_its_beat(text: str, beat: Beat | None) -> None:
    assert address(text, BEATS) == BEATS.done(beat)


@given(st.integers(1, 5), st.sampled_from(["forward", "backward"]), st.sampled_from(["z", "h", "y"]))
def test_every_beat_of_both_passes_has_an_address(time: int, way: str, name: str) -> None:
    beat = BEATS.at(address(f"{way} {time} {name}", BEATS))
    assert beat == Beat(Phase[way.upper()], time - 1, name)


@pytest.mark.parametrize(
    "text", ["", "begin", "forward", "forward 0", "forward -1", "forward 3 h h", "Forward 3", "loss 2"]
)
def test_what_is_no_address_is_refused_with_the_grammar(text: str) -> None:
    with pytest.raises(RunError, match=r"names no moment\. A moment is"):
        checked(text)


def test_a_time_step_or_line_that_is_not_there_is_told_with_the_range() -> None:
    with pytest.raises(RunError, match=r"there is no time step 6. They go from 1 to 5"):
        address("forward 6", BEATS)
    with pytest.raises(RunError, match=r'there is no line "c". The lines are z, h, y'):
        address("forward 3 c", BEATS)
    assert checked("forward 900000 anything") == "forward 900000 anything"
