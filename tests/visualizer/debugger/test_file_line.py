"""The line for a file's name says that it wants one, and leaves all as it was on Esc."""

from pathlib import Path

from tests.visualizer.debugger.conftest import AtDesk


def test_it_offers_a_name_with_update_line_and_side(desk: AtDesk) -> None:
    desk.press("F11", "E")
    line = desk.window.debugger.file_line
    assert line.edit.text() == f"update5-{desk.trace.lines[0].name}-value.npy"
    assert desk.picture(line) != desk.picture(desk.window.debugger.watch_line)
    desk.press("Escape")
    assert not line.isVisible()
    assert desk.window.debugger.open


def test_what_was_written_is_said_until_something_moves(desk: AtDesk, tmp_path: Path) -> None:
    desk.press("F11", "E")
    line, place = desk.window.debugger.file_line, desk.window.debugger.desk.place
    before = place.run
    line.edit.setText(str(tmp_path / "c.npy"))
    desk.press("Return")
    assert (tmp_path / "c.npy").is_file()
    assert place.run == place.look.word("已写入 c.npy", "written to c.npy") != before
    desk.press("F11")
    assert place.run == before
