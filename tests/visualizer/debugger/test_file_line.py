"""The line for a file's name says that it wants one, and leaves all as it was on Esc."""

from tests.visualizer.debugger.conftest import AtDesk


def test_it_offers_a_name_with_update_line_and_side(desk: AtDesk) -> None:
    desk.press("F11", "E")
    line = desk.window.debugger.file_line
    assert line.edit.text() == f"update5-{desk.trace.lines[0].name}-value.npy"
    assert desk.picture(line) != desk.picture(desk.window.debugger.watch_line)
    desk.press("Escape")
    assert not line.isVisible()
    assert desk.window.debugger.open
