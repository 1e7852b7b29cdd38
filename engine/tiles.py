"""A product of small matrices as machine code: out (+)= a @ b, tile by tile, each tile's sums kept in registers.

`b` comes packed: in panels two vectors wide, the last maybe one, each panel a matrix of its own. `a` and `out` are rows
at any distance. A number of `out` is the sum over k in the same order wherever its row stands in a tile of that height.
"""

from itertools import product

import numpy as np
from llvmlite import ir

from engine.arrays import Array
from engine.llvm import ADDRESS, WHOLE, Code, processor, whole

PANEL = 2
"""Vectors in a panel."""
CHAINS = 8
"""Sums that must be under way at once, or the processor waits for its own additions."""


def pack(matrix: Array, lanes: int, out: Array) -> None:
    """Copy a matrix (k, n) panel by panel into a vector, n a multiple of lanes."""
    k, n = matrix.shape
    wide = PANEL * lanes
    full = n // wide * wide
    panels = matrix[:, :full].reshape(k, -1, wide).transpose(1, 0, 2)  # (panels, k, wide)
    out[: k * full].reshape(panels.shape)[...] = panels
    if full < n:
        out[k * full :].reshape(k, lanes)[...] = matrix[:, full:]


def write_product(code: Code, name: str, *, add: bool) -> None:
    """Write the function name(a, b, out, a's row, out's row, rows, k, n), distances and sizes in numbers."""
    with code.function(name, ADDRESS, ADDRESS, ADDRESS, *[WHOLE] * 5, inner=True) as (a, b, out, a_row, o_row, m, k, n):
        write, lanes = code.write, code.lanes
        wide = PANEL * lanes
        full = write.sub(n, write.srem(n, whole(wide)))
        for vectors, begin, end in ((PANEL, whole(0), full), (1, full, n)):
            with code.loop(begin, end, vectors * lanes) as column:
                panel = code.place(b, write.mul(column, k))
                top = whole(0)
                for tall in _heights():
                    bottom = write.sub(m, write.srem(write.sub(m, top), whole(tall)))
                    with code.loop(top, bottom, tall) as row:
                        tile = _Tile(code, tall, vectors, add)
                        left = code.place(a, write.mul(row, a_row))
                        under = code.place(out, write.add(write.mul(row, o_row), column))
                        tile.write(left, a_row, panel, k, under, o_row)
                    top = bottom


def _heights() -> tuple[int, ...]:
    tall = processor().tall
    return tuple(h for h in (8, 4, 2, 1) if h <= tall)


class _Tile:
    """Some rows times some vectors of the product."""

    def __init__(self, code: Code, tall: int, vectors: int, add: bool) -> None:
        self.code, self.tall, self.vectors, self.add = code, tall, vectors, add
        self.turns = max(1, CHAINS // (tall * vectors))
        """Numbers of k taken at once, each with sums of its own."""

    def write(self, a: ir.Value, a_row: ir.Value, b: ir.Value, k: ir.Value, out: ir.Value, o_row: ir.Value) -> None:
        """Write the sums over k and what becomes of them."""
        code, write = self.code, self.code.write
        cells = list(product(range(self.tall), range(self.vectors)))
        sums = {(u, r, v): write.alloca(code.vector) for u in range(self.turns) for r, v in cells}
        for (u, r, v), place in sums.items():
            begin = code.get(self._cell(out, o_row, r, v)) if self.add and u == 0 else code.number(0.0)
            write.store(begin, place)
        with code.loop(whole(0), k, self.turns) as at:
            for u in range(self.turns):
                self._step(write.add(at, whole(u)), a, a_row, b, {(r, v): sums[u, r, v] for r, v in cells})
        for r, v in cells:
            total = write.load(sums[0, r, v], typ=code.vector)
            for u in range(1, self.turns):
                total = write.fadd(total, write.load(sums[u, r, v], typ=code.vector))
            code.put(total, self._cell(out, o_row, r, v))

    def _step(self, at: ir.Value, a: ir.Value, a_row: ir.Value, b: ir.Value, sums: dict[tuple[int, int], ir.Value]) -> None:
        """Add one number of k to every sum."""
        code, write = self.code, self.code.write
        line = code.place(b, write.mul(at, whole(self.vectors * code.lanes)))
        right = [code.get(code.place(line, whole(v * code.lanes))) for v in range(self.vectors)]
        for r in range(self.tall):
            left = code.spread(code.place(a, write.add(write.mul(a_row, whole(r)), at)))
            for v in range(self.vectors):
                place = sums[r, v]
                write.store(code.fused(left, right[v], write.load(place, typ=code.vector)), place)

    def _cell(self, out: ir.Value, o_row: ir.Value, r: int, v: int) -> ir.Value:
        index = self.code.write.add(self.code.write.mul(o_row, whole(r)), whole(v * self.code.lanes))
        return self.code.place(out, index)
