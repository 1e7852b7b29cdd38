"""One layer of a net as if it were a net of its own, without a head: what looks into a cell can then look into any.

Names are those of the cell, x is what the layer reads, and a layer that runs against time is turned round.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from engine.arrays import Array, Named
from engine.beats import Beat, Beats, Cursor, Phase
from engine.cells import Cell, Line
from engine.net import Block
from engine.reading import pulled, takers
from engine.trace import Trace


@dataclass(frozen=True, slots=True, eq=False)
class LayerTrace(Trace):
    """The trace of one layer."""

    block: Block | None = None
    whole: Trace | None = None
    """The trace of the net that it is a layer of."""

    @property
    def cell(self) -> Cell:
        """The table of the layer's cell."""
        assert self.block is not None
        return self.block.cell

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines; it has no head."""
        return self.cell.lines

    @property
    def beats(self) -> Beats:
        """The beats of its lines alone."""
        return Beats(tuple(line.name for line in self.lines), self.T)


def layer_trace(trace: Trace, block: Block) -> LayerTrace:
    """Look at one layer of a trace."""
    way = block.way
    names = [*(line.name for line in block.cell.lines), *block.cell.given[1:]]

    def side(arrays: Named) -> Named:
        found = {name: arrays[block.name(name)][::way] for name in names if block.name(name) in arrays}
        read = [arrays[name] for name in block.reads if name in arrays]
        return found | {"x": np.concatenate(read, axis=-1)[::way], "y": arrays["y"][::way]}

    fields = {name: getattr(trace, name) for name in Trace.__dataclass_fields__}
    fields |= {
        "value": side(trace.value),
        "grad": side(trace.grad) | _weights(trace.grad, block, trace),
        "weight": _weights(trace.weight, block, trace),
        "delta": _weights(trace.delta, block, trace),
        "start": {name: trace.start[block.name(name)] for name in block.cell.carry},
        "tokens": trace.tokens[::way], "targets": trace.targets[::way], "scored": trace.scored[::way],
        "discarded": {}, "layers": 1, "bidirectional": False, "block": block, "whole": trace,
    }  # fmt: skip
    return LayerTrace(**fields)


def from_above(layer: LayerTrace, t: int) -> Iterator[tuple[str, Array]]:
    """What the layer above or the head sends to what a layer says at its step t: each line by name, and (n,)."""
    trace, block = layer.whole, layer.block
    assert trace is not None
    assert block is not None
    at, own = t if block.way > 0 else trace.T - 1 - t, {line.name for line in block.lines}
    for line, place in takers(trace, block.says):
        if line.name not in own:
            yield line.name, pulled(trace, line, at, trace.grad[line.name][at])[place]


def _weights(arrays: Named, block: Block, trace: Trace) -> Named:
    """The layer's weights by their names in the cell, and the head's, which nobody in it reads."""
    parts = ("enc:", "dec:") if trace.decodes else ("",)
    found: Named = {}
    for part in parts:
        for line in block.cell.lines:
            for name in line.weights:
                pieces: list[Array] = [arrays[part + each] for each in block.weights(name)]
                found[part + name] = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
    return found


def layer_cursor(cursor: Cursor, block: Block) -> Cursor:
    """The moment of a net as a layer has it: how many of its own beats are done."""
    whole, own = cursor.beats, Beats(tuple(line.name for line in block.cell.lines), cursor.beats.T)
    spans = (whole.known(cursor.done, block.name(name)) for name in own.names)
    done = sum(last - first for first, last in spans)
    if cursor.phase >= Phase.LOSS:
        back = (whole.given(cursor.done, block.name(name)) for name in own.names)
        done = own.half + 1 + sum(last - first for first, last in back) * (cursor.phase >= Phase.BACKWARD)
    if cursor.phase is Phase.UPDATE:
        done = len(own)
    beat = cursor.beat
    mine = beat is not None and beat.line in map(block.name, own.names)
    return replace(cursor, beats=own, done=done, part=cursor.part if mine else 1.0)


def net_beat(beat: Beat, block: Block, steps: int) -> Beat:
    """A moment of a layer as the net has it."""
    if not beat.line:
        return beat
    return Beat(beat.phase, beat.t if block.way > 0 else steps - 1 - beat.t, block.name(beat.line))
