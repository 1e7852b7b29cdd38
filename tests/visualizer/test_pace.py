"""Every view of every net has its figures on both clocks, and its lines in the table."""

import pytest

from visualizer import pace
from visualizer.view_bench import Times

TIMES: Times = {"open": [(0.010, 0.020)], "seek": [(0.001, 0.002)] * 98 + [(0.002, 0.004), (0.010, 0.020)]}


def test_a_spread_is_in_milliseconds() -> None:
    assert pace.spread([0.001] * 98 + [0.002, 0.010]) == {"p50": 1.0, "p99": 2.08, "max": 10.0}


def test_every_size_and_cell_is_measured_and_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SIZES", ((8, 2), (16, 2)))
    monkeypatch.setattr(pace, "measure_views", lambda steps, hidden, cell, size: {"triangle": TIMES})
    monkeypatch.setattr(pace, "measure_desk", lambda run, size: TIMES)
    found = pace.measure_pace((640, 360))
    assert list(found) == [f"T {steps} H 2 {cell}" for steps in (8, 16) for cell in ("rnn", "gru", "lstm")]
    assert found["T 8 H 2 gru"]["desk"]["seek"]["wall_ms"] == {"p50": 2.0, "p99": 4.16, "max": 20.0}
    lines = list(pace.table(found))
    assert sum("triangle" in line and "seek" in line for line in lines) == 6
    assert "desk         seek                   1.0 /       2.1   (      2.0 /       4.2)" in lines
