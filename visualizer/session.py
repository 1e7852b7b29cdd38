"""What the window wants of the engine, and what it last got: the runs, the update, the user's own input.

The window pulls: pausing is not asking. While training, the next question is sent before the last answer is drawn, and
one question asks for as many updates as fit a twentieth of a second, so the engine never waits for the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from engine.messages import Advanced, Check, Checked, Failed, Goto, Load
from engine.run import Run
from visualizer.channel import Channel

ANSWER_SECONDS = 0.05
MOST_UPDATES = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Which runs, how many updates in, on which input; together with a moment it names a picture for good."""

    names: tuple[str, ...]
    runs: tuple[Run, ...]
    step: int
    input: str | None = None


class Session(QObject):
    """Asks the channel for places and says when one is reached."""

    arrived = Signal(object, object)
    """(Place, Advanced)"""
    checked = Signal(object)
    """(Checked or None): how the gradients on screen compare with finite differences; None until that is known."""
    failed = Signal(object)
    lost = Signal()
    training_changed = Signal()

    def __init__(self, channel: Channel, clock: Callable[[], float] = perf_counter) -> None:
        super().__init__(channel)
        self.channel = channel
        self.place: Place | None = None
        """What is wanted."""
        self.reached: Place | None = None
        """What `shown` is of."""
        self.shown: Advanced | None = None
        self.training = False
        self.until: int | None = None
        self._loaded: tuple[Run, ...] = ()
        self._opening = False
        self._stride = 1
        self._clock = clock
        self._asked = 0.0

    def open(self, place: Place) -> None:
        """Go to a place; if it is the one shown, say so at once."""
        self._rest()
        self._opening = True
        if place == self.reached and self.shown is not None and not self._busy:
            self.place, self._opening = place, False
            self.arrived.emit(place, self.shown)
            return
        self._ask(place)

    def goto(self, step: int) -> None:
        """Go to another update of the same runs."""
        self._rest()
        if self.place is not None and step >= 0:
            self._ask(replace(self.place, step=step))

    def try_input(self, text: str | None) -> None:
        """Show the same update on an input of the user's own, or on the training data again."""
        self._rest()
        if self.place is not None:
            self._ask(replace(self.place, input=text or None))

    def train(self, on: bool, until: int | None = None) -> None:
        """Train on, up to an update if given, or pause."""
        if on == self.training or self.place is None or not self.channel.alive:
            return
        self.training, self.until, self._stride = on, until, 1
        self.training_changed.emit()
        if on and not self._busy:
            self._train_on()

    def restart(self) -> None:
        """Start a new engine and go where we were."""
        if not self.channel.alive:
            self.channel.open()
        self._loaded = ()
        if self.place is not None:
            self._ask(self.place)

    def take(self, answer: object) -> None:
        """Take an answer; one that was overtaken by a newer question is dropped."""
        if self.channel.waiting:
            return
        if isinstance(answer, Checked):
            self.checked.emit(answer)
        elif isinstance(answer, Failed):
            self._fall_back()
            self.failed.emit(answer)
        elif isinstance(answer, Advanced):
            self.shown = answer
            place = self.reached = self.place
            self._opening = False
            self._measure_stride()
            if self.training:
                self._train_on()
            self.arrived.emit(place, answer)
            if place is not None and not self.channel.waiting:
                self.channel.ask(Check(place.input))

    @property
    def _busy(self) -> bool:
        """Whether the answer for the wanted place is still to come; a check on the way does not count."""
        return any(not isinstance(question, Check) for question in self.channel.waiting)

    def lose(self) -> None:
        """The engine is gone; the picture stays."""
        self._fall_back()
        self.lost.emit()

    def _fall_back(self) -> None:
        """Want what is on screen again, unless it was a scene that could not be opened."""
        self._rest()
        self._loaded = ()
        if not self._opening:
            self.place = self.reached

    def _rest(self) -> None:
        if self.training:
            self.training = False
            self.training_changed.emit()

    def _train_on(self) -> None:
        assert self.place is not None
        step = self.place.step + self._stride
        if self.until is not None:
            if self.place.step >= self.until:
                self._rest()
                return
            step = min(step, self.until)
        self._ask(replace(self.place, step=step))

    def _measure_stride(self) -> None:
        took = max(1e-4, self._clock() - self._asked)
        self._stride = max(1, min(MOST_UPDATES, 2 * self._stride, round(self._stride * ANSWER_SECONDS / took)))

    def _ask(self, place: Place) -> None:
        self.place = place
        self.checked.emit(None)
        self._asked = self._clock()
        if place.runs == self._loaded:
            self.channel.ask(Goto(place.step, place.input))
        else:
            self._loaded = place.runs
            self.channel.ask(Load(place.runs, place.names, place.step, place.input))
