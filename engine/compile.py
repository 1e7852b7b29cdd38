"""A cell's table as straight-line array code: the same numbers as `engine.bptt`, several times as fast.

It trains where there are no kernels. The interpreter explains, this computes, and a test holds the two together for
every cell. A pass for fixed T and B becomes a list of calls on views of buffers that are made once. Affine lines that
read the same become one matrix product, neighbours with the same operation one call. What does not depend on the step
before (x's products, the slopes of squashing functions, what the weights get) is done for all time steps at once,
outside the loop.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from engine.arrays import Array, Named, type_of
from engine.buffers import Buffers
from engine.calls import FACTORS, SLOPES, Call, Product, pushed
from engine.cells import Cell, Line
from engine.dropout import INPUTS
from engine.ops import AFFINE, DIAGONAL, REST, TIMES
from engine.passing import Inside, Shape
from engine.plan import SQUASHING, plan


class Compiled:
    """Both passes of a cell for fixed T and B. Its arrays are overwritten by the next pass."""

    def __init__(self, cell: Cell, shape: Shape) -> None:
        self.cell, self.shape = cell, shape
        self._plan = plan(cell)
        self._make()
        self._affine = [line for line in (*self._plan.early, *self._plan.rest) if line.op is AFFINE]
        self._products = [list(self._fused()) for _ in shape.parts]
        self._diagonal = {line.weights[0]: line for line in cell.lines if line.op is DIAGONAL}
        self._column = [{name: self._room(shape.hidden, 1) for name in self._diagonal} for _ in shape.parts]
        heights = {p.matrix.shape[0] for p in self._products[0]} | set(map(self._width, self._names))
        self._spare = {height: self._room(height, shape.rows) for height in heights}
        part_of = [part for part, (first, last) in enumerate(shape.parts) for _ in range(first, last)]
        self._forward = [list(self._push(t, part)) for t, part in enumerate(part_of)]
        self._backward = [list(self._pull(t, part)) for t, part in enumerate(part_of)]
        self._total: Named = {}
        self._taken: list[Named] = []
        self._inside = Inside()

    @property
    def _names(self) -> tuple[str, ...]:
        return (*self.cell.given, *(line.name for line in self.cell.lines))

    def _width(self, name: str) -> int:
        return self.shape.inputs if name in {INPUTS.source, INPUTS.mask, INPUTS.line} else self.shape.hidden

    def _room(self, *shape: int) -> Array:
        return np.zeros(shape, type_of[self.shape.dtype])

    def _make(self) -> None:
        """Make room; a carried line has one step more, its start, and a primed name is the step before."""
        shape, (source,) = self.shape, self.cell.head.inputs
        blocks = [*((name,) for name in self.cell.given), *self._plan.blocks]
        size = shape.steps, shape.rows, shape.dtype
        self._value, self._grad, self._slope = (Buffers(blocks, self._width, *size) for _ in range(3))
        self._kept, self._pulled = (
            {name: self._room(shape.steps + 1, shape.hidden, shape.rows) for name in self.cell.carry} for _ in range(2)
        )
        for side, carried in ((self._value, self._kept), (self._grad, self._pulled)):
            for name, array in carried.items():
                side.put(name, array[1:])
                side.put(f"{name}'", array[:-1])
        for name, owner in reversed(self._plan.shared.items()):
            self._grad.share(name, owner)
        self.values = {name: self._value.seen(name) for name in self._names}
        self.grads = {name: self._grad.seen(name) for name in self._names[1:]}
        self.says, self.slope = self._value.seen(source), self._grad.seen(source)

    def _fused(self) -> Iterator[Product]:
        """Fuse neighbouring affine lines that read the same."""
        for source in dict.fromkeys(name for line in self._affine for name in line.inputs):
            for names in self._runs([line.name for line in self._affine if source in line.inputs]):
                shape = (sum(map(self._width, names)), self._width(source.removesuffix("'")))
                yield Product(source, names, self._room(*shape))

    def _runs(self, names: Sequence[str]) -> list[tuple[str, ...]]:
        """Split names into runs of neighbours."""
        runs: list[tuple[str, ...]] = []
        for name in names:
            if runs and self._value.neighbours(runs[-1][-1], name):
                runs[-1] += (name,)
            else:
                runs.append((name,))
        return runs

    def forward(self, weights: Sequence[Named], x: Array, inside: Inside) -> None:
        """Run all lines at all time steps over x (T, B, inputs)."""
        value, self._inside = self._value, inside
        for name in self.cell.given:
            value.seen(name)[...] = x if name == "x" else inside.masks.get(name, 1.0)
        for name, array in self._kept.items():
            array[0] = inside.start[name].T if name in inside.start else 0.0
        for part, weight in enumerate(weights):
            self._load(part, weight)
        for t, calls in enumerate(self._forward):
            for function, args in calls:
                function(*args)
            if inside.absent is not None:
                for array in self._kept.values():
                    np.copyto(array[t + 1], array[t], where=inside.absent[t].T)
        self._steepen()

    def _steepen(self) -> None:
        """Find the slopes of all squashing lines, for all time steps at once."""
        for line in (*self._plan.gates, *self._plan.rest):
            if line.op in SQUASHING:
                self._slope.part(line.name)[...] = SLOPES[line.op](self._value.part(line.name))

    def _load(self, part: int, weight: Named) -> None:
        """Bring a set of weights in, and do what waits for nothing but x: its products, the biases."""
        here = slice(*self.shape.parts[part])
        for product in self._products[part]:
            product.load(weight)
        for name, column in self._column[part].items():
            column[...] = weight[name][:, None]
        for line in self._affine:
            self._value.part(line.name)[here] = weight[f"{line.name}.b"][:, None]
        for product in self._products[part]:
            if product.source == "x":
                self._value.part(*product.names)[here] += product.matrix @ self._value.part("x")[here]

    def backward(self) -> None:
        """Pull the slope back through the last forward pass."""
        self._back(0, self.shape.steps)
        self._harvest()

    def pull(self, first: int, last: int) -> None:
        """Pull the slope back through some steps only, and remember what that gives."""
        self._back(first, last)
        for name in self._names[1:]:
            part = self._grad.part(name)
            self._total.setdefault(name, np.zeros_like(part))[first:last] += part[first:last]

    def harvest(self) -> None:
        """Add up what all pulls have given."""
        for name, total in self._total.items():
            self._grad.part(name)[...] = total
            total.fill(0)
        self._harvest()

    def _back(self, first: int, last: int) -> None:
        absent = self._inside.absent
        for name, array in self._pulled.items():
            array[first : first + 1 if name in self.cell.head.inputs else last + 1] = 0
        for t in reversed(range(first, last)):
            gone = None if absent is None else absent[t].T
            passed = {} if gone is None else {name: np.where(gone, a[t + 1], 0) for name, a in self._pulled.items()}
            for name, d in passed.items():
                self._pulled[name][t + 1] -= d
            for function, args in self._backward[t]:
                function(*args)
            for name, d in passed.items():
                self._pulled[name][t] += d

    def input_grad(self) -> Array:
        """Give dLoss/dx of the last pull or backward pass, (T, B, inputs)."""
        grad = self._grad.part("x")
        grad[...] = 0
        for products, (first, last) in zip(self._products, self.shape.parts, strict=True):
            for product in products:
                if product.source == "x":
                    grad[first:last] += product.matrix.T @ self._grad.part(*product.names)[first:last]
        for line in self._plan.rest:
            if line.op is TIMES and line.inputs[0] == "x":
                grad += self._grad.part(line.name) * self._value.part(line.inputs[1])
        return self._grad.seen("x")

    def taken(self) -> Iterator[Named]:
        """What the last backward pass gives to each set of weights."""
        return iter(self._taken)

    def _harvest(self) -> None:
        """What all time steps and rows together add to each weight."""
        self._taken = []
        for products, part in zip(self._products, self.shape.parts, strict=True):
            here, taken = slice(*part), dict[str, Array]()
            for name, line in self._diagonal.items():
                came, d = self._value.part(line.inputs[0])[here], self._grad.part(line.name)[here]
                taken[name] = np.einsum("tnb,tnb->n", came, d)
            for product in products:
                source, d = (
                    _flat(array[here]) for array in (self._value.part(product.source), self._grad.part(*product.names))
                )
                both, begin = source @ d.T, 0  # (m, all n)
                for name in product.names:
                    end = begin + self._width(name)
                    taken[f"{name}.{product.source}"] = both[:, begin:end]
                    taken[f"{name}.b"] = d[begin:end].sum(axis=1)  # (n,)
                    begin = end
            self._taken.append(taken)

    def _before(self, part: int) -> list[Product]:
        """The products of what the step before has left."""
        early = {line.name for line in self._plan.early}
        return [product for product in self._products[part] if product.source != "x" and product.names[0] in early]

    def _push(self, t: int, part: int) -> Iterator[Call]:
        """Write the calls of one time step forward."""
        yield from self._multiplied(self._before(part), t)
        for lines in self._grouped(self._plan.gates, lambda line: line.op):
            out = self._value.part(*(line.name for line in lines))[t]
            yield from pushed(lines[0].op, [self._value.part(*(line.inputs[0] for line in lines))[t]], out)
        for line in self._plan.rest:
            if line.op is AFFINE:
                mine = [p for p in self._products[part] if p.names == (line.name,) and p.source != "x"]
                yield from self._multiplied(mine, t)
            else:
                inputs = [self._value.part(name)[t] for name in line.inputs]
                inputs += [self._column[part][name] for name in line.weights]
                yield from pushed(line.op, inputs, self._value.part(line.name)[t])

    def _multiplied(self, products: list[Product], t: int) -> Iterator[Call]:
        for product in products:
            out = self._value.part(*product.names)[t]
            spare = self._spare[len(out)]
            yield np.matmul, (product.matrix, self._value.part(product.source)[t], spare)
            yield np.add, (out, spare, out)

    def _pull(self, t: int, part: int) -> Iterator[Call]:
        """Write the calls of one time step backward; `begun` are the gradients that are not empty any more."""
        begun = {*self.cell.carry, *(f"{name}'" for name in self.cell.carry), *self.cell.head.inputs}
        for line in reversed(self._plan.rest):
            for name, call in zip(line.inputs, self._pulled_by(line, t, part), strict=True):
                yield from self._given(name, t, call, begun)
        for lines in self._grouped(self._plan.gates, lambda line: "any"):
            names, inputs = [line.name for line in lines], [line.inputs[0] for line in lines]
            yield np.multiply, (self._grad.part(*names)[t], self._slope.part(*names)[t], self._grad.part(*inputs)[t])
        for product in self._before(part):
            dy = self._grad.part(*product.names)[t]
            yield from self._given(product.source, t, (np.matmul, (product.matrix.T, dy)), begun)

    def _pulled_by(self, line: Line, t: int, part: int) -> list[Call]:
        """Write what one line gives to the gradient of each of its inputs."""
        dy = self._grad.part(line.name)[t]
        if line.op in SQUASHING:
            return [(np.multiply, (dy, self._slope.part(line.name)[t]))]
        if line.op is TIMES:
            a, b = (self._value.part(name)[t] for name in line.inputs)
            return [(np.multiply, (dy, b)), (np.multiply, (dy, a))]
        if line.op is AFFINE:
            mine = {p.source: p.matrix for p in self._products[part] if p.names == (line.name,)}
            return [(np.matmul, (mine[name].T, dy)) for name in line.inputs]
        if line.op is DIAGONAL or line.op in FACTORS:
            by = FACTORS[line.op] if line.op in FACTORS else self._column[part][line.weights[0]]
            return [(np.multiply, (dy, by))]
        return [(np.negative if line.op is REST else np.positive, (dy,)) for _ in line.inputs]

    def _given(self, name: str, t: int, call: Call, begun: set[str]) -> Iterator[Call]:
        """Begin the gradient of a name with what a call computes, or add to it."""
        if name in self._plan.shared or name == "x":
            return
        out = self._grad.part(name)[t]
        if name not in begun:
            begun.add(name)
            yield call[0], (*call[1], out)
        else:
            spare = self._spare[len(out)]
            yield call[0], (*call[1], spare)
            yield np.add, (out, spare, out)

    def _grouped(self, lines: Sequence[Line], same: Callable[[Line], object]) -> list[list[Line]]:
        """Split lines into runs of neighbours that are the same in some way, inputs and outputs alike."""
        groups: list[list[Line]] = []
        for line in lines:
            if groups and same(groups[-1][-1]) is same(line) and self._side_by_side(groups[-1][-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def _side_by_side(self, one: Line, two: Line) -> bool:
        return self._value.neighbours(one.name, two.name) and self._value.neighbours(one.inputs[0], two.inputs[0])


def _flat(array: Array) -> Array:
    """Put all time steps and rows side by side, (n, T*B)."""
    return array.transpose(1, 0, 2).reshape(array.shape[1], -1)
