"""Moments of the animation as views need them: how far a beat's motion has come, and where a click comes to rest."""

from engine.beats import Beat, Cursor, Phase
from visualizer.paint import ease


def rest_at(cursor: Cursor, t: int) -> Beat:
    """The beat that completes a time step, in the pass of the moment."""
    names = cursor.beats.names
    return Beat(Phase.BACKWARD, t, names[0]) if cursor.backwards else Beat(Phase.FORWARD, t, names[-1])


def moving_since(cursor: Cursor) -> int:
    """How many beats were done before the motion of this moment began.

    Where the cursor does not say, a completed time step is taken for a move of a whole one.
    """
    if cursor.moved:
        return cursor.done - cursor.moved
    n, half = len(cursor.beats.names), cursor.beats.T * len(cursor.beats.names)
    back = cursor.done - half - 1
    if 0 < cursor.done <= half and cursor.done % n == 0:
        return cursor.done - n
    if 0 < back <= half and back % n == 0:
        return cursor.done - n
    return cursor.done - 1


def shown(cursor: Cursor, phase: Phase, t: int = -1, line: str = "") -> float:
    """How much of the motion of one beat is to be seen: 0 before it, 1 after, eased in between."""
    event = cursor.beats.done(Beat(phase, t, line))
    if event > cursor.done:
        return 0.0
    return ease(cursor.part) if event > moving_since(cursor) else 1.0
