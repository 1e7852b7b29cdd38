"""Views on a stage: none covers another, none leaves it, and the same time stands at the same x."""

from itertools import combinations, pairwise

import pytest

from presets.load import VIEWS as NAMES
from visualizer.layout import FOOT, HEIGHTS, TIMED, Area, Axis, Plan, arrange

EVERY = [names for count in range(1, 5) for names in combinations(NAMES, count)]
EVERY += [names[::-1] for names in EVERY if len(names) > 1]
# a wide stage, beside text, in a small window, a lane of two, a lane of four in a very small window
SIZES = pytest.mark.parametrize(("width", "height"), [(1840, 924), (1214, 786), (600, 560), (880, 868), (160, 390)])


def inside(inner: Area, outer: Area) -> bool:
    """Whether an area lies in another, but for rounding."""
    return (
        inner.x >= outer.x - 1e-6 and inner.y >= outer.y - 1e-6
        and inner.right <= outer.right + 1e-6 and inner.bottom <= outer.bottom + 1e-6
    )  # fmt: skip


def apart(a: Area, b: Area) -> bool:
    """Whether two areas share no point."""
    return a.right < b.x or b.right < a.x or a.bottom < b.y or b.bottom < a.y


def plans(width: float, height: float, steps: int = 12) -> list[tuple[tuple[str, ...], Plan]]:
    """Every choice of one to four views, arranged."""
    return [(names, arrange(names, width, height, steps)) for names in EVERY]


def test_every_view_that_a_scene_may_name_has_a_height() -> None:
    assert set(HEIGHTS) == set(NAMES)
    assert set(TIMED) < set(NAMES)


@SIZES
def test_every_view_has_room_inside_the_stage_and_apart_from_the_others(width: float, height: float) -> None:
    for names, plan in plans(width, height):
        assert set(plan.areas) == set(names)
        for area in plan.areas.values():
            assert inside(area, Area(0, 0, width, height)), names
            assert min(area.width, area.height) > 10, names
        assert all(apart(a, b) for a, b in combinations(plan.areas.values(), 2)), names


@SIZES
def test_the_axis_runs_inside_every_view_that_runs_through_time(width: float, height: float) -> None:
    for names, plan in plans(width, height):
        if plan.axis is None:
            continue
        axis = plan.axis
        assert axis.left < axis.right
        for area in (area for name, area in plan.areas.items() if name in TIMED):
            assert axis.top <= area.y + 1e-6, names
            assert axis.bottom >= area.bottom - 1e-6, names
            assert area.x <= axis.left < area.right, names
            assert axis.right <= area.right, names


@SIZES
def test_an_arrow_from_the_stack_crosses_no_view(width: float, height: float) -> None:
    for names, plan in plans(width, height):
        if plan.axis and "stack" in names and "unrolled" in names:
            crossed = [name for name, area in plan.areas.items() if area.y < plan.axis.lane < area.bottom]
            assert crossed == ["stack"], names


def test_two_views_through_time_always_share_an_axis_and_views_without_time_have_none() -> None:
    for names, plan in plans(1214, 786):
        timed = sum(name in TIMED for name in names)
        assert plan.axis or timed < 2, names
        assert plan.axis is None or timed, names


def test_views_stand_in_the_order_they_are_named_and_the_stack_beside_them() -> None:
    for names, plan in plans(1214, 786):
        column = [plan.areas[name] for name in names if name != "stack"]
        assert all(upper.bottom < lower.y for upper, lower in pairwise(column))
        if "stack" in names and column:
            assert plan.areas["stack"].x > max(area.right for area in column)
            assert column[-1].bottom == pytest.approx(786 - FOOT) or "formula" in names


@pytest.mark.parametrize("steps", [1, 2, 12, 200, 1000])
def test_an_axis_finds_back_the_time_of_its_own_middles(steps: int) -> None:
    axis = Axis(92, 1200, steps, 0, 500, 400)
    assert [axis.t(axis.x(t)) for t in range(steps)] == list(range(steps))
    assert axis.x(1) - axis.x(0) == pytest.approx(axis.pitch)
    assert axis.x(0) - axis.left == pytest.approx(axis.right - axis.x(steps - 1))
    assert [axis.t(x) for x in (0, axis.left - 0.1, axis.right + 0.1, 5000)] == [None] * 4
