"""Steps of the preset, for the tests of their sheets."""

from functools import cache

from engine.trace import Trace
from engine.trainer import Trainer
from presets.load import load
from visualizer.paint import Look
from visualizer.worksheet.sheet import Sheet, sheet


@cache
def small(run: str) -> Trace:
    """The first step of a run."""
    return Trainer(load("by-hand").runs[run]).trace()


def made(run: str, lang: str = "en") -> Sheet:
    """Its sheet."""
    return sheet(small(run), "By hand", Look(lang=lang))
