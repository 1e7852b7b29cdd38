"""The bench of the debugger measures what it says, on a tiny net; no time is judged here."""

import pytest

from visualizer.debugger import desk_bench
from visualizer.view_bench import bench_run

PARTS = {"SourcePanel": 6, "CallStack": 6, "OriginPanel": 6, "DeskStage": 6, "Inspector": 6}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything a few times."""
    for name, value in {"JUMPS": 6, "OPENINGS": 2, "TRIALS": 2}.items():
        monkeypatch.setattr(desk_bench, name, value)


@pytest.mark.usefixtures("qapp", "short")
def test_openings_jumps_parts_and_trials_are_timed() -> None:
    found = desk_bench.measure_desk(bench_run(4, 2, "lstm"), (640, 360))
    wanted = {"open": 2, "triangle": 1, "seek": 6, "trial": 1, "trial, engine": 2} | PARTS
    assert {name: len(each) for name, each in found.items()} == wanted
    assert all(second > 0 for each in found.values() for pair in each for second in pair)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("cell", desk_bench.GATES)
def test_a_trial_of_each_cell_holds_a_line_that_it_has(cell: str) -> None:
    assert len(desk_bench.engine_trials(bench_run(4, 2, cell))) == 2
