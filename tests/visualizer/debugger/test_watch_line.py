"""The line for a watch: a mistake is pointed at while it is written, and the line stays until it is mended."""

from tests.visualizer.debugger.conftest import AtDesk


def test_a_mistake_keeps_the_line_open_and_is_pointed_at(desk: AtDesk) -> None:
    line = desk.window.debugger.watch_line
    desk.press("W").type("norm(dh[t]) > fo").press("Return")
    assert line.isVisible()
    assert line.mistake.at == 14
    assert not desk.window.debugger.watches.items
    wrong = desk.picture(line)
    desk.press("Backspace", "Backspace").type("1").press("Return").settle()
    assert not line.isVisible()
    assert wrong != desk.picture(line)
    assert [item.text for item in desk.window.debugger.watches.items] == ["norm(dh[t]) > 1"]


def test_escape_and_an_empty_line_watch_nothing(desk: AtDesk) -> None:
    for keys in (("W", "Escape"), ("W", "Return")):
        desk.press(*keys)
        assert not desk.window.debugger.watch_line.isVisible()
    assert not desk.window.debugger.watches.items
    assert desk.window.debugger.open
