"""How a bug is planted in the engine, and how one sees that a check finds it.

A bug is a change of the engine's own source, a few signs of one function, or of a cell's table. The function's code is
exchanged in place, so everybody who knows the function has the bug. A check is a test of the battery, called as pytest
calls it; it must be green without the bug and red with it.
"""

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from engine import dropout, kernels, net
from engine.cells import CELLS, Cell

Plant = Callable[[pytest.MonkeyPatch], None]
RED = (AssertionError, pytest.fail.Exception, RuntimeWarning, FloatingPointError)
"""What a red test raises; anything else is a bug that was planted badly."""
REMEMBERED = (dropout.dropping, net.net)
"""What the engine makes once and keeps."""
KNOWN: dict[str, "Check"] = {}
"""All checks by their names."""


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A test of the battery with its arguments."""

    test: Callable[..., None]
    args: tuple[object, ...] = ()

    @property
    def name(self) -> str:
        """Its file, its name, its arguments."""
        given = ", ".join(getattr(arg, "__name__", getattr(arg, "name", str(arg))) for arg in self.args)
        return f"{self.test.__module__.rpartition('.')[2]}.{self.test.__name__}({given})"

    def __call__(self) -> None:
        """Run it, as pytest would."""
        with pytest.MonkeyPatch.context() as patch:
            names, args = list(inspect.signature(self.test).parameters), list(self.args)
            if "monkeypatch" in names:
                args.insert(names.index("monkeypatch"), patch)
            with np.errstate(over="ignore", invalid="ignore"):
                self.test(*args)


def by(test: Callable[..., None], *args: object) -> Check:
    """Name a check; the same one for the same words."""
    made = Check(test, args)
    return KNOWN.setdefault(made.name, made)


@dataclass(frozen=True, slots=True)
class Bug:
    """What is wrong, how it gets there, and who finds it."""

    name: str
    plant: Plant
    check: Check
    anew: bool = False
    """Whether machine code must be made anew to have the bug."""


@cache
def is_green(check: Check) -> bool:
    """Run a check on the engine as it is; raises if it is red."""
    check()
    return True


def is_red(bug: Bug) -> bool:
    """Whether a check is red while its bug is planted."""
    with pytest.MonkeyPatch.context() as patch:
        bug.plant(patch)
        _forget(bug)
        try:
            bug.check()
        except RED:
            return True
        finally:
            patch.undo()
            _forget(bug)
    return False


def _forget(bug: Bug) -> None:
    """Let the engine make its tables anew, and its machine code if it was made with the bug."""
    for each in (*REMEMBERED, *([kernels.kernels] if bug.anew else [])):
        each.cache_clear()


def changed(function: Any, *changes: tuple[str, str]) -> Plant:  # noqa: ANN401  a function, a property or a cached one
    """Change a few signs of a function; each piece stands in it exactly once."""
    function = getattr(function, "fget", None) or getattr(function, "__func__", function)
    function = inspect.unwrap(function)

    def plant(patch: pytest.MonkeyPatch) -> None:
        source = textwrap.dedent(inspect.getsource(function))
        source = source[source.index("def ") :]
        for old, new in changes:
            assert source.count(old) == 1, f"{function.__qualname__} has {old!r} {source.count(old)} times; plant anew"
            source = source.replace(old, new)
        made: dict[str, Any] = {}
        exec(compile("from __future__ import annotations\n" + source, "planted", "exec"), function.__globals__, made)
        _exchange(function, made[function.__name__], patch)

    return plant


def instead(function: Callable[..., object], other: Callable[..., object]) -> Plant:
    """Let a lambda of the engine do what another one does, which sees the same names."""
    return lambda patch: _exchange(function, other, patch)


def _exchange(function: Callable[..., object], other: Callable[..., object], patch: pytest.MonkeyPatch) -> None:
    patch.setattr(function, "__code__", other.__code__)


def reading(cell: str, **inputs: str) -> Plant:
    """Let lines of a cell read something else."""
    known = CELLS[cell]
    assert set(inputs) <= {line.name for line in known.lines}
    return _table(replace(known, lines=tuple(
        replace(line, inputs=tuple(inputs[line.name].split())) if line.name in inputs else line for line in known.lines
    )))  # fmt: skip


def _table(cell: Cell) -> Plant:
    return lambda patch: patch.setitem(CELLS, cell.name, cell)


def both(*plants: Plant) -> Plant:
    """Plant several."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        for each in plants:
            each(patch)

    return plant
