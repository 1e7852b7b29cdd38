"""Every strip: its buttons and keys, what it shows of the answer, and that nothing goes through it to the lecture."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from engine.errors import RunError
from engine.messages import Failed
from engine.tasks import TASKS
from engine.tasks.takes import Typed
from tests.engine.test_refusals import WRONG
from tests.visualizer.strips.conftest import Bench
from visualizer.strips.buttons import placed
from visualizer.strips.reply import Guess, Reply
from visualizer.strips.strip import MARGIN, SIZES, WORDS
from visualizer.theme import DARK

Open = Callable[..., Bench]
BRACKETS = Typed(("(", ")"))
REPLY = (("the net says", Reply(None, (Guess("(", 0.7), Guess(")", 0.3)), ())),)
CTRL = Qt.KeyboardModifier.ControlModifier


def click(bench: Bench, name: str) -> None:
    """Click a button."""
    strip = bench.strip
    area = next(area for button, area in placed(MARGIN, strip._buttons_top, strip.look) if button.name == name)
    bench.click(area.center().x(), area.center().y())


def test_return_and_escape_leave_and_so_do_their_buttons(bench: Open) -> None:
    made = bench(BRACKETS, "(")
    made.press(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
    click(made, "keep")
    click(made, "leave")
    assert made.left == [True, True, False, True, False]


def test_a_clickers_keys_turn_the_page(bench: Open) -> None:
    made = bench(BRACKETS)
    made.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    assert made.turned == ["next", "previous"]


def test_clear_empties_it_and_an_example_is_asked_for(bench: Open) -> None:
    made = bench(BRACKETS, "(()")
    asked: list[bool] = []
    made.strip.example_wanted.connect(lambda: asked.append(True))
    made.press(Qt.Key.Key_L, held=CTRL)
    assert (made.heard, made.strip.text) == ([""], "")
    made.press(Qt.Key.Key_N, held=CTRL)
    click(made, "example")
    assert asked == [True, True]
    made.strip.take_example("()()")
    assert (made.heard[-1], made.strip.text) == ("()()", "()()")


def test_a_file_is_asked_for_and_none_changes_nothing(
    bench: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bench(BRACKETS, "(")
    (tmp_path / "mine.txt").write_text("(())", "utf-8")
    for chosen, heard in (("", []), (str(tmp_path / "mine.txt"), ["(())"])):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, chosen=chosen: (chosen, ""))
        made.press(Qt.Key.Key_O, held=CTRL)
        assert made.heard == heard
    assert made.strip.note == "mine.txt"


def test_it_stands_at_the_foot_over_the_whole_width(bench: Open) -> None:
    strip = bench(BRACKETS).strip
    assert (strip.x(), strip.width(), strip.y() + strip.height()) == (0, 960, 540)
    assert strip.height() == round(strip.tall * 0.5)


def test_a_refusal_is_written_until_an_answer_comes(bench: Open) -> None:
    strip = bench(BRACKETS, "(").strip
    strip.show_replies(REPLY, fresh=True)
    plain = strip.grab().toImage()
    strip.show_refusal(Failed("Character 1 is not known.", "Known are ( ).", "Replace it."))
    assert strip.refusal == "Character 1 is not known. Known are ( ). Replace it."
    assert strip.grab().toImage() != plain
    strip.show_replies(REPLY, fresh=False)
    assert strip.refusal, "an answer to what stood there before"
    strip.show_replies(REPLY, fresh=True)
    assert (strip.refusal, strip.grab().toImage() == plain) == ("", True)


def test_a_refusal_is_written_in_the_language_of_the_room(bench: Open) -> None:
    strip = bench(BRACKETS, "(").strip
    zh = ("第 1 个字符不认识。", f"它认识 {'括' * 200}。", "替换它。")
    strip.restyle(replace(strip.look, lang="zh"), strip.unit)
    strip.show_refusal(Failed("Character 1 is not known.", "Known are ( ).", "Replace it.", zh=zh))
    assert strip.refusal == f"第 1 个字符不认识。它认识 {'括' * 96} …替换它。"


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_task_refuses_is_written_whole(bench: Open, name: str, lang: str) -> None:
    strip = bench(BRACKETS, "(").strip
    strip.restyle(replace(strip.look, lang=lang), strip.unit)
    for text in WRONG:
        answer = refusal(name, text)
        if answer is None:
            continue
        strip.show_refusal(answer)
        (size, most, base, pitch), lines = strip.set_words(strip.refusal, strip.field.width() - 26)
        assert len(lines) <= most, strip.refusal
        assert base + pitch * (len(lines) - 1) + size / 3 <= WORDS


def refusal(name: str, text: str) -> Failed | None:
    """What the engine answers to an input that a task does not take."""
    try:
        TASKS[name]().encode(text)
    except RunError as error:
        return Failed(error.what, error.expected, error.remedy, zh=error.zh)
    return None


def test_a_short_refusal_is_larger_than_a_hint(bench: Open) -> None:
    strip = bench(BRACKETS, "(").strip
    assert strip.set_words("Short.", 1000)[0][0] == SIZES[1][0]
    strip.show_refusal(Failed("Short."))
    assert strip.set_words("Short.", 1000)[0][0] == SIZES[0][0]
    assert strip.set_words("Long. " * 60, 1000)[0][0] == SIZES[2][0]


def test_an_answer_that_is_late_is_pale(bench: Open) -> None:
    strip = bench(BRACKETS, "(").strip
    strip.show_replies(REPLY, fresh=True)
    sure = strip.grab().toImage()
    strip.show_replies(REPLY, fresh=False)
    assert strip.grab().toImage() != sure


def test_it_follows_language_and_theme(bench: Open) -> None:
    strip = bench(BRACKETS, "(").strip
    pictures = [strip.grab().toImage()]
    for look in (strip.look.__class__(DARK, "en"), strip.look.__class__(DARK, "zh")):
        strip.restyle(look, 0.5)
        pictures.append(strip.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


@pytest.mark.parametrize(("url", "opened"), [("file:///a/b.txt", ["b.txt"]), ("http://a/b.txt", [])])
def test_a_file_that_is_dropped_is_opened(bench: Open, url: str, opened: list[str]) -> None:
    strip, seen = bench(BRACKETS).strip, []
    strip.open_file = lambda path: seen.append(path.name)  # type: ignore[method-assign]  # what the drop calls
    dropped = QMimeData()
    dropped.setUrls([QUrl(url)])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    strip.dropEvent(event)
    assert seen == opened
