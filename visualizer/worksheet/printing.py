"""A worksheet and its key as PDF files."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from engine.by_hand import unfit
from engine.trace import Trace
from visualizer.errors import VisualizerError, not_written
from visualizer.paint import Look
from visualizer.theme import LIGHT
from visualizer.worksheet.paper import DPI
from visualizer.worksheet.sheet import Sheet, sheet


def too_much(trace: Trace, look: Look) -> str:
    """Say why a step is too much for a pencil; nothing if it is not."""
    zh, en = unfit(trace)
    return en and look.word(
        f"这一步没法用手算：{zh}。需要一个单元、几个时间步。请用预设 by-hand。",
        f"This step is too much for a pencil: {en}. One unit and a few time steps were expected. "
        "Take the preset by-hand.",
    )


def print_step(trace: Trace, title: str, look: Look, out: Path) -> list[Path]:
    """Print a worksheet and a key of a training step into a folder; gives both files."""
    if told := too_much(trace, look):
        raise VisualizerError(told)
    paper = replace(look, theme=LIGHT)
    written = sheet(trace, title, paper)
    made = []
    for filled in (False, True):
        kind = "key" if filled else "worksheet"
        path = out / f"{trace.run or trace.cell.name}-{trace.step}-{kind}.{look.lang}.pdf"
        _write(written, path, filled=filled)
        made.append(path)
    return made


def _write(written: Sheet, path: Path, *, filled: bool) -> None:
    """Write a sheet to a file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    except OSError as error:
        raise not_written(path, error) from error
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(DPI)
    writer.setTitle(written.title)
    writer.setCreator("Unrolled")
    painter = QPainter(writer)
    for number in range(len(written.pages)):
        if number:
            writer.newPage()
        written.paint(painter, number, filled=filled)
    painter.end()
