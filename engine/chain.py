"""Both passes of a whole net for fixed T and B: its layers one after the other, each over all time steps, and the head.

What `engine.bptt` does a time step at a time is done here a layer at a time, by kernels or by arrays; the numbers are
the same. A layer that goes from right to left gets everything turned round.
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.model import Model
from engine.net import Block
from engine.outside import NOTHING, Outside, dead
from engine.passing import Inside, Make, Passing, Shape
from engine.windows import Cut


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A layer in one direction, and the names of its weights in the net."""

    block: Block
    passing: Passing
    weights: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    """For each set of weights: a name in the cell, and its names in the net."""
    same: bool
    """Whether all names are the same in the cell and in the net."""
    place: Array | None
    """Its slope with all time steps and rows one below the other, (T*B, hidden), if one can write there."""

    def called(self, weight: Named) -> list[Named]:
        """The weights by their names in the cell, each set of them."""
        if self.same:
            return [weight]
        return [{name: _upon([weight[each] for each in names]) for name, names in part} for part in self.weights]

    def taken(self) -> Named:
        """What the last backward pass gives to each weight, by its name in the net."""
        if self.same:
            return dict(next(iter(self.passing.taken())))
        found: Named = {}
        for part, taken in zip(self.weights, self.passing.taken(), strict=True):
            for name, names in part:
                pieces = np.split(taken[name], len(names)) if len(names) > 1 else [taken[name]]
                found |= dict(zip(names, pieces, strict=True))
        return found

    def turned(self, array: Array) -> Array:
        """An array over time as the layer sees it, and back."""
        return array[:: self.block.way]

    def inside(self, outside: Outside) -> Inside:
        """What the layer is given, by its own names and in its own time."""
        block, absent = self.block, dead(outside)
        carry = {name: block.name(name) for name in block.cell.carry}
        return Inside(
            {name: outside.start[known] for name, known in carry.items() if known in outside.start},
            {name: self.turned(outside.masks[block.name(name)]) for name in block.cell.given[1:] if outside.masks},
            None if absent is None else absent[:: block.way] > 0,
        )


class Chain:
    """Both passes of a model. The next pass overwrites its arrays."""

    def __init__(self, model: Model, make: Make, steps: int, rows: int, dtype: str, border: int = 0) -> None:
        self.model, self._border = model, border
        self._head = model.cell.head
        self._y, self._dy = (np.zeros((steps, rows, model.outputs), type_of[dtype]) for _ in range(2))
        self._links = [self._link(block, make, (steps, rows, dtype)) for block in model.net.blocks]
        self._tops = [link for link in self._links if link.block.says in self._head.inputs]
        self._value, self._grad = {self._head.name: self._y}, {self._head.name: self._dy}
        for link in self._links:
            for side, arrays in ((self._value, link.passing.values), (self._grad, link.passing.grads)):
                names = (name for name in arrays if name != "x" or link.block.reads == ("x",))
                side |= {link.block.name(name): link.turned(arrays[name]) for name in names if name in arrays}
        self._weight: Named = {}

    def _link(self, block: Block, make: Make, size: tuple[int, int, str]) -> Link:
        model, (steps, rows, dtype) = self.model, size
        inputs = model.inputs if block.reads == ("x",) else len(block.reads) * model.hidden
        spans = model.spans(steps, self._border)
        shape = Shape(inputs, model.hidden, steps, rows, dtype, tuple((first, last) for _, first, last in spans))
        names = [name for line in block.cell.lines for name in line.weights]
        weights = tuple(
            tuple((name, tuple(part + each for each in block.weights(name))) for name in names) for part, _, _ in spans
        )
        same = all((name,) == called for part in weights for name, called in part)
        passing = make(block.cell, shape)
        place = _flat(passing.slope)
        there = block.way == 1 and np.shares_memory(place, passing.slope)
        return Link(block, passing, weights, same, place if there else None)

    def forward(self, weight: Named, x: Array, outside: Outside = NOTHING) -> Named:
        """Run all lines at all time steps over x (T, B, inputs)."""
        self._weight, said = weight, {"x": x}
        for link in self._links:
            came = [said[name] for name in link.block.reads]
            turned = link.turned(came[0] if len(came) == 1 else np.concatenate(came, axis=-1))
            link.passing.forward(link.called(weight), turned, link.inside(outside))
            said[link.block.says] = link.turned(link.passing.says)
        matrices, flat = self._head.weights, self._y.reshape(-1, self.model.outputs)
        for place, link in enumerate(self._tops):
            says = _flat(said[link.block.says])
            if place:
                flat += says @ weight[matrices[place]]
            else:
                np.matmul(says, weight[matrices[0]], out=flat)
        flat += weight[matrices[-1]]
        return self._value

    def backward(self, seed: Array, cut: Cut | None = None) -> Named:
        """Pull the loss's slope at the outputs, (T, B, V), back through the last forward pass."""
        self._dy[...] = seed
        slope = _flat(self._dy)
        head = {self._head.weights[-1]: slope.sum(axis=0)}
        for name, link in zip(self._head.weights, self._tops, strict=False):
            head[name] = _flat(link.turned(link.passing.says)).T @ slope
        if cut is None:
            self._pull(0, len(seed), whole=True)
        else:
            for window in cut.windows(len(seed)):
                self._dy.fill(0)
                self._dy[window.first : window.last] = seed[window.first : window.last]
                self._pull(window.back, window.last, whole=False)
            self._dy[...] = seed
            for link in self._links:
                link.passing.harvest()
        for link in self._links:
            head |= link.taken()
        return self._grad | head

    def _pull(self, first: int, last: int, *, whole: bool) -> None:
        """Pull the slope of the head back through the layers, from the uppermost, through some steps or all."""
        slope = {link.block.says: self._told(place, link) for place, link in enumerate(self._tops)}
        for link in reversed(self._links):
            if (d := slope[link.block.says]) is not None:
                link.passing.slope[...] = link.turned(d)
            if whole:
                link.passing.backward()
            else:
                link.passing.pull(first, last)
            if link.block.reads != ("x",):
                given = link.turned(link.passing.input_grad())
                for name, part in zip(link.block.reads, np.split(given, len(link.block.reads), axis=-1), strict=True):
                    known = slope.get(name)
                    slope[name] = part if known is None else known + part

    def _told(self, place: int, link: Link) -> Array | None:
        """What the head tells a layer: written in place, or given if the layer's array is of another shape."""
        matrix = self._weight[self._head.weights[place]].T
        if link.place is not None:
            np.matmul(_flat(self._dy), matrix, out=link.place)
            return None
        return (_flat(self._dy) @ matrix).reshape(link.passing.slope.shape)

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last backward pass, (T, B, inputs); training has no use for it."""
        first = [link for link in self._links if link.block.reads == ("x",)]
        total = first[0].turned(first[0].passing.input_grad())
        for link in first[1:]:
            total = total + link.turned(link.passing.input_grad())
        return total


def _upon(pieces: list[Array]) -> Array:
    """One matrix upon the other."""
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


def _flat(array: Array) -> Array:
    """All time steps and rows one below the other, (T*B, n)."""
    return array.reshape(-1, array.shape[-1])
