"""Watches as a whole: where they stop, in which order, and what they are at a cursor."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.beats import Beat, Phase
from engine.errors import WatchError
from engine.run import Run
from engine.trainer import Trainer
from engine.watch.reading import beats_of
from engine.watch.vocabulary import words_of
from engine.watch.watch import hits, holds, read, reading, watchpoint
from tests.engine.watch.sight import seen, struck, trace, words

TRACE = trace()


def test_a_gradient_stops_in_the_order_of_the_backward_pass() -> None:
    assert [hit.t for hit in struck("norm(dh[t]) >= 0")] == list(reversed(range(TRACE.T)))
    assert [hit.t for hit in struck("norm(h[t]) >= 0")] == list(range(TRACE.T))


@pytest.mark.parametrize(
    ("text", "beat"),
    [
        ("norm(dc[t]) > 0", Beat(Phase.BACKWARD, TRACE.T - 1, "c")),
        ("norm(h[t]) > 0 and norm(f[t]) > 0", Beat(Phase.FORWARD, 0, "h")),
        ("norm(f[t]) > 0 and norm(df[t]) >= 0", Beat(Phase.BACKWARD, TRACE.T - 1, "f")),
        ("loss > 0", Beat(Phase.LOSS)),
        ("clipped", Beat(Phase.UPDATE)),
        ("gradient > 1", Beat(Phase.BACKWARD, 0, "zi")),
        ("update == 4", Beat(Phase.FORWARD, 0, "zi")),
        ("norm(x[t]) > 0", Beat(Phase.FORWARD, 0, "zi")),
        ("norm(dx[t]) > 0", Beat(Phase.BACKWARD, TRACE.T - 1, "zi")),
        ("norm(h[5]) > 0", Beat(Phase.FORWARD, 4, "h")),
    ],
)
def test_it_stops_at_the_beat_that_settles_it(text: str, beat: Beat) -> None:
    hit = struck(text)[0]
    assert hit.beat == beat
    assert beats_of(TRACE).done(beat) == hit.done


def test_a_planted_nan_is_found_where_it_is() -> None:
    for name, t, unit in (("c", 7, 3), ("f", 0, 0), ("y", 11, 1)):
        value = {each: array.copy() for each, array in TRACE.value.items()}
        value[name][t, unit] = math.nan
        broken = replace(TRACE, value=value)
        for text in (f"any(isnan({name}))", f"any(isnan({name}[t]))", f"not all(isfinite({name}))"):
            (hit,) = struck(text, broken)
            assert (hit.beat, hit.unit) == (Beat(Phase.FORWARD, t, name), unit)
            assert math.isnan(hit.value)
            assert not struck(text)


@pytest.mark.parametrize("text", ["norm(h[t])", "loss", "c[t, 1]"])
def test_a_number_can_be_pinned_but_stops_nowhere(text: str) -> None:
    read(text, words(TRACE))
    with pytest.raises(WatchError, match=r"Compare it, as in .* > 1"):
        watchpoint(text, words(TRACE))


@pytest.mark.parametrize(("text", "like"), [("c > 3", "any"), ("h", "norm"), ("h[t]", "norm"), ("losses", "norm")])
def test_what_does_not_come_down_to_one_is_refused(text: str, like: str) -> None:
    with pytest.raises(WatchError, match=f"It must come down to one.*{like}"):
        read(text, words(TRACE))


def test_a_pinned_number_has_a_value_for_each_time_step_and_a_moment() -> None:
    found = reading(read("norm(h[t] - h[t-1])", words(TRACE)), seen(TRACE))
    wanted = [math.nan, *(math.dist(TRACE.value["h"][t], TRACE.value["h"][t - 1]) for t in range(1, TRACE.T))]
    np.testing.assert_allclose(found.series, wanted, rtol=1e-14)
    assert (np.diff(found.when[1:]) > 0).all()
    alone = reading(read("norm(h)", words(TRACE)), seen(TRACE))
    assert alone.series.shape == (1,)
    assert not alone.free


@pytest.mark.parametrize("cell", ["mlp", "rnn-relu", "gru", "lstm-peephole", "lstm-1997"])
def test_every_name_of_every_cell_can_be_asked(cell: str) -> None:
    found = trace(cell)
    for name in found.value:
        for text in (f"norm({name}) >= 0", f"norm(d{name}[t]) >= 0", f"any(isfinite({name}[t, 1]))"):
            assert struck(text, found)
    for name in found.weight:
        assert struck(f'norm({name}) >= 0 and norm(d({name})) >= 0 and norm(delta("{name}")) >= 0', found)


@pytest.mark.parametrize(
    "keys", [{"layers": 2}, {"bidirectional": True}, {"layers": 2, "bidirectional": True}], ids=str
)
def test_layers_and_directions_have_their_own_moments(keys: dict[str, object]) -> None:
    walker = Trainer(Run.model_validate({"task": "brackets", "length": 8, "hidden": 3, "batch": 2} | keys))
    known, found = words_of(walker.model, walker.weight), walker.look()
    for name in walker.model.names:
        for side, phase in (("value", Phase.FORWARD), ("grad", Phase.BACKWARD)):
            arrays = {each: array.copy() for each, array in getattr(found.inside, side).items()}
            arrays[name][4, 1] = math.nan
            broken = replace(found, trace=replace(found.inside, **{side: arrays}))
            text = f"any(isnan({'d' * (side == 'grad')}{name}))"
            (hit,) = hits(watchpoint(text, known), broken)
            assert (hit.beat, hit.t, hit.unit) == (Beat(phase, 4, name), 4, 1)
    for name in walker.model.cell.carry:
        states = found.inside.value[name][:, 0]
        wanted = [*states[1:], 0.0] if name.endswith("_r") else [0.0, *states[:-1]]
        assert reading(read(f"{name}'[t, 1]", known), found).series.tolist() == wanted


def test_holds_and_hits_agree() -> None:
    missing = "h[50, 1] > 0 or h[50, 1] <= 0", "not h[50, 1] > 0"
    for text in ("h[t-1, 1] > 0", "isnan(h[t-1, 1])", "isnan(h[t+1, 1])", *missing):
        assert holds(watchpoint(text, words(TRACE)), seen(TRACE)) == bool(struck(text))
    assert not struck("isnan(h[t-1, 1])")
    assert not struck("not h[50, 1] > 0")
