"""Tasks by name; the fields of a task are the options that a run may give it."""

from engine.tasks.brackets import Brackets
from engine.tasks.hold import Hold
from engine.tasks.stretch import Stretch
from engine.tasks.task import Task
from engine.tasks.text import Text

TASKS: dict[str, type[Task]] = {"brackets": Brackets, "text": Text, "hold": Hold, "stretch": Stretch}
