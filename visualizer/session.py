"""What the window wants of the engine, and what it last got: the runs, the update, the user's own input.

The window pulls: pausing is not asking. While training, one question is always ahead of the one being answered, and
each asks for as many updates as fit a twentieth of a second, so the engine never waits for the screen.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from time import perf_counter

from PySide6.QtCore import QTimer, Signal

from engine.conditions import Watchpoint, Watchpoints
from engine.edits import Edit
from engine.messages import Advanced, Arrived, Explore, Failed, Question, Superseded, Try, Until
from engine.survey import Wanted
from engine.watch.findings import Found
from visualizer.announcements import Announcements
from visualizer.channel import Channel
from visualizer.inquiry import WATCHES, Known, going, questions, replies
from visualizer.place import Place
from visualizer.stride import Stride

AHEAD = 2


class Session(Announcements):
    """Asks the channel for places and says when one is reached."""

    arrived = Signal(object, object)
    """(Place, Advanced)"""
    refused = Signal(object)
    """(Failed): why an input that somebody is making cannot be shown."""
    freed = Signal()
    """The engine has answered for the place that was wanted."""
    failed = Signal(object)
    lost = Signal()
    training_changed = Signal()

    def __init__(self, channel: Channel, clock: Callable[[], float] = perf_counter) -> None:
        super().__init__(channel)
        self.channel = channel
        self.place: Place | None = None
        """What is wanted; `shown` is of the one that is reached."""
        self.reached: Place | None = None
        self.shown: Advanced | None = None
        self.measuring = self.ranking = False
        self.hushed = False
        self.exploring: tuple[Wanted, ...] = ()
        """Whether the nets are measured, and their units ranked, wherever they come to rest; what is explored there."""
        self.training = self.dissecting = False
        """Whether it trains; whether an update that cannot be done is shown all the same, as in the debugger."""
        self.hurried = False
        """Whether training never waits for the eyes of a room: in a tour."""
        self.until: int | None = None
        self._loaded = Place((), (), 0).runs
        self._opening = False
        self._asked: deque[Place | None] = deque()
        """The places asked for and not answered yet, one for each question on its way; None for checks and measures."""
        self._dropped = 0
        """Answers on their way that nobody wants any more."""
        self._known = Known()
        """What else has been asked about `reached`."""
        self.watching: tuple[str, ...] = ()
        """Expressions that are told wherever the runs come to rest."""
        self.found: Found | None = None
        """Where the search ended that led to `reached`, if one did."""
        self.live = self._words = False
        """Whether somebody is making an input: then nothing else is asked about the place, but perhaps words."""
        self._stride = Stride(clock)

    def open(self, place: Place) -> None:
        """Go to a place; if it is the one shown, say so at once."""
        self._rest()
        self._opening = True
        known = self._known.verdict is not None or bool(self._asked) or not self.channel.alive
        if place == self.reached and known and not self.busy:
            self.place, self._opening = place, False
            self.arrived.emit(place, self.shown)
            self.announce_known(self._known)
            self.inquire()
            return
        self.want(place)

    def goto(self, step: int) -> None:
        """Go to another update of the same runs."""
        self._rest()
        if self.place is not None and step >= 0:
            self.want(replace(self.place, step=step))

    def watch(self, texts: tuple[str, ...]) -> None:
        """Take the expressions to tell from now on, and tell them of this place."""
        self.watching = texts
        self._known.reopen(WATCHES)
        self.watched.emit(None)
        self.inquire()

    def explore(self, wanted: tuple[Wanted, ...]) -> None:
        """Find out this from now on wherever the runs come to rest, and here."""
        if wanted != self.exploring:
            self.exploring = wanted
            self._known.reopen((Explore,))
            self.inquire()

    def try_changes(self, changes: tuple[Edit, ...]) -> None:
        """Ask what the step on screen would be with changes; nothing is changed by it."""
        if self.reached is not None and self.place == self.reached:
            self._send(Try(changes, self.reached.input), None)

    def search(self, points: tuple[Watchpoint, ...], limit: int) -> None:
        """Go to where a watchpoint holds next on the way to an update, else to that update."""
        self._rest()
        if self.place is not None and self.channel.alive:
            self.place = replace(self.place, step=limit)
            self.announce_nothing()
            self._send(Until(Watchpoints(points), limit, self.place.input), self.place)

    def try_input(self, text: str | None) -> None:
        """Show the same update on an input of the user's own, or on the training data again."""
        self._rest()
        if self.place is not None:
            self.want(replace(self.place, input=text or None))

    def listen(self, on: bool, *, words: bool = False) -> None:
        """Let somebody make an input, each state of which is shown and, with `words`, spoken to; or no longer."""
        if on:
            self._rest()
        self.live, self._words = on, words
        self.inquire()

    def ask(self, question: Question) -> None:
        """Ask something else of the engine, which is answered by `told`."""
        self._send(question, None)

    def train(self, on: bool, until: int | None = None, seconds: float | None = None) -> None:
        """Train on, up to an update if given, or pause.

        With `seconds`, what is left up to there, or of the plan, takes so long if the engine can; else it is flat out.
        """
        if on == self.training or self.place is None or not self.channel.alive:
            return
        self.training, self.until = on, until
        left = self.place.runs[0].updates if until is None else max(1, until - self.place.step)
        self._stride.begin(left, None if self.hurried else seconds, leaps=self.hurried and until is not None)
        self.training_changed.emit()
        if on and not self.busy:
            self._stride.start_clock()
            self._train_on()

    def restart(self) -> None:
        """Start a new engine and go where we were."""
        if not self.channel.alive:
            self.channel.open()
        self._loaded = ()
        if self.place is not None:
            self.want(self.place)

    def take(self, answer: object) -> None:
        """Take an answer; one that was overtaken by a newer question is dropped, except in training."""
        if self._dropped:
            self._dropped -= 1
            return
        place, newest = self._asked.popleft(), not self._asked
        if isinstance(answer, Advanced) and place is not None and (newest or self.training):
            self._arrive(place, answer)
        elif isinstance(answer, Arrived) and place is not None and newest:
            self.place = replace(place, step=answer.traces[0].step)
            self._arrive(self.place, Advanced(answer.traces, answer.losses, (answer.crash,)), answer.found)
        elif isinstance(answer, Failed) and self.live and newest:
            self.place = self.reached
            self.refused.emit(answer)
        elif isinstance(answer, Failed) and (newest or self.training):
            self._fail(answer, gone=place is not None)
        else:
            self._take_told(answer, newest=newest)
        if not self.busy:
            self.freed.emit()

    def _fail(self, failed: Failed, *, gone: bool) -> None:
        """Say what went wrong; if a place was being gone to, the engine comes back to the one on screen."""
        self._dropped = len(self._asked)
        self._fall_back()
        self.failed.emit(failed)
        self.announce_known(self._known)
        if gone:
            self._return()

    def _take_told(self, answer: object, *, newest: bool) -> None:
        """Take what was asked about the place, and ask what is not known yet."""
        if newest or isinstance(answer, Superseded):
            self._known.take(answer)
        if newest:
            self.announce(answer)
            self.inquire()

    def _arrive(self, place: Place, answer: Advanced, found: Found | None = None) -> None:
        """Keep the engine busy first, then say where we are."""
        self._stride.measure(place.step - self.reached.step if self.training and self.reached else None)
        self.shown, self.reached, self._opening, self.found = answer, place, False, found
        self._known = Known()
        if self.training:
            self._train_on()
        self.arrived.emit(place, answer)
        self.inquire()

    def hush(self, on: bool) -> None:
        """Ask nothing by itself while somebody tries changes, so that the engine is free to answer each at once."""
        self.hushed = on
        self.inquire()

    def inquire(self) -> None:
        """Ask about the place on screen what is not known yet, if nothing else is on the way."""
        place = self.reached
        if self._asked or place is None or self._opening or self.training or self.hushed:
            return
        wanted = {"measuring": self.measuring, "ranking": self.ranking}
        broken = bool(self.shown and self.shown.crash)
        here = questions(place.step, place.input, self.watching, self.exploring, **wanted, broken=broken)
        question = self._known.next(replies(place.input if self._words else None) if self.live else here)
        if question is not None:
            self._send(question, None)

    @property
    def busy(self) -> bool:
        """Whether the answer for the wanted place is still to come; a check on the way does not count."""
        return self._ahead > 0

    @property
    def _ahead(self) -> int:
        """How many places are asked for and not reached yet."""
        return sum(place is not None for place in self._asked)

    def lose(self) -> None:
        """The engine is gone; the picture stays."""
        self._dropped = 0
        self._fall_back()
        self.lost.emit()

    def _fall_back(self) -> None:
        """Want what is on screen again, unless it was a scene that could not be opened."""
        self._rest()
        self._asked.clear()
        self._loaded = ()
        if not self._opening:
            self.place = self.reached

    def _return(self) -> None:
        """Bring the engine back to what is on screen, without a word, and ask anew what the watches are there."""
        if self.reached is not None and not self._opening:
            self._known.reopen(WATCHES)
            self._send(going(self.reached, (), patient=False, broken=self.dissecting), None)
            self._loaded = self.reached.runs

    def _rest(self) -> None:
        if self.training:
            self.training = False
            self.training_changed.emit()

    def _train_on(self) -> None:
        """Ask so far ahead that the engine always has a question waiting when it has answered one."""
        while self.training and self._ahead < (1 if self._stride.interval else AHEAD):
            assert self.place is not None
            if self._too_early():
                return
            if self.until is not None and self.place.step >= self.until:
                if not self._ahead:
                    self._rest()
                return
            step = self.place.step + self._stride.updates
            self.want(replace(self.place, step=step if self.until is None else min(step, self.until)), patient=True)

    def _too_early(self) -> bool:
        """Whether the pace asks for patience; then the next question is asked when it is due."""
        if patience := self._stride.patience:
            QTimer.singleShot(ceil(1000 * patience), self, self._train_on)
        return patience > 0

    def want(self, place: Place, *, patient: bool = False) -> None:
        """Ask for a place, whatever else goes on."""
        self.place = place
        self.announce_nothing()
        self._send(going(place, self._loaded, patient=patient, broken=self.dissecting), place)
        self._loaded = place.runs

    def _send(self, question: Question, place: Place | None) -> None:
        if self.channel.alive:
            self._asked.append(place)
            self.channel.ask(question)
