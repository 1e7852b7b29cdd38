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


def test_of_a_loss_alone_only_the_seeds_are_told_and_every_lane_knows_all_for_its_scale() -> None:
    preset = load("race")
    runs = tuple(preset.runs[name] for name in ("lstm", "open", "gru"))
    lanes = rivals("race", runs)
    assert all(lane.alike is None and not lane.against and lane.seeds is not None for lane in lanes)
    assert len({id(lane.every) for lane in lanes}) == 1
    assert lanes[0].every.size == sum(lane.seeds.losses.size for lane in lanes if lane.seeds)


def test_seeds_come_as_far_as_the_training_has() -> None:
    rival = Rival(seeds=Seeds((2, 3), 10, np.array([[3.0, 2.0, 1.0], [6.0, 5.0, 4.0]]), ({}, {})))
    assert [(at.tolist(), losses.tolist()) for at, losses in rival.ways(17)] == [
        ([5.0, 15.0], [3.0, 2.0]), ([5.0, 15.0], [6.0, 5.0]),
    ]  # fmt: skip
    assert [at.size for at, _ in rival.ways(0)] == [0, 0]
    assert list(Rival().ways(100)) == []
