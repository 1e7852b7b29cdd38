"""The README is true: its keys are the program's, and what it points to is there."""

import re
from pathlib import Path

from engine.cells import CELLS
from presets.load import VIEWS
from visualizer.actions import ACTIONS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_key_of_the_program_stands_in_the_readme_and_no_other() -> None:
    rows = re.findall(r"^\| (`.+?`) \| (.+?) \|$", README, re.MULTILINE)
    assert rows == [(", ".join(f"`{key}`" for key in action.keys), action.en) for action in ACTIONS]


def test_what_it_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_cell_is_named() -> None:
    assert all(f"`{cell}`" in README for cell in CELLS)


def test_every_view_is_named() -> None:
    assert all(f"`{view}`" in README for view in VIEWS)
