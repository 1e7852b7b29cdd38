"""Tasks by name; the fields of a task are the options that a run may give it."""

from engine.tasks.adding import Adding
from engine.tasks.brackets import Brackets
from engine.tasks.copy import Copy
from engine.tasks.counting import Counting
from engine.tasks.cue import Cue
from engine.tasks.hold import Hold
from engine.tasks.lamps import Lamps
from engine.tasks.order import Order
from engine.tasks.reber import Reber
from engine.tasks.stretch import Stretch
from engine.tasks.task import Task
from engine.tasks.text import Text
from engine.tasks.votes import Votes

TASKS: dict[str, type[Task]] = {
    "brackets": Brackets,
    "text": Text,
    "hold": Hold,
    "stretch": Stretch,
    "lamps": Lamps,
    "copy": Copy,
    "adding": Adding,
    "order": Order,
    "reber": Reber,
    "counting": Counting,
    "cue": Cue,
    "votes": Votes,
}
