"""The bench of the debugger measures what it says, on a tiny net; no time is judged here."""

import pytest

from visualizer.debugger import desk_bench


@pytest.mark.usefixtures("qapp")
def test_openings_and_jumps_are_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_bench, "JUMPS", 6)
    monkeypatch.setattr(desk_bench, "OPENINGS", 2)
    found = desk_bench.measure_desk(4, 2, (640, 360))
    assert {name: len(each) for name, each in found.items()} == {"open": 2, "seek": 6}
    assert all(second > 0 for each in found.values() for second in each)
