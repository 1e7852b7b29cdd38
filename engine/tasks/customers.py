"""What a customer of a shop does next, from what the customer did before.

Three kinds of customers go about differently, and nobody says which is which: loyal ones buy what they viewed, bargain
hunters buy only while they hold a coupon, browsers never buy. A complaint that is not answered by a call ends, some
events later, with the customer's leaving. Pairs of events know none of that: what they say is the baseline.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from engine.metrics import accuracy, bits, saved
from engine.tasks import events
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Worded
from engine.tasks.task import Answer, Batch, Indices, Part
from engine.tasks.words import Words

WORDS = Words(
    ("visit", "view", "cart", "buy", "coupon", "return", "complain", "call", "mail", "gone"),
    ("访问", "浏览", "加购", "购买", "优惠券", "退货", "投诉", "回电", "邮件", "离开"),
)
PLACE = {word: place for place, word in enumerate(WORDS.en)}
KINDS = ("loyal", "bargain", "browser")
PATIENCE = 5
"""So many events after a complaint that nobody answered, the customer is gone."""
WARM_UP = 8
TESTED, COUNTED = 300, 500


@dataclass(frozen=True, slots=True)
class Customers(Symbolic):
    """An event a step, and the event that follows."""

    length: int = 32
    language: Literal["en", "zh"] = "en"

    def __post_init__(self) -> None:
        """Refuse a length of which nothing is left to measure."""
        fits(self.length, WARM_UP + 1, 32)

    @property
    def inputs(self) -> int:
        """One input for each kind of event."""
        return len(WORDS.en)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The kinds of events."""
        return WORDS.named(self.language)

    @property
    def takes(self) -> Worded:
        """Events of a customer."""
        return Worded(WORDS.named(self.language))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw customers."""
        return events.following(histories(rng, rows, self.length + 1), WORDS, self.language)

    def encode(self, text: str) -> Batch:
        """Read the user's own events, in either language."""
        return events.own(text, WORDS, self.language)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure bits an event after a warm-up on fresh customers, those of pair counts, and how much is saved."""
        history = histories(rng, TESTED, self.length + 1)
        batch = events.following(history, WORDS, self.language)
        said = answer(batch.x)
        table = events.pairs(histories(np.random.default_rng(0), COUNTED, self.length + 1), len(WORDS.en))
        ours, theirs = (
            bits(float(events.surprises(outputs, batch)[WARM_UP:].mean())) for outputs in (said, table[history[:-1]])
        )
        right = accuracy(said[WARM_UP:], batch.targets[WARM_UP:], batch.scored[WARM_UP:])
        return {"saved": saved(ours, theirs), "bits": ours, "bits_of_pairs": theirs, "accuracy": right}


def histories(rng: np.random.Generator, rows: int, length: int) -> Indices:
    """Draw customers, (length, rows)."""
    drawn = []
    for _ in range(rows):
        customer = _Customer(KINDS[int(rng.integers(len(KINDS)))])
        chances = rng.random((length, 2)).tolist()
        for chance, other in chances:
            customer.act(chance, other)
        drawn.append([PLACE[event] for event in customer.did])
    return np.array(drawn).T


@dataclass(slots=True)
class _Customer:
    """One customer: what kind, what was done so far, and what is on the customer's mind."""

    kind: str
    did: list[str] = field(default_factory=list)
    coupon: bool = False
    angry: int = 0
    """How many events ago a complaint was made that nobody has answered; 0 if there is none."""

    def act(self, chance: float, other: float) -> None:
        """Do the next thing; two numbers between 0 and 1 decide what is left to chance."""
        event = self._next(self.did[-1] if self.did else "gone", chance, other)
        self.angry = 0 if event in {"call", "gone"} else self.angry + 1 if self.angry or event == "complain" else 0
        self.coupon = event == "coupon" or (self.coupon and event not in {"buy", "gone"})
        self.did.append(event)

    def _next(self, last: str, chance: float, other: float) -> str:
        if self.angry > PATIENCE:
            return "gone"
        if last == "complain" and other < 0.5:
            return "call"
        usual = HABITS[last]
        place = min(int(chance * len(usual)), len(usual) - 1)
        event = usual[place]
        return self._bought(event) if event == "buy?" else event

    def _bought(self, event: str) -> str:
        buys = self.kind == "loyal" or (self.kind == "bargain" and self.coupon)
        return "buy" if buys else "mail"


HABITS: dict[str, tuple[str, ...]] = {
    "gone": ("visit",),
    "visit": ("view",),
    "view": ("cart", "cart", "cart", "view"),
    "cart": ("buy?",),
    "buy": ("visit", "visit", "visit", "return"),
    "coupon": ("visit",),
    "return": ("complain",),
    "complain": ("visit",),
    "call": ("visit",),
    "mail": ("visit", "coupon", "complain"),
}
"""What may follow an event, each equally likely; whether a full cart is bought depends on the customer."""
