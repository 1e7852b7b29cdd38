"""A stack is last in, first out."""

import numpy as np

from engine.tape import Tape


def test_the_youngest_frame_comes_off_first() -> None:
    frames = [{"h": np.full(3, t)} for t in range(5)]
    tape = Tape()
    for frame in frames:
        tape.push(frame)
    assert tape.depth == 5
    assert [tape.pop() is frame for frame in reversed(frames)] == [True] * 5
    assert tape.depth == 0
