"""Two sessions of debugging, from the engine's side: gradients that explode, and a NaN that came with the data."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.beats import Phase
from engine.conditions import Watchpoint, Watchpoints
from engine.edits import Edit
from engine.messages import Advanced, Arrived, Failed, Follow, Followed, Goto, Load, Tried, Try, Until
from engine.run import Run
from engine.trainer import Trainer
from engine.worker import Desk

HIDDEN = 12
GROWS = Edit(at=5, weight="z.h'", set=1.3 / HIDDEN)
"""A recurrence of spectral radius 1.3 whose numbers are all positive, so that relu cuts nothing off."""
EXPLODES = Run(
    task="brackets", length=60, hidden=HIDDEN, batch=4, cell="rnn-relu", loss="squared",
    optimizer="sgd", rate=0.1, clip=None, edits=(GROWS,),
)  # fmt: skip


def test_gradients_that_explode_are_found_traced_and_clipped() -> None:
    desk = Desk()
    desk.answer(Load((EXPLODES,), ("a",)))
    found = desk.answer(Until(Watchpoints((Watchpoint("norm(dh[t]) > 1e3"),)), 40))
    assert isinstance(found, Arrived)
    assert found.found
    hit = found.found.hit
    assert hit
    assert (hit.update, hit.beat.phase, hit.beat.line) == (5, Phase.BACKWARD, "h")
    lengths = np.linalg.norm(found.traces[0].grad["h"], axis=1)
    assert hit.t == max(t for t in range(60) if lengths[t] > 1e3)
    assert hit.value == pytest.approx(lengths[hit.t])
    growth = lengths[hit.t - 9 : hit.t - 1] / lengths[hit.t - 8 : hit.t]
    assert growth == pytest.approx(1.3, rel=0.05)
    tried = desk.answer(Try((Edit(at=5, key="clip", set=0.01),)))
    assert isinstance(tried, Tried)
    step = np.sqrt(sum(np.square(array).sum() for array in tried.after.delta.values()))
    assert step == pytest.approx(0.1 * 0.01)
    assert tried.lengths[0] == tried.lengths[1] > 1e6
    kept = desk.answer(Load((tried.run,), ("a",), 60))
    assert isinstance(kept, Advanced)
    assert kept.losses[0][-1] < 1e-4 * kept.losses[0][5]
    assert np.isfinite(kept.losses[0]).all()


def test_a_nan_in_the_data_is_found_by_a_watchpoint_and_by_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    clean = Trainer._batch

    def spoiled(walker: Trainer) -> object:
        batch = clean(walker)
        if walker.step == 7:
            batch = replace(batch, x=batch.x.copy())
            batch.x[4, 2, 0] = math.nan
        return batch

    monkeypatch.setattr(Trainer, "_batch", spoiled)
    desk = Desk()
    desk.answer(Load((Run(task="brackets", length=12, hidden=5, batch=4),), ("a",)))
    failed = desk.answer(Goto(20))
    assert isinstance(failed, Failed)
    assert failed.crash
    assert "in x at time step 5 of the forward pass (it comes from outside)" in failed.what
    assert (failed.crash.update, failed.crash.fault.row, len(failed.crash.losses)) == (7, 2, 7)
    desk.answer(Goto(0))
    found = desk.answer(Until(Watchpoints((Watchpoint("any(isnan(c))"), Watchpoint("any(isnan(zf[t]))"))), 20))
    assert isinstance(found, Arrived)
    assert found.found
    assert found.found.which == 1
    assert [(hit.update, hit.beat.line, hit.t) for hit in found.found.hits if hit] == [(7, "c", 4), (7, "zf", 4)]
    assert found.crash
    assert found.crash.fault == failed.crash.fault
    assert found.traces[0].row == 2
    before = desk.answer(Until(Watchpoints((Watchpoint("update == 3"),)), 0))
    assert isinstance(before, Arrived)
    assert before.met
    followed = desk.answer(Follow(("count(isnan(h))",), 0, 7))
    assert isinstance(followed, Followed)
    assert followed.values[0].tolist() == [0] * 7 + [8 * 5]
