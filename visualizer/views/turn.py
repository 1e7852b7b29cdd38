"""Whose turn it is: a net that hears something out, or sees it once, says nothing before it is asked."""

from engine.trace import Trace


def turn(trace: Trace) -> int:
    """From which step on such a net answers; 0 for one that says something at every step."""
    if trace.decodes:
        return trace.border
    if trace.sight is None or not trace.sight.once or trace.T < 2:
        return 0
    if trace.scored.any():
        return int((trace.scored > 0).argmax())
    return int(trace.read is None or bool(trace.read[1:].any()))
