"""What the bench of a device reports, at sizes that take no time; on a card also that it is the faster one."""

import json

import pytest

pytest.importorskip("torch")
pytest.importorskip("llvmlite")
bench = pytest.importorskip("engine.device_bench")


def test_both_kinds_are_measured_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "SIZES", ((3, 2, 4), (4, 2, 8)))
    found = bench.measure("cpu", 0.001)
    assert json.loads(json.dumps(found))["device"] == "cpu"
    assert set(found["cells"]) == {"lstm", "lstm-peephole"}
    for each in found["cells"].values():
        small, large = each["sizes"]
        assert set(small["ms"]) == {"cpu", "update", "trace"}
        assert min(small["ms"].values()) > 0
        assert small["ratio"] == pytest.approx(small["ms"]["cpu"] / small["ms"]["update"])
        assert small["work"] < large["work"]
    words = bench.told(found)
    assert words.count("times as fast") == 4
    assert words.count("auto takes it from") == 2


def test_where_it_begins_to_gain_lies_between_two_sizes() -> None:
    def sizes(*ratios: float) -> list[dict[str, float]]:
        return [{"work": 100.0**place, "ratio": ratio} for place, ratio in enumerate(ratios)]

    assert bench.crossing(sizes(0.5, 2.0)) == pytest.approx(10)
    assert bench.crossing(sizes(0.25, 0.5, 8.0)) == pytest.approx(100 * 100**0.25)
    assert bench.crossing(sizes(1.5, 2.0)) == 1
    assert bench.crossing(sizes(0.1, 0.2)) is None


@pytest.mark.cuda
@pytest.mark.parametrize("cell", ["lstm", "lstm-peephole"])
def test_a_card_is_faster_at_the_largest_size(cell: str) -> None:
    assert bench.compared(cell, bench.SIZES[-1], "cuda", 2.0)["ratio"] > 1
