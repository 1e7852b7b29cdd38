"""The tree of what can go wrong in the window, and what of it is told in both languages."""

import ast
from pathlib import Path

import pytest

from engine.sentence import Sentence
from visualizer.errors import DeckError, FormulaError, VisualizerError, not_written

ROOT = Path(__file__).parents[2]
# what only a command is told -> which
COMMANDS = {
    "visualizer/worksheet/of_preset.py": "print", "visualizer/debugger/pictures.py": "debug --pictures",
    "visualizer/debugger/preset_deck.py": "debug", "visualizer/tour.py": "tour",
    "visualizer/gallery/pictures.py": "gallery --pictures",
    "visualizer/worksheet/printing.py": "is told in the language of its look",
}  # fmt: skip
FILES = sorted((ROOT / "visualizer").rglob("*.py"))


def test_every_error_of_the_window_is_caught_as_one() -> None:
    assert issubclass(DeckError, VisualizerError)
    assert issubclass(FormulaError, VisualizerError)
    told = Sentence("a.md:1: what. expected. do.", "a.md 第 1 行：何事。何求。何为。")
    assert (str(DeckError(told)), DeckError(told).told.zh) == ("a.md:1: what. expected. do.", told.zh)


def test_a_file_that_could_not_be_written_is_told_in_both_languages() -> None:
    error = not_written(Path("/no/a.csv"), OSError(2, "No such file or directory"))
    assert str(error).startswith("/no/a.csv could not be written (No such file or directory).")
    assert error.told.zh.startswith("/no/a.csv 写不进去（没有这个文件或文件夹）。")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_room_is_told_is_said_in_both_languages(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in COMMANDS:
        return
    both = {"Sentence", "at_line"}
    silent = [
        f"line {node.lineno}: {ast.unparse(node)[:80]}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"VisualizerError", "DeckError"}
        and not (isinstance(node.args[0], ast.Call) and ast.unparse(node.args[0].func) in both)
    ]  # fmt: skip
    assert not silent, "\n".join(["say it in Chinese too, Sentence(en, zh):", *silent])
