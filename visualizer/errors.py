"""What can go wrong in the window, as one small tree.

VisualizerError
├── DeckError       a deck that cannot be shown at all
└── FormulaError    a formula that cannot be drawn

`str()` of each is the whole message: what happened and where, what was expected, what to do. `told` is the same, for a
room in both languages; what only the command line is told is English alone.
"""

from pathlib import Path

from engine.disk_words import cause
from engine.sentence import Sentence


class VisualizerError(Exception):
    """A mistake the lecturer can mend, told in three sentences."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


class DeckError(VisualizerError):
    """A deck that cannot be shown."""

    def __init__(self, told: Sentence) -> None:
        super().__init__(told)


class FormulaError(VisualizerError):
    """A formula that cannot be drawn; its source is shown in its place."""


def not_written(path: Path, error: OSError) -> VisualizerError:
    """Say that a file could not be written."""
    why = cause(error)
    return VisualizerError(Sentence(
        f"{path} could not be written ({why}). A folder that is there and may be written to was expected. "
        "Choose another.",
        f"{path} 写不进去（{why.zh}）。应是一个已有的、可以写入的文件夹。换一个。",
    ))  # fmt: skip
