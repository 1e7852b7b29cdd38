"""What the bench reports, at sizes that take no time; no time is asserted."""

import json

import pytest

from engine.errors import RunError

bench = pytest.importorskip("engine.bench")
SIZES = ((3, 2, 4), (2, 1, 3))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "SIZES", SIZES)
    monkeypatch.setattr(bench, "TARGETS", tuple(bench.Target("products", size, 1e-9) for size in SIZES))
    monkeypatch.setattr(bench, "GROWTH", {"T": ((2, 1, 3), (4, 1, 3)), "H": ((2, 1, 3), (2, 1, 6))})


def test_one_thread_is_measured_in_all_ways() -> None:
    found = bench.measure(1, 0.001)
    assert json.loads(json.dumps(found))["threads"] == 1
    assert set(found["growth"]) == {"T", "H"}
    assert found["memory"] is None or found["memory"]["arrays"] > 100 * 64 * 256 * 25 * 4
    for each in found["sizes"]:
        assert {"ours", "arrays", "products", "update"} <= set(each["ms"])
        assert set(each["ratio"]) == set(each["rounds"]) == set(each["ms"]) - {"ours"}
        assert min(each["rounds"].values()) >= bench.ROUNDS[0]


def test_each_target_is_met_or_not() -> None:
    found = bench.measure(2, 0.001)
    assert "growth" not in found
    assert [each["met"] for each in bench.targets(found)] == [True, True]
    for each in found["sizes"]:
        each["ratio"]["products"] = 1e-10
    assert [each["met"] for each in bench.targets(found)] == [False, False]
    found |= {"growth": {"T": {"exponent": 1.01}}, "memory": {"ratio": 1.4}}
    assert [each["met"] for each in bench.targets(found)][2:] == [True, False]


def test_people_are_told_too() -> None:
    found = bench.measure(2, 0.001)
    words = bench.told({"measured": [found | {"targets": bench.targets(found), "growth": {"T": {"exponent": 1.0}}}]})
    assert "BLAS threads: 2" in words
    assert "T to the power of 1.00" in words
    assert words.count(": met") == 2


def test_the_targets_of_the_sizes_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert {target.size for target in bench.TARGETS} == set(bench.SIZES)


def test_a_process_that_fails_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RunError, match=r"The bench failed\."):
        bench.report((1,), "no seconds")
    assert "ValueError" in capfd.readouterr().err
