"""The program put together: text at once, the engine right after, and nothing left when the window is gone."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from tests.visualizer.room import Room
from visualizer import app
from visualizer.app import DECKS, Wish, application, deck_path, show
from visualizer.errors import DeckError

Enter = Callable[..., Room]


def test_there_is_one_application() -> None:
    assert application() is application()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_wish_our_own_deck_is_shown_in_the_language_of_the_room(lang: str) -> None:
    assert deck_path(Wish(lang=lang)) == DECKS / f"first-light.{lang}.md"
    assert deck_path(Wish(lang=lang)).is_file()


def test_the_text_is_there_before_the_engine(enter: Enter, talk: Path) -> None:
    room = enter(talk, started=False)
    app.begin(room.window, 2)
    assert (room.slide, room.window.channel.alive) == (2, False)
    picture = room.window.slide_pane.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)}) > 3
    room.wait(lambda: room.window.channel.alive).settle()
    assert room.trace.step == 5


def test_a_broken_slide_is_told_also_when_the_command_line_opens_it(enter: Enter, talk: Path) -> None:
    broken = "!SLIDE\n# Two\n~~~SCENE:tiny~~~\nsteps = 1\n~~~ENDSCENE~~~\n"
    talk.write_text(f"!SLIDE\n# One\n{broken}!SLIDE\n# Three\n", "utf-8")
    direct = enter(talk, 2)
    assert 'unknown key "steps"' in direct.failure
    told = direct.failure
    room = enter(talk).press("PgDown").settle()
    assert room.failure == told
    room.press("PgDown").settle()
    assert (room.slide, room.failure) == (3, "")


def test_what_is_odd_in_a_deck_is_printed(enter: Enter, talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk.write_text("!SLIDE\n# One\n![no picture](nowhere.png)\n", "utf-8")
    room = enter(talk)
    assert "nowhere.png" in capsys.readouterr().err
    assert room.failure == ""


def test_a_deck_that_cannot_be_read_makes_no_window(tmp_path: Path) -> None:
    with pytest.raises(DeckError):
        app.build(Wish(tmp_path / "nothing.md"))


def test_show_stays_until_the_window_is_closed(enter: Enter, talk: Path) -> None:
    seen = []

    def leave() -> None:
        window = next(top for top in application().topLevelWidgets() if top.isVisible())
        seen.append((window.lecture.index, window.channel.alive))
        window.close()

    enter(talk).window.close()
    QTimer.singleShot(700, leave)
    before = signal.getsignal(signal.SIGINT)
    try:
        assert show(Wish(talk, "en", slide=3, size=(400, 300))) == 0
    finally:
        signal.signal(signal.SIGINT, before)
    assert seen == [(2, True)]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks the process up in /proc, which only Linux has")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda end: end.name)
def test_the_engine_dies_with_a_window_that_was_killed(talk: Path, end: signal.Signals) -> None:
    code = (
        "import signal, sys; from pathlib import Path; from visualizer import app\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a runner in the background hands down none
        "build = app.build\n"
        "def told(wish):\n"
        "    w = build(wish)\n"
        "    w.session.arrived.connect(lambda *_: print(w.channel.pid, flush=True))\n"
        "    return w\n"
        "app.build = told\n"
        "app.show(app.Wish(Path(sys.argv[1]), 'en', slide=2))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(talk)], stdout=subprocess.PIPE, text=True) as window:
        stat = Path(f"/proc/{int(window.stdout.readline())}/stat")
        assert stat.exists()
        window.send_signal(end)
        try:
            assert window.wait(10) == -end
        finally:
            window.kill()
    for _ in range(100):
        if not stat.exists() or stat.read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the engine outlived its window")
