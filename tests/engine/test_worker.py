"""The engine as a process: one answer for each question, whatever happens, and none left behind."""

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine import worker
from engine.conditions import LossBelow
from engine.edits import Edit
from engine.messages import (
    Advanced,
    Answer,
    Arrived,
    Failed,
    Goto,
    Load,
    Measure,
    Measured,
    Question,
    Rank,
    Ranked,
    Sample,
    Sampled,
    Stop,
    Superseded,
    Until,
)
from engine.roles.roles import rank
from engine.run import Run
from engine.trainer import Trainer
from engine.worker import Desk

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ROOT = Path(__file__).parents[2]
SMALL = Run(task="brackets", length=12, hidden=3, batch=2)
LOAD = Load((SMALL, SMALL.model_copy(update={"cell": "rnn"})), ("lstm", "rnn"), 3)
PATIENCE = 30.0

Engine = tuple[BaseProcess, "Connection[Question, Answer]"]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    process, connection = worker.start()
    yield process, connection
    connection.close()
    process.join(PATIENCE)
    assert process.exitcode == 0


def heard(connection: "Connection[Question, Answer]") -> Answer:
    """The next answer; a test must not wait for ever."""
    assert connection.poll(PATIENCE), "no answer"
    return connection.recv()


def asked(engine: Engine, question: object) -> Answer:
    """Ask and hear."""
    engine[1].send(question)  # type: ignore[arg-type]  # also what is no question
    return heard(engine[1])


def test_a_spawned_engine_answers_with_what_a_trainer_would_say(engine: Engine) -> None:
    answer = asked(engine, LOAD)
    assert isinstance(answer, Advanced)
    trainer = Trainer(SMALL, "lstm")
    trainer.goto(3)
    mine = trainer.trace()
    assert [trace.run for trace in answer.traces] == ["lstm", "rnn"]
    assert [len(losses) for losses in answer.losses] == [3, 3]
    np.testing.assert_array_equal(answer.traces[0].tokens, mine.tokens)
    np.testing.assert_allclose(answer.traces[0].grad["zf.h'"], mine.grad["zf.h'"], rtol=1e-9)


def test_forward_backward_own_input_and_measures(engine: Engine) -> None:
    asked(engine, LOAD)
    for step in (9, 2):
        answer = asked(engine, Goto(step))
        assert isinstance(answer, Advanced)
        assert [trace.step for trace in answer.traces] == [step, step]
        assert [len(losses) for losses in answer.losses] == [step, step]
    answer = asked(engine, Goto(2, "(())"))
    assert isinstance(answer, Advanced)
    assert answer.traces[1].probe
    answer = asked(engine, Measure())
    assert isinstance(answer, Measured)
    assert [set(each) for each in answer.each] == [{"legal", "loss", "fails_at"}] * 2


def test_all_runs_go_where_a_condition_holds_for_the_first(engine: Engine) -> None:
    asked(engine, LOAD)
    answer = asked(engine, Until(LossBelow(0.1), 500))
    assert isinstance(answer, Arrived)
    assert answer.met
    steps = {trace.step for trace in answer.traces}
    assert steps == {len(answer.losses[0])} == {len(answer.losses[1])}
    trainer = Trainer(SMALL)
    trainer.goto(answer.traces[0].step + 1)
    assert trainer.losses[-1] < 0.1 <= min(trainer.losses[4:-1])
    back = asked(engine, Until(LossBelow(0.0), 2))
    assert isinstance(back, Arrived)
    assert (back.met, back.traces[1].step) == (False, 2)


def test_what_a_net_writes_and_measures_of_the_validation_part(engine: Engine) -> None:
    run = Run(task="text", length=12, hidden=4)
    asked(engine, Load((run,), ("text",), 2))
    trainer = Trainer(run, "text")
    trainer.goto(2)
    assert asked(engine, Sample("the", 20)) == Sampled((trainer.sample("the", 20),))
    for part in ("validation", "test"):
        answer = asked(engine, Measure(part))
        assert isinstance(answer, Measured)
        assert answer.each[0] == pytest.approx(trainer.measure(part))


def test_the_units_of_every_run_are_ranked_where_they_are(engine: Engine) -> None:
    asked(engine, LOAD)
    answer = asked(engine, Rank())
    assert isinstance(answer, Ranked)
    trainers = [Trainer(run) for run in LOAD.runs]
    for trainer in trainers:
        trainer.goto(LOAD.step)
    assert answer.each == tuple(map(rank, trainers))


def test_a_search_for_roles_is_left_when_a_newer_question_comes(engine: Engine) -> None:
    asked(engine, LOAD)
    engine[1].send(Rank())
    engine[1].send(Goto(2))
    assert heard(engine[1]) == Superseded()
    assert isinstance(heard(engine[1]), Advanced)


def test_a_search_is_left_when_a_newer_question_comes(engine: Engine) -> None:
    asked(engine, LOAD)
    engine[1].send(Until(LossBelow(0.0), 1_000_000))
    time.sleep(0.1)
    engine[1].send(Goto(2))
    assert heard(engine[1]) == Superseded()
    assert isinstance(heard(engine[1]), Advanced)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Sample("x"), "Character 1 of the input, 'x', is not known to this task."),
        (Until(LossBelow(0.5), -3), "There is no step -3."),
        (Goto(-1), "There is no step -1."),
        (Goto(3, "(x"), "Character 2 of the input, 'x', is not known to this task."),
        ("what?", "The engine was asked 'what?'."),
        (
            Load((Run(task="hold", edits=(Edit(at=0, weight="y.b", set=1e308),)),), ("wild",), 9),
            "Run wild diverged at update",
        ),
    ],
)
def test_after_a_failure_the_engine_still_listens(engine: Engine, question: object, said: str) -> None:
    asked(engine, LOAD)
    answer = asked(engine, question)
    assert isinstance(answer, Failed)
    assert answer.what.startswith(said)
    assert not answer.details
    assert isinstance(asked(engine, LOAD), Advanced)


def test_a_newer_question_ends_a_long_training_and_both_are_answered(engine: Engine) -> None:
    engine[1].send(Load((SMALL,), ("long",), 1_000_000))
    time.sleep(0.1)
    engine[1].send(Goto(2))
    assert heard(engine[1]) == Superseded()
    answer = heard(engine[1])
    assert isinstance(answer, Advanced)
    assert answer.traces[0].step == 2
    assert not engine[1].poll(0.05), "one answer for each question"


def test_the_engine_has_a_name_one_blas_thread_and_no_qt(engine: Engine) -> None:
    process, _ = engine
    assert process.name == "unrolled-engine"
    assert process.daemon
    maps = Path(f"/proc/{process.pid}/maps")
    if maps.exists():
        assert "Qt6" not in maps.read_text()
        assert b"OPENBLAS_NUM_THREADS=1" in Path(f"/proc/{process.pid}/environ").read_bytes()


def test_stop_and_a_closed_pipe_both_end_it() -> None:
    engines = [worker.start() for _ in range(2)]
    engines[0][1].send(Stop())
    engines[1][1].close()
    for process, _ in engines:
        process.join(PATIENCE)
        assert process.exitcode == 0


def test_a_killed_engine_is_an_end_of_file() -> None:
    process, connection = worker.start()
    asked((process, connection), LOAD)
    process.kill()
    with pytest.raises((EOFError, ConnectionError)):
        heard(connection)


PARENT = """
import sys, time
from engine import worker
from engine.messages import Load
from engine.run import Run
print("main", __name__, flush=True)
if __name__ == "__main__":
    process, connection = worker.start()
    connection.send(Load((Run(task="brackets"),), ("a",), 1_000_000))
    print(process.pid, flush=True)
    time.sleep({seconds})
    import os
    os._exit(0)
"""


def test_the_engine_dies_with_its_parent_and_does_not_run_the_parents_script_again(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent(PARENT.format(seconds=1)))
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True, text=True, timeout=PATIENCE, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    said = done.stdout.split()
    assert said[:2] == ["main", "__main__"]
    assert len(said) == 3
    assert not done.stderr
    deadline = time.monotonic() + PATIENCE
    while alive(int(said[2])) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(int(said[2]))


def alive(pid: int) -> bool:
    """Whether a process runs, other than as a zombie nobody collected."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_a_fault_of_our_own_is_told_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Trainer, "goto", lambda *_: 1 / 0)
    answer = Desk().answer(LOAD)
    assert isinstance(answer, Failed)
    assert "ZeroDivisionError" in answer.what
    assert "Traceback" in answer.details


def test_nothing_loaded_is_told() -> None:
    answer = Desk().answer(Goto(3))
    assert isinstance(answer, Failed)
    assert answer.what == "No run is loaded."


def test_a_desk_remembers_trainers_and_forgets_the_oldest() -> None:
    desk = Desk()
    runs = [SMALL.model_copy(update={"seed": seed}) for seed in range(worker.REMEMBERED + 3)]
    for run in runs:
        desk.answer(Load((run,), ("a",), 1))
    assert len(desk._known) == worker.REMEMBERED
    kept = desk._known[runs[-1], "a"]
    desk.answer(Load((runs[-1],), ("a",), 2))
    assert desk._known[runs[-1], "a"] is kept
    assert (runs[0], "a") not in desk._known
