"""How many updates are asked for at once while a run trains on: as many as fit the time of an answer, or a pace."""

from collections.abc import Callable
from math import ceil

ANSWER_SECONDS = 0.05
MOST_UPDATES = 500
LEAPS = 8


class Stride:
    """Updates in a question, and when the next one is due."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.updates = 1
        self.interval = 0.0
        """Seconds from one question to the next at a given pace; 0 when flat out."""
        self._clock = clock
        self._since = self._due = 0.0
        self._leaps = False

    def begin(self, left: int, seconds: float | None, *, leaps: bool = False) -> None:
        """Start anew: flat out, or so that what is left takes so long, if the engine can; or in a few leaps.

        Leaps are for when nobody watches: to look at a step takes longer than to train it.
        """
        self.updates, self.interval, self._leaps = 1, 0.0, leaps
        if leaps:
            self.updates = ceil(left / LEAPS)
        elif seconds is not None:
            self.updates = ceil(left * ANSWER_SECONDS / seconds)
            self.interval = seconds * self.updates / left

    def start_clock(self) -> None:
        """Begin to measure how long an answer takes."""
        self._since = self._clock()

    @property
    def patience(self) -> float:
        """Seconds until the next question is due; 0 if it is, and then the one after it is due an interval later."""
        now = self._clock()
        if not self.interval or now >= self._due:
            self._due = now + self.interval
            return 0.0
        return self._due - now

    def measure(self, done: int | None) -> None:
        """Take the time of an answer; of one of so many updates, flat out, choose how many fit."""
        now = self._clock()
        took, self._since = max(1e-4, now - self._since), now
        if done is not None and not self.interval and not self._leaps:
            fitting = round(max(1, done) * ANSWER_SECONDS / took)
            self.updates = max(1, min(MOST_UPDATES, 2 * self.updates, fitting))
