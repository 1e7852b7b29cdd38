"""The bench measures what it says, on a small deck and for a moment; no time is judged here."""

import json
import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.visualizer.room import TWO
from visualizer import bench
from visualizer.app import Wish

SEEK = {clock: {"p50": 1.0, "p99": 2.0, "max": 3.0} for clock in ("cpu_ms", "wall_ms")}
SPREADS = ("frame_cpu_ms", "frame_wall_ms", "seek_cpu_ms", "seek_wall_ms")


@pytest.fixture
def small(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench over a small deck, everything once."""
    talk.write_text(TWO, "utf-8")
    monkeypatch.setattr(bench, "Wish", partial(Wish, talk, "en"))
    for name, value in {"STARTS": 1, "SEEKS": 12, "ROUNDS": 1, "SIZE": (640, 360)}.items():
        monkeypatch.setattr(bench, name, value)
    monkeypatch.setattr(bench, "measure_pace", lambda size: {f"T 4 of {size}": {"desk": {"seek": SEEK}}})


def numbers(found: object) -> Iterator[float]:
    """All numbers in what was found."""
    if isinstance(found, dict):
        for value in found.values():
            yield from numbers(value)
    elif isinstance(found, list):
        for value in found:
            yield from numbers(value)
    else:
        yield found


@pytest.mark.usefixtures("qapp", "small")
def test_everything_is_measured_and_every_number_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run_bench(as_json=True, seconds=0.3) == 0
    found = json.loads(capsys.readouterr().out)
    every = list(numbers(found))
    assert len(every) > 20
    assert all(math.isfinite(value) and value >= 0 for value in every)
    for name in SPREADS:
        assert found[name]["p50"] <= found[name]["p99"] <= found[name]["max"]
    updates = found["updates_per_s"]
    assert updates["attached"] > 0
    assert updates["ratio"] == pytest.approx(updates["attached"] / updates["headless"], rel=0.02)
    assert 0.1 < found["cold_start_s"] < 60


def test_the_debugger_alone_is_a_table_to_read(
    capsys: pytest.CaptureFixture[str], small: None  # noqa: ARG001  a fixture in force
) -> None:
    assert bench.run_bench("debugger", as_json=False, seconds=0.3) == 0
    told = capsys.readouterr().out
    assert "T 4 of (640, 360)" in told
    assert "cold_start" not in told


def test_the_first_slide_prints_its_moment(
    capsys: pytest.CaptureFixture[str], qapp: object, small: None  # noqa: ARG001  fixtures in force
) -> None:
    before = bench.time()
    bench.first_slide()
    assert before <= float(capsys.readouterr().out) <= bench.time()
