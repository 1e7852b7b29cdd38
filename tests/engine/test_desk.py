"""The desk answers a debugger's questions: searches for watchpoints, pinned watches, and steps that broke."""

import pickle

import numpy as np
import pytest

from engine import derive
from engine.beats import Phase
from engine.conditions import Watchpoint, Watchpoints
from engine.edits import Edit
from engine.messages import (
    Advanced,
    Answer,
    Arrived,
    Failed,
    Follow,
    Followed,
    Goto,
    Load,
    Superseded,
    Tried,
    Try,
    Until,
    Watch,
    Watched,
)
from engine.run import Run
from engine.surgery import clamped
from engine.watch.findings import Mistake, Pinned
from engine.worker import Desk

BREAKS = (Edit(at=9, weight="y.h", set=1.7e308), Edit(at=9, weight="z.b", set=30.0))
SMALL = Run(task="brackets", length=12, hidden=3, batch=2)
BROKEN = SMALL.model_copy(update={"cell": "rnn", "edits": BREAKS})


def points(*texts: str, done: int | None = None) -> Watchpoints:
    return Watchpoints(tuple(map(Watchpoint, texts)), done)


def said(desk: Desk, question: object) -> Answer:
    """What comes out of the pipe."""
    return pickle.loads(pickle.dumps(desk.answer(question)))  # type: ignore[arg-type]  # any question


def desk(*runs: Run, step: int = 0) -> Desk:
    found = Desk()
    assert isinstance(found.answer(Load(runs, tuple("ab"[: len(runs)]), step)), Advanced)
    return found


def test_a_search_stops_all_runs_at_the_update_and_tells_the_beat() -> None:
    answer = said(desk(SMALL, SMALL.model_copy(update={"cell": "gru"})), Until(points("loss < 0", "min(f) < .2"), 300))
    assert isinstance(answer, Arrived)
    assert answer.found
    hit = answer.found.hit
    assert hit
    assert (answer.met, answer.found.which, answer.crash) == (True, 1, None)
    assert {trace.step for trace in answer.traces} == {hit.update} == {len(answer.losses[1])}
    assert answer.traces[0].value["f"][hit.t, hit.unit] == hit.value < 0.2


def test_a_search_can_end_at_an_update_that_cannot_be_done() -> None:
    answer = said(desk(BROKEN), Until(points("any(isinf(y))"), 300))
    assert isinstance(answer, Arrived)
    assert answer.crash
    assert answer.found
    assert answer.found.hit
    assert answer.traces[0].broken
    assert answer.found.hit.beat == answer.crash.beat
    assert answer.crash.update == answer.traces[0].step == 9


def test_a_failure_brings_its_report_and_the_step_can_be_asked_for() -> None:
    asked = desk(BROKEN)
    for question in (Until(points("loss < 0"), 300), Goto(50), Goto(9)):
        answer = said(asked, question)
        assert isinstance(answer, Failed)
        assert answer.crash
        assert (answer.crash.update, answer.crash.fault.name, answer.crash.fault.phase) == (9, "y", Phase.FORWARD)
    shown = said(asked, Goto(9, broken=True))
    assert isinstance(shown, Advanced)
    assert shown.crashes == (answer.crash,)
    assert shown.traces[0].broken
    whole = said(asked, Goto(4, broken=True))
    assert isinstance(whole, Advanced)
    assert whole.crashes == (None,)


def test_watches_are_answered_for_each_run() -> None:
    answer = said(desk(SMALL, BROKEN, step=4), Watch(("norm(f[t])", "loss", "clipped")))
    assert isinstance(answer, Watched)
    (gate, loss, clipped), (missing, _, _) = answer.each
    assert isinstance(gate, Pinned)
    assert isinstance(loss, Pinned)
    assert isinstance(clipped, Pinned)
    assert gate.reading.series.shape == (12,)
    assert isinstance(missing, Mistake)
    assert 'no name "f"' in missing.what


def test_watches_are_followed_over_updates_and_leave_the_run_where_it_is() -> None:
    asked = desk(SMALL, step=6)
    answer = said(asked, Follow(("loss", "norm(h)"), 0, 9))
    assert isinstance(answer, Followed)
    assert answer.values.shape == (2, 10)
    advanced = said(asked, Goto(10))
    assert isinstance(advanced, Advanced)
    np.testing.assert_array_equal(answer.values[0], advanced.losses[0])


def test_a_trial_shows_before_and_after_and_the_run_that_keeps_it() -> None:
    asked = desk(SMALL, step=6)
    now = said(asked, Goto(6))
    answer = said(asked, Try((clamped("f", 1.0, 6),)))
    assert isinstance(now, Advanced)
    assert isinstance(answer, Tried)
    assert (answer.after.value["f"] == 1).all()
    assert answer.losses[0] != answer.losses[1]
    assert answer.lengths[0] == pytest.approx(derive.grad_length(answer.before))
    assert answer.lengths[1] == pytest.approx(derive.grad_length(answer.after))
    undone = said(asked, Try(()))
    assert isinstance(undone, Tried)
    assert undone.run == SMALL
    for name, array in now.traces[0].grad.items():
        assert array.tobytes() == answer.before.grad[name].tobytes() == undone.after.grad[name].tobytes()
    loaded = said(asked, Load((answer.run,), ("a",), 6))
    assert isinstance(loaded, Advanced)
    for name, array in loaded.traces[0].grad.items():
        assert array.tobytes() == answer.after.grad[name].tobytes()


def test_keeping_a_change_late_in_a_training_does_not_train_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = desk(SMALL, step=120)
    answer = said(asked, Try((clamped("f", 1.0, 120),)))
    assert isinstance(answer, Tried)
    monkeypatch.setattr("engine.trainer.Trainer.advance", lambda trainer: pytest.fail("trained again"))
    loaded = said(asked, Load((answer.run,), ("a",), 120))
    assert isinstance(loaded, Advanced)
    assert loaded.traces[0].holds
    back = said(asked, Load((SMALL,), ("a",), 120))
    assert isinstance(back, Advanced)
    assert not back.traces[0].holds


def test_a_trial_that_breaks_reports_it() -> None:
    huge = Edit(at=6, weight="y.h", set=1.7e308)
    answer = said(desk(SMALL, step=6), Try((huge, clamped("h", 1.0, 6))))
    assert isinstance(answer, Tried)
    assert answer.crash
    assert answer.crash.fault.name == "y"


@pytest.mark.parametrize("question", [Until(points("loss < 0"), 100_000), Follow(("loss",), 0, 100_000)])
def test_a_newer_question_ends_it(question: object) -> None:
    asked = desk(SMALL)
    asked.waiting = lambda: True
    assert said(asked, question) == Superseded()


def test_a_mistake_in_a_watchpoint_fails_with_its_place() -> None:
    answer = said(desk(SMALL), Until(points("norm(q) > 1"), 100))
    assert isinstance(answer, Failed)
    assert answer.what.splitlines()[1].index("^") == 4 + 5
