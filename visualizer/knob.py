"""How a scene's knob turns: by equal steps from end to end, and no further. No Qt here."""

from presets.load import Knob

TURNS = 10
"""Steps of a knob from end to end."""


def turned(knob: Knob, value: float, direction: int) -> float:
    """The next of the knob's TURNS + 1 places from a value, staying between its ends."""
    place = round((value - knob.low) / (knob.high - knob.low) * TURNS) + direction
    return round(knob.low + (knob.high - knob.low) * max(0, min(TURNS, place)) / TURNS, 6)
