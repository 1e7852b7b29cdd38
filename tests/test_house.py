"""The house rules that a machine can hold: sizes, docstrings, excuses, names, and a test beside every module."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = sorted(path for package in ("engine", "visualizer", "presets") for path in (ROOT / package).rglob("*.py"))
FILES = [ROOT / "run.py", *OURS, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())

LINES, FUNCTION_LINES, BROAD_EXCEPTS = 300, 40, 2
# file -> (its own limit, why it is clearer long)
LONGER_FILES: dict[str, tuple[int, str]] = {}
# "file:function" -> (its own limit, why it is clearer long)
LONGER_FUNCTIONS: dict[str, tuple[int, str]] = {}
# registries, and what Python makes a package of code
REGISTRIES = ("engine/tasks", "visualizer/views", "visualizer/strips", "presets")
INIT_WITH_CODE = {f"{package}/__init__.py" for package in REGISTRIES}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
# module -> why it has no test file of its own
TESTED_ELSEWHERE: dict[str, str] = {}

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    """A file's path as people write it."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(path.read_text("utf-8"))


@EVERY_FILE
def test_a_file_is_short_and_says_why_it_exists(path: Path) -> None:
    limit, _ = LONGER_FILES.get(name_of(path), (LINES, ""))
    assert len(path.read_text("utf-8").splitlines()) <= limit, "split it by ideas, or give a reason in LONGER_FILES"
    assert ast.get_docstring(tree(path)), "its first line says why the file exists"


@EVERY_FILE
def test_a_function_fits_on_a_screen(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, FUNCTIONS):
            limit, _ = LONGER_FUNCTIONS.get(f"{name_of(path)}:{node.name}", (FUNCTION_LINES, ""))
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= limit, f"{node.name} has {length} lines"


@EVERY_FILE
def test_an_ignored_type_has_its_reason_beside_it(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        excuse = re.search(r"#\s*type:\s*ignore(.*)", line)
        bare = excuse and not re.search(r"\[[\w, -]+\].*\w{3}", excuse[1])
        assert not bare, f"line {number}: write `[the-code]`, then why"


@pytest.mark.parametrize("path", [path for path in OURS if path.name == "__init__.py"], ids=name_of)
def test_a_package_is_a_docstring_unless_it_is_a_registry(path: Path) -> None:
    assert name_of(path) in INIT_WITH_CODE or len(tree(path).body) == 1


def test_no_file_is_named_for_nothing() -> None:
    vague = [name_of(path) for path in FILES if set(path.stem.split("_")) & NO_NAMES]
    assert not vague, "name each by a noun of the domain"


def test_broad_excepts_are_counted() -> None:
    broad = [
        f"{name_of(path)}:{node.lineno}"
        for path in OURS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"Exception", "BaseException"} & {part.id for part in names_in(node.type)})
    ]
    assert len(broad) <= BROAD_EXCEPTS, broad


def names_in(node: ast.expr) -> list[ast.Name]:
    """The names inside an expression."""
    return [part for part in ast.walk(node) if isinstance(part, ast.Name)]


def test_signals_are_never_blocked() -> None:
    blocked = [name_of(path) for path in OURS if re.search(r"blockSignals|QSignalBlocker", path.read_text("utf-8"))]
    assert not blocked, "data flows one way, so nothing needs blocking"


def test_every_module_has_its_test_beside_it() -> None:
    modules = [path.relative_to(ROOT) for path in OURS if path.stem not in {"__init__", "__main__"}]
    missing = [
        test.as_posix()
        for module in modules
        if module.as_posix() not in TESTED_ELSEWHERE
        and not (ROOT / (test := Path("tests") / module.parent / f"test_{module.name}")).exists()
    ]
    assert not missing, "\n".join(["these test files are missing:", *missing])
