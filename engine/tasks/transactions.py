"""Normal and abnormal sequences of card transactions: a net that has only seen normal ones says what comes next.

Normal customers are creatures of habit: wages, then rent; a car needs fuel, others take the bus; a refund follows what
was bought online, a hotel follows a flight. The alarm of a sequence is its largest surprise over three transactions.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.metrics import auc, bits
from engine.tasks import events
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Worded
from engine.tasks.task import Answer, Batch, Indices, Part
from engine.tasks.words import Words

WORDS = Words(
    ("wages", "rent", "food", "café", "fuel", "bus", "online", "refund", "flight", "hotel", "cash", "tiny", "large"),
    ("工资", "房租", "买菜", "咖啡", "加油", "公交", "网购", "退款", "机票", "酒店", "取现", "小额", "大额"),
)
PLACE = {word: place for place, word in enumerate(WORDS.en)}
EARLY, ROOM = 10, 4
"""Where in a sequence something abnormal may begin, and how long it lasts at most."""
TESTED, COUNTED = 300, 500


@dataclass(frozen=True, slots=True)
class Transactions(Symbolic):
    """A kind of transaction a step, and the kind that follows."""

    length: int = 32
    language: Literal["en", "zh"] = "en"

    def __post_init__(self) -> None:
        """Refuse a length in which there is no room for something abnormal."""
        fits(self.length, EARLY + ROOM + 1, 32)

    @property
    def inputs(self) -> int:
        """One input for each kind of transaction."""
        return len(WORDS.en)

    @property
    def symbols(self) -> tuple[str, ...]:
        """The kinds of transactions."""
        return WORDS.named(self.language)

    @property
    def takes(self) -> Worded:
        """Transactions."""
        return Worded(WORDS.named(self.language))

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw normal customers only."""
        return events.following(customers(rng, rows, self.length + 1), WORDS, self.language)

    def encode(self, text: str) -> Batch:
        """Read the user's own transactions, in either language."""
        return events.own(text, WORDS, self.language)

    def measure(self, answer: Answer, rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure AUC of the alarm on fresh customers, half of them tampered with, and that of pair counts."""
        normal = customers(rng, TESTED, self.length + 1)
        mixed, marks = tampered(rng, normal)
        batch, wrong = events.following(mixed, WORDS, self.language), np.asarray(marks.any(axis=0))
        surprise = events.surprises(answer(batch.x), batch)
        table = events.pairs(customers(np.random.default_rng(0), COUNTED, self.length + 1), len(WORDS.en))
        return {
            "auc": auc(events.alarm(surprise), wrong),
            "auc_of_pairs": auc(events.alarm(events.surprises(table[mixed[:-1]], batch)), wrong),
            "bits": bits(float(surprise[:, ~wrong].mean())),
        }


def customers(rng: np.random.Generator, rows: int, length: int) -> Indices:
    """Draw normal customers, (length, rows)."""
    return np.array([_customer(rng, length) for _ in range(rows)]).T


RIDES = ("fuel", "bus")
ERRANDS = ("cash", "tiny", "large", "café")
FOLLOWED = {"online": ("refund", 0.4), "flight": ("hotel", 1.0)}
"""What follows an event some steps later, and how often."""


def _customer(rng: np.random.Generator, length: int) -> list[int]:
    """Follow one customer from somewhere in a month on: week by week, what was begun is finished later."""
    ride, week = RIDES[int(rng.integers(2))], int(rng.integers(4))
    said: list[str] = []
    later: list[tuple[int, str]] = []
    while len(said) < length:
        for event in _week(rng, ride, first=week == 0):
            said.append(event)
            if event in FOLLOWED and rng.random() < FOLLOWED[event][1]:
                later.append((len(said) + int(rng.integers(1, 4)), FOLLOWED[event][0]))
            said += [follower for due, follower in later if due <= len(said)]
            later = [each for each in later if each[0] > len(said)]
        week = (week + 1) % 4
    return [PLACE[event] for event in said[:length]]


def _week(rng: np.random.Generator, ride: str, *, first: bool) -> list[str]:
    """A week's habits and errands; the first week of the month begins with wages and rent."""
    week = [*(("wages", "rent") if first else ()), "food", ride]
    week += [event for event, chance in (("online", 0.4), ("flight", 0.15)) if rng.random() < chance]
    if rng.random() < 0.5:
        week.insert(int(rng.integers(len(week) + 1)), ERRANDS[int(rng.integers(len(ERRANDS)))])
    return [*week, ride]


def tampered(rng: np.random.Generator, normal: Indices) -> tuple[Indices, Indices]:
    """Let something abnormal happen in every second row of (T, B); gives the rows and where, 0 or 1."""
    mixed, marks = normal.copy(), np.zeros_like(normal)
    kinds = list(ABNORMAL.values())
    for row in range(0, normal.shape[1], 2):
        other = RIDES[PLACE[RIDES[0]] in normal[:, row]]
        piece = [PLACE[other if event == OTHER else event] for event in kinds[int(rng.integers(len(kinds)))]]
        first = int(rng.integers(EARLY, len(normal) - len(piece) + 1))
        mixed[first : first + len(piece), row] = piece
        marks[first : first + len(piece), row] = 1
    return mixed, marks


OTHER = "other"
"""Stands for the ride that this customer never takes."""
ABNORMAL: dict[str, tuple[str, ...]] = {
    "a stolen card is tried": ("tiny", "tiny", "large"),
    "cash until there is no more": ("cash", "food", "cash", "cash"),
    "refunds for what was never bought": ("refund", "food", "refund"),
    "wages twice": ("wages", "rent", "wages", "rent"),
    "hotels without a flight": ("hotel", "food", "hotel"),
    "somebody else's habits": ("food", OTHER, OTHER),
}
