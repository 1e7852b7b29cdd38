"""The bar: a drag of the beats or of the updates goes there, the speed is set, words stand clear of each other."""

from tests.visualizer.debugger.conftest import AtDesk


def test_a_click_on_the_beats_goes_there(desk: AtDesk) -> None:
    beats = desk.desk.bar.beats
    cell = beats.cells[3]
    desk.click(beats, cell.middle + 2, 58)
    assert desk.done == cell.goal


def test_a_click_on_the_updates_goes_to_that_update(desk: AtDesk) -> None:
    updates = desk.desk.bar.updates
    desk.click(updates, updates.place(12), 30)
    desk.settle()
    assert desk.trace.step == 12


def test_a_click_on_the_slider_sets_the_speed(desk: AtDesk) -> None:
    slider = desk.desk.bar.slider
    desk.click(slider, slider.place(4.0), 22)
    assert desk.window.timeline.speed == 4.0
    assert slider.speed == 4.0
