"""The table of a cell laid out as a diagram: a column for each depth, rows ordered so that wires seldom cross.

A line stands as far right as those that use it allow, so that it is next to them. A wire that spans several columns
gets a bend in each column it passes. The carried values run along the top, the input along the bottom.
"""

from dataclasses import dataclass
from itertools import pairwise

from engine.cells import Line

SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Layers:
    """Column and row of each line; `bends` are the rows by which a wire (from, to) passes the columns between."""

    columns: int
    rows: int
    place: dict[str, tuple[int, float]]
    bends: dict[tuple[str, str], tuple[tuple[int, float], ...]]


def depths(lines: tuple[Line, ...]) -> dict[str, int]:
    """The column of each line, counted from the left, as late as its users allow."""
    users = {line.name: [user.name for user in lines if line.name in user.inputs] for line in lines}
    back: dict[str, int] = {}
    for line in reversed(lines):
        back[line.name] = max((back[user] + 1 for user in users[line.name]), default=0)
    most = max(back.values())
    return {name: most - depth for name, depth in back.items()}


def arranged(lines: tuple[Line, ...]) -> Layers:
    """Place all lines of a time step."""
    depth = depths(lines)
    wires = [(source, line.name) for line in lines for source in line.inputs if source in depth]
    columns = _columns(depth, wires)
    near = _neighbours(depth, wires)
    pull = {line.name: 0.5 + 0.2 * sum((i == "x") - i.endswith("'") for i in line.inputs) for line in lines}
    order = {node: pull.get(node[0], 0.5) for column in columns for node in column}
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = {node: _mean([order[other] for other in near[node]], order[node]) for node in column}
            column.sort(key=lambda node: (wanted[node], order[node]))
            for place, node in enumerate(column):
                order[node] = (place + 0.5) / len(column)
    return _placed(columns, depth, wires, near)


Node = tuple[str, str]
"""A line's name and nothing, or the two ends of the wire that bends here followed by its column."""


def _columns(depth: dict[str, int], wires: list[tuple[str, str]]) -> list[list[Node]]:
    columns: list[list[Node]] = [[] for _ in range(max(depth.values()) + 1)]
    for name, column in depth.items():
        columns[column].append((name, ""))
    for source, user in wires:
        for column in range(depth[source] + 1, depth[user]):
            columns[column].append((f"{source}>{column}", user))
    return columns


def _neighbours(depth: dict[str, int], wires: list[tuple[str, str]]) -> dict[Node, list[Node]]:
    near: dict[Node, list[Node]] = {(name, ""): [] for name in depth}
    for source, user in wires:
        chain = [(source, ""), *_chain(depth, source, user), (user, "")]
        for left, right in pairwise(chain):
            near.setdefault(left, []).append(right)
            near.setdefault(right, []).append(left)
    return near


def _chain(depth: dict[str, int], source: str, user: str) -> list[Node]:
    return [(f"{source}>{column}", user) for column in range(depth[source] + 1, depth[user])]


def _mean(places: list[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise


def _placed(columns: list[list[Node]], depth: dict[str, int], wires: list[tuple[str, str]],
            near: dict[Node, list[Node]]) -> Layers:
    """Give rows: each column centred, then drawn towards its neighbours as far as its order allows."""
    rows = max(len(column) for column in columns)
    row = {node: place + (rows - len(column)) / 2 for column in columns for place, node in enumerate(column)}
    for _ in range(SWEEPS):
        for column in columns:
            _relax(column, row, near, rows)
    bends = {wire: tuple((int(n[0].rpartition(">")[2]), row[n]) for n in _chain(depth, *wire)) for wire in wires}
    return Layers(len(columns), rows, {name: (depth[name], row[name, ""]) for name in depth}, bends)


def _relax(column: list[Node], row: dict[Node, float], near: dict[Node, list[Node]], rows: int) -> None:
    """Move the nodes of a column towards their neighbours, a whole row apart from one another."""
    for place, node in enumerate(column):
        low = row[column[place - 1]] + 1 if place else 0.0
        high = row[column[place + 1]] - 1 if place + 1 < len(column) else rows - 1.0
        wanted = _mean([row[other] for other in near[node]], row[node])
        row[node] = max(low, min(high, wanted)) if low <= high else row[node]
