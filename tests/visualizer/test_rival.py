"""How lanes compare: with the first one, and with their other seeds."""

import numpy as np

from engine.race import Seeds
from presets.load import load
from visualizer.rival import Rival, rivals


def test_the_first_lane_is_what_the_others_are_compared_with() -> None:
    runs = tuple(load("race").runs[name] for name in ("lstm", "open", "gru"))
    first, second, third = rivals("race", runs, ("A", "B", "C"))
    assert (first.against, first.alike) == ("", None)
    assert (second.against, third.against) == ("A", "A")
    assert second.alike is not None
    assert second.alike.other == ("zf.b",)
    assert all(each.seeds is not None and each.measure == "legal" and len(each.shares) == 4 for each in (first, third))
    assert first.own is not None


def test_without_measured_seeds_there_is_nothing_to_draw() -> None:
    (alone,) = rivals("none", (load("race").runs["lstm"],), ("A",))
    assert (alone.seeds, alone.measure, alone.shares, alone.own) == (None, "", (), None)


def test_a_run_without_a_share_has_no_dots() -> None:
    rival = Rival(seeds=Seeds((2,), 1, np.zeros((1, 3)), ({"loss": 0.5},)))
    assert (rival.measure, rival.shares) == ("", ())
