"""A layer of a net is what a net of that layer alone would be."""

import numpy as np
import pytest

from engine.beats import Cursor, Phase
from engine.one_layer import layer_cursor, layer_trace, net_beat
from engine.reading import pulled, value, weights
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer

NETS = ({"layers": 3}, {"bidirectional": True}, {"bidirectional": True, "layers": 2, "cell": "gru"})
EVERY_NET = pytest.mark.parametrize("keys", NETS, ids=str)


def made(keys: dict[str, object]) -> Trace:
    run = {"task": "brackets", "length": 8, "hidden": 4, "batch": 2} | keys
    walker = Trainer(Run.model_validate(run))
    walker.goto(3)
    return walker.trace()


@EVERY_NET
def test_every_line_follows_from_its_inputs_and_weights(keys: dict[str, object]) -> None:
    trace = made(keys)
    for block in trace.net.blocks:
        own = layer_trace(trace, block)
        for line in own.lines:
            for t in range(own.T):
                inputs = [value(own, name, t) for name in line.inputs]
                found = line.op.run(np, *inputs, *weights(own, line, t))
                np.testing.assert_allclose(found, own.value[line.name][t], rtol=0, atol=1e-12)


@EVERY_NET
def test_the_gradient_of_what_a_layer_reads_comes_from_its_lines(keys: dict[str, object]) -> None:
    trace = made(keys)
    for block in trace.net.blocks:
        own, total = layer_trace(trace, block), 0.0
        for line in own.lines:
            if "x" in line.inputs:
                d = [pulled(own, line, t, own.grad[line.name][t])[line.inputs.index("x")] for t in range(own.T)]
                total = total + np.array(d)
        if block.reads != ("x",) and not trace.bidirectional:
            given = trace.grad[block.reads[0]] - _from_the_next_step(trace, block.reads[0])
            np.testing.assert_allclose(total, given, rtol=0, atol=1e-12)
        else:
            assert np.abs(total).max() > 0


def _from_the_next_step(trace: Trace, name: str) -> np.ndarray:
    """What a state's gradient gets from its own layer."""
    found = np.zeros_like(trace.grad[name])
    for line in trace.lines:
        for place, source in enumerate(line.inputs):
            if source == f"{name}'":
                for t in range(1, trace.T):
                    found[t - 1] += pulled(trace, line, t, trace.grad[line.name][t])[place]
    return found


@EVERY_NET
def test_a_layer_never_claims_what_the_net_has_not_done(keys: dict[str, object]) -> None:
    trace = made(keys)
    beats = trace.beats
    for block in trace.net.blocks:
        own = layer_trace(trace, block)
        for done in range(len(beats) + 1):
            cursor = layer_cursor(Cursor(beats, done), block)
            assert cursor.beats == own.beats
            for name in own.beats.names:
                first, last = beats.known(done, block.name(name))
                assert own.beats.known(cursor.done, name)[1] == last - first
                first, last = beats.given(done, block.name(name))
                assert own.T - own.beats.given(cursor.done, name)[0] == last - first
            beat = beats.at(done)
            if beat and beat.line in map(block.name, own.beats.names):
                assert cursor.beat is not None
                assert net_beat(cursor.beat, block, trace.T) == beat
            if beat and beat.phase is Phase.UPDATE:
                assert cursor.done == len(own.beats)
