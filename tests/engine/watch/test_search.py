"""Searches for watchpoints against looking at every update, one after another, with Python's own conditions."""

from collections.abc import Callable
from functools import cache
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.beats import Phase
from engine.conditions import Watchpoint, Watchpoints
from engine.edits import Edit
from engine.errors import Diverged, RunError, WatchError
from engine.run import Run
from engine.trace import Trace
from engine.trainer import Trainer
from engine.watch.search import Found, search

RUN = Run(task="brackets", length=8, hidden=3, batch=2, rate=0.1, clip=0.25)
LAST = 60
Plain = Callable[[list[float], list[float], Trace], bool]
PLAIN: dict[str, Plain] = {
    "loss < .4 * median(loss)": lambda losses, lengths, trace: losses[-1] < 0.4 * median(losses),
    "gradient > .2": lambda losses, lengths, trace: lengths[-1] > 0.2,
    "max(last(gradients, 3)) == gradient and update > 30": lambda losses, lengths, trace: (
        max(lengths[-3:]) == lengths[-1] and trace.step > 30
    ),
    "norm(dh[t]) > .055": lambda losses, lengths, trace: any(np.linalg.norm(d) > 0.055 for d in trace.grad["h"]),
    "clipped": lambda losses, lengths, trace: lengths[-1] > 0.25,
    "min(f) < .05": lambda losses, lengths, trace: bool((trace.value["f"] < 0.05).any()),
    "loss < 0": lambda losses, lengths, trace: False,
}


@cache
def truths() -> dict[str, list[bool]]:
    """Where each condition holds, from traces of single updates."""
    walker, found = Trainer(RUN), {text: list[bool]() for text in PLAIN}
    ahead = Trainer(RUN)
    ahead.goto(LAST + 1)
    for step in range(LAST + 1):
        walker.goto(step)
        trace = walker.trace()
        for text, plain in PLAIN.items():
            found[text].append(plain(ahead.losses[: step + 1], ahead.lengths[: step + 1], trace))
    return found


def trainer(step: int = 0, run: Run = RUN) -> Trainer:
    found = Trainer(run)
    found.goto(step)
    return found


def look(walker: Trainer, *texts: str, limit: int = LAST, **keys: object) -> Found:
    return search(walker, Watchpoints(tuple(map(Watchpoint, texts)), **keys), limit)


def test_the_conditions_tell_updates_apart() -> None:
    for text, where in truths().items():
        assert text == "loss < 0" or 0 < sum(where) < len(where), text


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize(("begin", "limit"), [(0, LAST), (20, LAST), (LAST, 0), (40, 3), (5, 6), (9, 9)])
def test_it_is_the_first_update_on_the_way(text: str, begin: int, limit: int) -> None:
    walker, where = trainer(begin), truths()[text]
    way = 1 if limit > begin else -1
    steps = range(begin + way, limit + way, way) if limit != begin else ()
    wanted = next((step for step in steps if where[step]), None)
    found = look(walker, text, limit=limit)
    assert (found.hit is not None) == (wanted is not None)
    assert walker.step == len(walker.losses) == (limit if wanted is None else wanted)
    if found.hit:
        assert (found.which, found.hit.update, found.counts) == (0, wanted, (1,))
    straight = trainer(walker.step)
    assert all((walker.weight[name] == array).all() for name, array in straight.weight.items())


@settings(max_examples=25)
@given(st.lists(st.sampled_from(list(PLAIN)), min_size=1, max_size=4), st.data())
def test_of_several_the_first_that_has_been_passed_often_enough(texts: list[str], data: st.DataObject) -> None:
    begin, limit = data.draw(st.integers(0, LAST)), data.draw(st.integers(0, LAST))
    passes = [data.draw(st.integers(0, 3)) for _ in texts]
    counts, wanted, way = [0] * len(texts), None, 1 if limit > begin else -1
    for step in range(begin + way, limit + way, way) if begin != limit else ():
        held = [truths()[text][step] for text in texts]
        counts = [count + now for count, now in zip(counts, held, strict=True)]
        if any(now and count > least for now, count, least in zip(held, counts, passes, strict=True)):
            wanted = step
            break
    walker = trainer(begin)
    found = search(walker, Watchpoints(tuple(map(Watchpoint, texts, passes))), limit)
    assert (walker.step, found.counts) == (limit if wanted is None else wanted, tuple(counts))
    if wanted is not None:
        assert found.hit
        each = zip(found.hits, counts, passes, strict=True)
        assert found.hit.done * way == min(hit.done * way for hit, count, least in each if hit and count > least)
        assert [hit is not None for hit in found.hits] == [truths()[text][wanted] for text in texts]


def test_going_back_ends_at_the_last_moment_of_an_update_and_forwards_at_the_first() -> None:
    ahead = look(trainer(0), "norm(dh[t]) > .02", limit=9).hit
    back = look(trainer(9), "norm(dh[t]) > .02", limit=0).hit
    assert ahead
    assert back
    assert ahead.beat.phase is back.beat.phase is Phase.BACKWARD
    trace = trainer(back.update).trace()
    assert back.t == min(t for t in range(trace.T) if np.linalg.norm(trace.grad["h"][t]) > 0.02)
    trace = trainer(ahead.update).trace()
    assert ahead.t == max(t for t in range(trace.T) if np.linalg.norm(trace.grad["h"][t]) > 0.02)


def test_a_search_goes_on_within_an_update_both_ways() -> None:
    walker = trainer(7)
    trace, seen, done = walker.trace(), [], 0
    while (hit := look(walker, "norm(dh[t]) > .005", done=done).hit) and hit.update == 7:
        seen.append(hit.t)
        done = hit.done
    wanted = [t for t in reversed(range(trace.T)) if np.linalg.norm(trace.grad["h"][t]) > 0.005]
    assert seen == wanted
    assert len(wanted) > 2
    walker.goto(7)
    back, done = [], 10**6
    while (hit := look(walker, "norm(dh[t]) > .005", done=done, limit=0).hit) and hit.update == 7:
        back.append(hit.t)
        done = hit.done
    assert back == wanted[::-1]


def broken(**keys: object) -> Trainer:
    edits = (Edit(at=9, weight="y.h", set=1.7e308), Edit(at=9, weight="z.b", set=30.0))
    return Trainer(RUN.model_copy(update={"cell": "rnn", "edits": edits} | keys), "wild")


@pytest.mark.parametrize(
    "text", ["any(isinf(y))", "not isfinite(loss)", "isnan(gradient) or isinf(gradient)", "any(isinf(y[t]))"]
)
def test_a_search_stops_at_the_update_that_cannot_be_done(text: str) -> None:
    walker = broken()
    found = look(walker, text)
    assert found.hit
    assert (walker.step, found.hit.update, len(walker.losses)) == (9, 9, 9)
    assert walker.look().inside.broken
    if "y" in text:
        assert (found.hit.beat.phase, found.hit.t, found.hit.beat.line) == (Phase.FORWARD, 0, "y")


@pytest.mark.parametrize("text", ["norm(h) < 0", "loss < 0"])
def test_a_search_that_finds_nothing_before_the_end_of_all_numbers_reports_it(text: str) -> None:
    walker = broken()
    with pytest.raises(Diverged) as told:
        look(walker, text)
    assert walker.step == 9
    assert told.value.crash
    assert told.value.crash.update == 9


@pytest.mark.parametrize("text", ["norm(h) < 0", "loss < 0"])
def test_a_search_may_end_at_the_update_that_cannot_be_done(text: str) -> None:
    walker = broken()
    assert search(walker, Watchpoints((Watchpoint(text),)), 9).hit is None
    assert walker.step == 9


def test_an_own_string_is_what_is_looked_at_if_one_is_given() -> None:
    walker = trainer()
    points = Watchpoints((Watchpoint("T == 3"),))
    assert search(walker, points, 5, text="(((").hit
    assert walker.step == 1
    assert not search(walker, points, 5).hit


@pytest.mark.parametrize("text", ["loss < 0", "norm(h) < 0"])
@pytest.mark.parametrize("begin", [0, 55])
def test_it_can_be_left_on_the_way(text: str, begin: int) -> None:
    walker, asked = trainer(begin), []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 4

    found = search(walker, Watchpoints((Watchpoint(text),)), 1000 if begin == 0 else 0, stop)
    assert found.which == -1
    assert len(asked) < 12


def test_mistakes_are_told_before_anything_moves() -> None:
    walker = trainer(3)
    with pytest.raises(WatchError):
        look(walker, "loss > 1", "norm(q) > 1")
    with pytest.raises(WatchError, match="stops nowhere"):
        look(walker, "norm(h)")
    with pytest.raises(RunError, match=r"There is no step -1\."):
        look(walker, "loss > 1", limit=-1)
    assert walker.step == 3
