"""The bench of the views measures every one of them, on a tiny net; no time is judged here."""

import pytest

from visualizer import view_bench
from visualizer.views import EXPLORED, VIEWS


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything a few times."""
    monkeypatch.setattr(view_bench, "SEEKS", 3)
    monkeypatch.setattr(view_bench, "OPENINGS", 2)


@pytest.mark.usefixtures("fonts", "short")
def test_every_view_is_opened_and_sought() -> None:
    found = view_bench.measure_views(12, 3, "gru", (640, 360))
    assert list(found) == list(VIEWS)
    for name, times in found.items():
        told = {"engine": 1, "told": 1} if name in EXPLORED else {}
        assert {what: len(each) for what, each in times.items()} == {"open": 2, "back": 2, "seek": 3} | told
        assert all(second > 0 for each in times.values() for pair in each for second in pair)


def test_a_call_is_timed_on_both_clocks() -> None:
    heard: list[int] = []
    cpu, wall = view_bench.timed(heard.append, 3)
    assert heard == [3]
    assert cpu >= 0
    assert wall > 0


def test_what_truncation_is_about_is_measured_on_a_run_that_truncates() -> None:
    run = view_bench.bench_run(40, 3, "lstm", truncated=True)
    assert (run.k1, run.k2) == (4, 8)
    assert view_bench.bench_run(40, 3, "lstm").k1 is None
