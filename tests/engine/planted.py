"""All planted bugs, and the table of who finds which: `python -m tests.engine.planted`."""

import sys

from tests.engine.planted_learning import LEARNING
from tests.engine.planted_passes import PASSES

BUGS = (*PASSES, *LEARNING)


def table() -> str:
    """A bug a line, and the check that goes red."""
    wide = max(len(bug.name) for bug in BUGS)
    return "\n".join(f"{bug.name:<{wide}}  {bug.check.name}" for bug in BUGS)


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
