"""An engine in a process of its own, asked from the terminal, as the window asks it."""

import sys

from engine.course import Ended, Rule, follow
from engine.device import Wish
from engine.errors import EngineError
from engine.messages import Advanced, Answer, Failed, Goto, Load, Measure, Measured, Question
from engine.run import Run
from engine.tasks.task import Part
from engine.worker import start


class Client:
    """One engine; each question waits for its answer, and a failure is raised."""

    def __init__(self, *, heard: bool = True, wish: Wish = "auto") -> None:
        self._process, self._connection = start(wish)
        self._heard = heard
        self.worked = 0.0
        """For how many seconds the engine had kept a core busy when it last measured."""

    def ask(self, question: Question) -> Answer:
        """Ask, and wait."""
        self._connection.send(question)
        answer = self._connection.recv()
        if isinstance(answer, Failed):
            raise EngineError(answer.what, answer.expected, answer.remedy, zh=answer.zh)
        return answer

    def train(self, name: str, run: Run, rule: Rule) -> Ended:
        """Train a run by a rule, from the start."""
        self.ask(Load((run,), (name,)))
        return follow(rule, self._told, lambda: self.measure("validation"))

    def goto(self, step: int) -> float | None:
        """Go to a step, and give the loss of the update before it."""
        answer = self.ask(Goto(step))
        assert isinstance(answer, Advanced)
        return float(answer.losses[0][-1]) if step else None

    def _told(self, step: int) -> None:
        """Go to a step, and tell how it stands there."""
        loss = self.goto(step)
        if self._heard and loss is not None:
            print(f"update {step:6}   loss {loss:.4f}", file=sys.stderr, flush=True)

    def measure(self, part: Part = "test", traits: tuple[str, ...] = ()) -> dict[str, float]:
        """Measure on held-out data, and traits of the step."""
        answer = self.ask(Measure(part, traits))
        assert isinstance(answer, Measured)
        self.worked = answer.worked
        return answer.each[0]

    def close(self) -> None:
        """Let the engine end."""
        self._connection.close()
        self._process.join()
