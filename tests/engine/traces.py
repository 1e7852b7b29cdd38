"""Real traces of every kind of net, some way into training, for what is derived from them.

They are trained by arrays: making machine code for every kind of cell would take longer than all that is tested here.
"""

from functools import cache

import pytest

from engine.compile import Compiled
from engine.run import Run
from engine.tasks import TASKS
from engine.trace import Trace
from engine.trainer import Trainer

LENGTH, HIDDEN = 10, 5


@cache
def made(cell: str = "lstm", task: str = "brackets", rows: int = 1, updates: int = 3, **keys: object) -> Trace:
    """A trace of a small net; the same one for the same words."""
    options = {"kinds": 2, "length": LENGTH} if task == "brackets" else {"length": 11}
    options = {key: value for key, value in options.items() if key in TASKS[task].__dataclass_fields__}
    trainer = Trainer(Run(task=task, cell=cell, hidden=HIDDEN, batch=rows, **options, **keys))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.choice.made", Compiled)
        trainer.goto(updates)
        return trainer.trace()
