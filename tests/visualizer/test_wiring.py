"""One place connects our objects, and every object of the window takes part."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_window_itself_connects_nothing() -> None:
    assert ".connect(" not in (ROOT / "visualizer/window.py").read_text("utf-8")


def test_every_connection_goes_from_one_object_of_the_window_to_another() -> None:
    text = (ROOT / "visualizer/wiring.py").read_text("utf-8")
    pairs = re.findall(r"window\.(\w+)\.\w+\.connect\((?:lambda \w+: )?window\.(\w+)", text)
    assert len(pairs) > 20
    assert all(source != target for source, target in pairs)
