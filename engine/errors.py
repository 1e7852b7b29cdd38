"""What can go wrong, in one small tree; every message says what happened, what was expected, what to do.

EngineError
├── RunError      a run, preset, task or input that makes no sense
│   ├── WatchError    an expression that cannot be read; knows at which character
│   ├── TextError     a text, grammar or table of the user's own that cannot be learnt from; knows line and column
│   └── DeviceFull    a batch that does not fit into the memory of a graphics card
└── Diverged      a training step whose numbers are no longer finite
"""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.crash import Crash


class EngineError(Exception):
    """Anything the engine refuses or cannot do, told in three sentences."""

    def __init__(self, what: str, expected: str = "", remedy: str = "") -> None:
        super().__init__(" ".join(part for part in (what, expected, remedy) if part))
        self.what, self.expected, self.remedy = what, expected, remedy

    def __reduce__(self) -> tuple[type["EngineError"], tuple[object, ...]]:
        """Cross a pipe with all three sentences."""
        return type(self), (self.what, self.expected, self.remedy)


class RunError(EngineError):
    """A run, preset, task or input that makes no sense."""


class DeviceFull(RunError):
    """A batch that does not fit into the memory of a graphics card."""


class WatchError(RunError):
    """An expression that cannot be read; `at` is the place of the character, from 0."""

    def __init__(self, what: str, expected: str = "", remedy: str = "", at: int = 0) -> None:
        super().__init__(what, expected, remedy)
        self.at = at

    def __reduce__(self) -> tuple[type["WatchError"], tuple[object, ...]]:
        """Cross a pipe with the place too."""
        return type(self), (self.what, self.expected, self.remedy, self.at)


class TextError(RunError):
    """A text of the user's own that cannot be learnt from; `line` and `column` are counted from 1."""

    def __init__(
        self, what: str, expected: str = "", remedy: str = "", *, line: int = 1, column: int = 1, placed: bool = False
    ) -> None:
        super().__init__(what if placed else f"Line {line}, column {column}: {what}.", expected, remedy)
        self.line, self.column = line, column

    def __reduce__(self) -> tuple[object, ...]:  # type: ignore[override]  # the place goes by name
        """Cross a pipe with the place too."""
        return partial(type(self), line=self.line, column=self.column, placed=True), self.args_told

    @property
    def args_told(self) -> tuple[str, str, str]:
        """All three sentences."""
        return self.what, self.expected, self.remedy


class Diverged(EngineError):
    """A training step whose numbers are no longer finite; `crash` reports the first that is not, and what made it."""

    def __init__(self, what: str, expected: str = "", remedy: str = "", crash: "Crash | None" = None) -> None:
        super().__init__(what, expected, remedy)
        self.crash = crash

    def __reduce__(self) -> tuple[type["Diverged"], tuple[object, ...]]:
        """Cross a pipe with the report too."""
        return type(self), (self.what, self.expected, self.remedy, self.crash)


def meant(word: str, known: Iterable[str]) -> str:
    """Guess what was meant: `Did you mean "lstm"?`, or nothing."""
    close = get_close_matches(word, list(known), n=1)
    return f'Did you mean "{close[0]}"?' if close else ""
