"""A product of small matrices as machine code: out (+)= a @ b, tile by tile, each tile's sums kept in registers.

`b` comes packed: in panels two vectors wide, the last maybe one, each panel a matrix of its own. `a` and `out` are rows
at any distance. A number of `out` is the sum over k in the same order wherever its row stands in a tile of that height.
"""

from itertools import product

from llvmlite import ir

from engine.llvm import ADDRESS, WHOLE, Code, processor, whole

PANEL = 2
"""Vectors in a panel."""
CHAINS = 8
"""Sums that must be under way at once, or the processor waits for its own additions."""


def write_copy(code: Code) -> None:
    """Write copy(source, height, units, out, n, column): put a matrix into the columns of a wider one, (…, n)."""
    with code.function("copy", ADDRESS, WHOLE, WHOLE, ADDRESS, WHOLE, WHOLE, inner=True) as args:
        source, height, units, out, n, column = args
        with code.loop(whole(0), height) as row, code.loop(whole(0), units) as unit:
            index = code.write.add(code.write.mul(row, n), code.write.add(column, unit))
            _put(code, _number(code, source, row, units, unit), out, index)


def write_pack(code: Code) -> None:
    """Write pack(source, height, units, out, turned, k, n, column): the same for a packed matrix (k, n) and its twin.

    The twin is the matrix turned on its side, (n, k), and packed as well.
    """
    with code.function("pack", ADDRESS, WHOLE, WHOLE, ADDRESS, ADDRESS, *[WHOLE] * 3, inner=True) as args:
        source, height, units, out, turned, k, n, column = args
        with code.loop(whole(0), height) as row, code.loop(whole(0), units) as unit:
            number, at = _number(code, source, row, units, unit), code.write.add(column, unit)
            _put(code, number, out, _packed(code, k, n, row, at))
            _put(code, number, turned, _packed(code, n, k, at, row))


def _number(code: Code, source: ir.Value, row: ir.Value, units: ir.Value, unit: ir.Value) -> ir.Value:
    address = code.place(source, code.write.add(code.write.mul(row, units), unit))
    return code.write.load(address, typ=code.real, align=code.size)


def _put(code: Code, number: ir.Value, out: ir.Value, index: ir.Value) -> None:
    code.write.store(number, code.place(out, index), align=code.size)


def _packed(code: Code, k: ir.Value, n: ir.Value, row: ir.Value, column: ir.Value) -> ir.Value:
    """Where a number of a packed matrix (k, n) lies."""
    write, wide = code.write, whole(PANEL * code.lanes)
    inside = write.urem(column, wide)
    begin = write.sub(column, inside)
    narrow = write.icmp_signed(">", write.add(begin, wide), n)
    return write.add(
        write.mul(begin, k), write.add(write.mul(row, write.select(narrow, whole(code.lanes), wide)), inside)
    )


def write_product(code: Code, name: str, *, add: bool) -> None:
    """Write name(a, b, out, from row to row in a, and in out, rows, k, n), distances and sizes in numbers."""
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
        self.turns = max(1, min(code.lanes, CHAINS // (tall * vectors)))
        """Numbers of k taken at once, each with sums of its own; k is whole vectors, so that nothing is left over."""

    def write(self, a: ir.Value, a_row: ir.Value, b: ir.Value, k: ir.Value, out: ir.Value, o_row: ir.Value) -> None:
        """Write the sums over k and what becomes of them."""
        code, write = self.code, self.code.write
        cells = list(product(range(self.tall), range(self.vectors)))
        sums = {(u, r, v): write.alloca(code.vector) for u in range(self.turns) for r, v in cells}
        for place in sums.values():
            write.store(code.number(0.0), place)
        with code.loop(whole(0), k, self.turns) as at:
            for u in range(self.turns):
                self._step(write.add(at, whole(u)), a, a_row, b, {(r, v): sums[u, r, v] for r, v in cells})
        for r, v in cells:
            total = write.load(sums[0, r, v], typ=code.vector)
            for u in range(1, self.turns):
                total = write.fadd(total, write.load(sums[u, r, v], typ=code.vector))
            cell = self._cell(out, o_row, r, v)
            code.put(write.fadd(code.get(cell), total) if self.add else total, cell)

    def _step(
        self, at: ir.Value, a: ir.Value, a_row: ir.Value, b: ir.Value, sums: dict[tuple[int, int], ir.Value]
    ) -> None:
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
