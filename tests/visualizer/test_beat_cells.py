"""Cells cover all beats of a training step in order, without gaps in meaning and within the width."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.beats import Beats, Phase
from visualizer.beat_cells import GAP, by_line, by_time, cell_at

NAMES = ("a", "c", "h")
shapes = st.builds(Beats, st.just(NAMES), st.integers(1, 400))


@given(shapes, st.integers(300, 1400))
def test_by_time_every_beat_has_exactly_one_cell(beats: Beats, width: int) -> None:
    cells = by_time(beats, float(width), 50.0, 60.0)
    assert [done for cell in cells for done in range(cell.first, cell.last + 1)] == list(range(1, len(beats) + 1))
    assert len(cells) == 2 * beats.T + 2


@given(shapes, st.integers(300, 1400))
def test_by_time_cells_stand_in_order_and_fill_the_width(beats: Beats, width: int) -> None:
    cells = by_time(beats, float(width), 50.0, 60.0)
    assert all(left.right < right.x for left, right in pairwise(cells))
    assert cells[0].x == 0
    assert abs(cells[-1].right - width) < 1e-6


def test_the_loss_and_the_update_keep_room_for_their_names() -> None:
    cells = by_time(Beats(NAMES, 300), 1108.0, 50.0, 60.0)
    assert cells[300].phase is Phase.LOSS
    assert cells[300].width == 50.0
    assert abs(cells[-1].width - 60.0) < 1e-6


def test_twelve_steps_stand_as_in_the_mock_up() -> None:
    cells = by_time(Beats(NAMES, 12), 1108.0, 50.0, 60.0)
    assert [round(342 + cells[place].x, 2) for place in (1, 12, 13, 25)] == [379.07, 786.8, 860.93, 1305.73]


@given(shapes.flatmap(lambda beats: st.tuples(st.just(beats), st.integers(1, len(beats) - 1))))
def test_by_line_every_beat_has_exactly_one_cell(case: tuple[Beats, int]) -> None:
    beats, done = case
    if beats.at(done).t < 0:
        return
    cells = by_line(beats, done, 1108.0)
    assert [beat for cell in cells for beat in range(cell.first, cell.last + 1)][-1] == len(beats)
    assert sum(cell.holds(done) for cell in cells) == 1
    assert next(cell for cell in cells if cell.holds(done)).label == beats.at(done).line


def test_lines_run_backwards_on_the_way_back_between_their_neighbours() -> None:
    beats = Beats(NAMES, 4)
    labels = [cell.label for cell in by_line(beats, 3 * 4 + 2, 1000.0)]
    assert labels == ["L", "h", "c", "a", "3"]
    assert [cell.label for cell in by_line(beats, 0, 1000.0)] == ["a", "c", "h", "2"]
    assert [cell.label for cell in by_line(beats, len(beats) - 1, 1000.0)][-1] == "ΔW"


def test_a_neighbour_leads_to_its_nearest_beat() -> None:
    before, *_, after = by_line(Beats(NAMES, 4), 5, 1000.0)
    assert (before.goal, after.goal) == (3, 7)


def test_a_point_in_a_gap_belongs_to_the_cell_before_it() -> None:
    cells = by_time(Beats(NAMES, 12), 1108.0, 50.0, 60.0)
    assert cell_at(cells, cells[3].right + GAP / 2) is cells[3]
    assert cell_at(cells, -50) is cells[0]
    assert cell_at(cells, 5000) is cells[-1]
