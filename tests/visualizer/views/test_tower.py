"""The tower's arithmetic: it fits, frames do not overlap, a height finds its frame again."""

import pytest

from visualizer.views.tower import tower

LENGTHS = pytest.mark.parametrize("steps", [1, 4, 12, 24, 64, 200, 400])


@LENGTHS
def test_the_tower_fits_between_top_and_base(steps: int) -> None:
    built = tower(steps, 64, 760)
    assert min(built.rest(steps - 1), built.now(steps - 1)) >= 63.5
    assert built.gone(steps - 1) >= 63.5 or steps == 1
    assert built.rest(0) + built.slab <= 760


@LENGTHS
def test_a_height_finds_its_frame(steps: int) -> None:
    built = tower(steps, 64, 760)
    now = steps // 2
    assert built.at(built.now(now) + 5, now, now, now + 1) == now
    for t in range(now):
        assert built.at(built.rest(t) + built.slab / 2, now, now, now + 1) == t
    for t in range(now + 1, steps):
        assert built.at(built.gone(t) + built.slab / 2, now, now, now + 1) == t


def test_popped_frames_lie_over_the_frame_of_now() -> None:
    built = tower(12, 64, 760)
    assert built.gone(7) + built.slab < built.now(6) < built.now(6) + built.tall < built.rest(5)
