"""What may come next in a string of a grammar, by Earley's algorithm (1970), and strings drawn from it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.tasks.notation import Rules, Way, written

Item = tuple[str, int, int, int]
"""A name, which of its ways, how much of it is read, and where in the string it began."""
END = ""
"""Stands for the end of the string among what may come next."""
ENDLESS = 10**6


@dataclass(slots=True, eq=False)
class Parser:
    """Reads a string sign by sign; `follows` is what may come next, nothing once the string has left the grammar."""

    rules: Rules
    charts: list[dict[Item, None]]

    @property
    def follows(self) -> frozenset[str]:
        """The signs that may come next, and END if the string may end here."""
        nexts = (self._next(item) for item in self.charts[-1])
        signs = {written(sign) for sign in nexts if sign is not None and sign not in self.rules.ways}
        whole = any(item[0] == self.rules.start and item[3] == 0 and self._next(item) is None
                    for item in self.charts[-1])
        return frozenset(signs | ({END} if whole else set()))

    def read(self, sign: str) -> None:
        """Go on by one sign."""
        moved = [(n, w, done + 1, begin) for n, w, done, begin in self.charts[-1]
                 if (ahead := self._next((n, w, done, begin))) not in self.rules.ways
                 and ahead is not None and written(ahead) == sign]
        self.charts.append(dict.fromkeys(moved))
        self._close()

    def begin(self) -> "Parser":
        """Expect the first name."""
        start = self.rules.start
        self.charts.append({(start, way, 0, 0): None for way in range(len(self.rules.ways[start]))})
        self._close()
        return self

    def _next(self, item: Item) -> str | None:
        way = self.rules.ways[item[0]][item[1]]
        return way[item[2]] if item[2] < len(way) else None

    def _close(self) -> None:
        """Add all that follows from what is expected and from what is complete, until nothing is new."""
        here, chart = len(self.charts) - 1, self.charts[-1]
        todo = list(chart)
        while todo:
            item = todo.pop()
            for new in self._following(item, here):
                if new not in chart:
                    chart[new] = None
                    todo.append(new)

    def _following(self, item: Item, here: int) -> list[Item]:
        ahead = self._next(item)
        if ahead is None:
            return [(n, w, done + 1, begin) for n, w, done, begin in list(self.charts[item[3]])
                    if self._next((n, w, done, begin)) == item[0]]
        if ahead not in self.rules.ways:
            return []
        new = [(ahead, way, 0, here) for way in range(len(self.rules.ways[ahead]))]
        if _shortest(self.rules)[ahead] == 0:  # it may be nothing, so what stands after it may come now
            new.append((item[0], item[1], item[2] + 1, item[3]))
        return new


def follows(rules: Rules, signs: tuple[str, ...]) -> list[frozenset[str]]:
    """What may come next before each sign of a string, and after its last."""
    parser = Parser(rules, []).begin()
    found = [parser.follows]
    for sign in signs:
        parser.read(sign)
        found.append(parser.follows)
    return found


@lru_cache(maxsize=32)
def _shortest(rules: Rules) -> dict[str, int]:
    """How many signs the shortest string of each name has."""
    found = dict.fromkeys(rules.ways, ENDLESS)
    for _ in range(len(found) + 1):
        found = {name: min(_least(way, found) for way in ways) for name, ways in rules.ways.items()}
    return found


@lru_cache(maxsize=32)
def _height(rules: Rules) -> dict[str, int]:
    """How many rules on top of each other it takes at least to come to an end."""
    found = dict.fromkeys(rules.ways, ENDLESS)
    for _ in range(len(found) + 1):
        found = {name: min(_tallest(way, found) for way in ways) for name, ways in rules.ways.items()}
    return found


def _least(way: Way, shortest: dict[str, int]) -> int:
    return min(ENDLESS, sum(shortest.get(sign, 1) for sign in way))


def _tallest(way: Way, height: dict[str, int]) -> int:
    return min(ENDLESS, 1 + max((height.get(sign, 0) for sign in way), default=0))


def drawn(rules: Rules, rng: np.random.Generator, longest: int) -> tuple[str, ...]:
    """Draw a string of at most so many signs: of the ways that still fit, each is as likely as another."""
    shortest, height = _shortest(rules), _height(rules)
    todo, made, turns = [rules.start], list[str](), 0
    while todo:
        name = todo.pop()
        if name not in rules.ways:
            made.append(written(name))
            continue
        turns += 1
        room = longest - len(made) - _least(tuple(todo), shortest)
        ways = [way for way in rules.ways[name] if _least(way, shortest) <= room] or [
            min(rules.ways[name], key=lambda way: _least(way, shortest))]
        if turns > 8 * longest:  # rules that write nothing could go on for ever
            ways = [min(ways, key=lambda way: _tallest(way, height))]
        todo += reversed(ways[int(rng.integers(len(ways)))])
    return tuple(made)
