"""Who may import whom, read from the source without running it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("engine", "visualizer", "presets")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
QT = ("PySide6", "shiboken6", "pyqtgraph")

# where (a file, or a folder ending in /) -> what it must not import
MUST_NOT = {
    "engine/": ("visualizer", *QT),
    "visualizer/deck.py": QT,
    "visualizer/layout.py": QT,
    "visualizer/scenes.py": QT,
    "visualizer/remedies.py": QT,
    "visualizer/gallery/catalogue.py": QT,
    "visualizer/gallery/card_grid.py": QT,
    "visualizer/debugger/floor.py": QT,
    "visualizer/debugger/breakpoints.py": QT,
    "visualizer/debugger/equations.py": QT,
    "presets/": ("visualizer", *QT),
}
# what -> the only files that import it
ONLY_IN = {
    "torch": {f"engine/{name}.py" for name in ("fused", "replay", "torched", "rivals")},  # the last: the bench's
    "llvmlite": {"engine/llvm.py", "engine/tiles.py", "engine/vectors.py", "engine/kernels.py"},
    "engine.layer": {"engine/choice.py", "engine/bench.py"},
    "engine.worker": {"visualizer/channel.py", "engine/client.py", "engine/bench.py"},
}
# of our own modules, a view sees these
VIEWS_SEE = (
    *(f"engine.{name}" for name in ("arrays", "trace", "beats", "derive", "cells", "net", "one_layer")),
    *(f"engine.{name}" for name in ("ops", "reading", "tape")),
    *(f"engine.{name}" for name in ("by_hand", "carry", "clipping", "horizon", "influence")),
    "engine.survey",
    *(f"engine.{name}" for name in ("roles", "saturation", "sight", "spectrum", "trail", "truncation")),
    *(f"visualizer.{name}" for name in ("views", "theme", "paint", "layout", "remedies", "rival")),
)
CODE_OF_PRESETS = {f"presets/{name}.py" for name in ("__init__", "load", "fit", "spoken", "data/convert")}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, `from a import b` as both a and a.b."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its layer; write it out"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def within(module: str, names: tuple[str, ...]) -> bool:
    """Whether a module is one of these or inside one."""
    return any(module == name or module.startswith(name + ".") for name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_imports_only_what_its_layer_may_see(path: Path) -> None:
    where = path.relative_to(ROOT).as_posix()
    named = set(imports(path))
    banned = tuple(name for place, names in MUST_NOT.items() if where.startswith(place) for name in names)
    banned += tuple(name for name, places in ONLY_IN.items() if where not in places)
    wrong = {name for name in named if within(name, banned)}
    if where.startswith("visualizer/views/"):
        wrong |= {name for name in named if within(name, PACKAGES) and not within(name, VIEWS_SEE)}
    assert not wrong, f"{where} must not import {sorted(wrong)}"


def test_presets_hold_no_code_but_their_loader() -> None:
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "presets").rglob("*.py")}
    assert code <= CODE_OF_PRESETS
