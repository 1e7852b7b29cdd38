"""Worksheets of the runs of a preset, without a window."""

from dataclasses import replace
from pathlib import Path

from engine.trainer import Trainer
from presets.load import load
from visualizer.app import application
from visualizer.errors import VisualizerError
from visualizer.fonts import load_fonts
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.worksheet.printing import print_step


def print_preset(preset: str, run: str, update: int, lang: str, out: Path) -> list[Path]:
    """Print a worksheet and a key of a run of a preset, or of all its runs."""
    application()
    fonts, known = load_fonts(), load(preset)
    look = Look(LIGHT, lang, fonts.sans, fonts.maths)
    if run and run not in known.runs:
        raise VisualizerError(f'{preset} has no run "{run}". Its runs are {", ".join(known.runs)}. Name one of them.')
    made: list[Path] = []
    for name, each in known.runs.items():
        if run in {"", name}:
            trainer = Trainer(each)
            trainer.goto(update)
            trace = replace(trainer.trace(), run=name)
            made += print_step(trace, look.word(known.title.zh, known.title.en), look, out)
    return made
