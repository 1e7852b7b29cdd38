"""Surgery with real keys: tried side by side, kept as part of the history, undone to the same bits."""

import pytest

from engine.clipping import clipping
from engine.edits import Edit
from tests.visualizer.debugger.conftest import AtDesk
from tests.visualizer.room import digest
from visualizer.debugger.surgery_panel import ROW, TOP


def open_panel(desk: AtDesk) -> None:
    """Press S at a gate and wait for the first answer."""
    while desk.window.timeline.cursor.beat is None or desk.window.timeline.cursor.beat.line != "f":
        desk.press("F11").settle()
    desk.press("S")
    desk.wait(lambda: desk.window.debugger.surgery.result is not None)


def test_before_and_after_stand_side_by_side_and_trying_changes_nothing(desk: AtDesk) -> None:
    open_panel(desk)
    panel, bits = desk.window.debugger.surgery, digest(desk.trace)
    assert panel.result.losses[0] == panel.result.losses[1], "nothing is changed at first"
    same = desk.picture(panel)
    desk.press("Down")
    desk.wait(lambda: panel.result is not None)
    assert panel.result.losses[0] != panel.result.losses[1]
    assert (panel.result.after.value["f"] == 1).all()
    assert desk.picture(panel) != same
    desk.press("Escape").settle()
    assert not panel.isVisible()
    assert digest(desk.trace) == bits
    assert desk.window.debugger.open


def test_enter_keeps_the_change_and_backspace_takes_it_back_to_the_same_bits(desk: AtDesk) -> None:
    open_panel(desk)
    bits, state = digest(desk.trace), desk.done
    desk.press("Down")
    desk.wait(lambda: desk.window.debugger.surgery.result is not None)
    wanted = desk.window.debugger.surgery.result
    desk.press("Return").settle()
    assert digest(desk.trace) == digest(wanted.after)
    assert desk.window.session.place.runs[0] == wanted.run
    assert desk.done == state
    desk.press("N").settle()
    assert (desk.trace.value["f"] == 1).all(), "it is part of the history"
    desk.press("P").settle()
    desk.press("S")
    desk.wait(lambda: desk.window.debugger.surgery.result is not None)
    desk.press("Backspace").settle()
    assert digest(desk.trace) == bits


def test_a_click_tries_what_is_under_it(desk: AtDesk) -> None:
    open_panel(desk)
    panel = desk.window.debugger.surgery
    desk.click(panel, 100, TOP + ROW * 2.5)
    assert panel.chosen == 2
    desk.wait(lambda: panel.result is not None)
    assert (panel.result.after.value["f"][:, 0] == 1).all()


def choose(desk: AtDesk, said: str) -> None:
    """Go down to the change whose words hold this."""
    panel = desk.window.debugger.surgery
    while said not in panel.said(panel.operations[panel.chosen]):
        before = panel.chosen
        desk.press("Down")
        assert panel.chosen == before + 1, f"{said} is not offered"


def test_a_number_is_typed_halved_doubled_and_tried_at_once(desk: AtDesk) -> None:
    open_panel(desk)
    panel = desk.window.debugger.surgery
    choose(desk, "gradient's length")
    desk.type("0.0")
    assert panel.result is None, "a clip of 0 is no clip"
    assert panel.said(panel.operations[panel.chosen]).endswith("0.0▏")
    desk.press("Return")
    assert panel.isVisible(), "what cannot be done is not kept"
    desk.type("01")
    desk.wait(lambda: panel.result is not None)
    assert panel.result.run.edits[-1] == Edit(at=5, key="clip", set=0.001)
    for key, number in (("Right", 0.002), ("Left", 0.001), ("Left", 0.0005)):
        desk.press(key)
        desk.wait(lambda: panel.result is not None)
        assert panel.result.run.edits[-1].set == pytest.approx(number)
        assert clipping(panel.result.after).length_after == pytest.approx(number)
    assert not desk.failure


def test_enter_keeps_what_was_typed_even_before_the_answer_and_backspace_takes_a_digit_first(desk: AtDesk) -> None:
    open_panel(desk)
    choose(desk, "each of its numbers")
    desk.type("0.015").press("Backspace", "Return").settle()
    assert not desk.window.debugger.surgery.isVisible()
    assert desk.window.session.place.runs[0].edits[-1] == Edit(at=5, key="clip_value", set=0.01)
    assert desk.trace.learning.clip_value == 0.01
    assert "clip_value 0.01" in desk.desk.place.run


def test_the_words_below_are_clicked_too(desk: AtDesk) -> None:
    open_panel(desk)
    panel = desk.window.debugger.surgery
    choose(desk, "learning rate")
    desk.wait(lambda: panel.result is not None)
    rate = panel.operations[panel.chosen].number
    for name, number in (("more", 2 * rate), ("less", rate)):
        click_word(desk, name)
        assert panel.operations[panel.chosen].number == pytest.approx(number)
    desk.wait(lambda: panel.result is not None)
    click_word(desk, "keep")
    desk.settle()
    assert desk.trace.learning.rate == pytest.approx(rate)
    desk.press("S")
    desk.wait(lambda: panel.result is not None)
    click_word(desk, "undo")
    desk.settle()
    assert desk.trace.learning.rate == pytest.approx(10 * rate)


def click_word(desk: AtDesk, name: str) -> None:
    """Click a word at the foot of the panel."""
    words = desk.window.debugger.surgery.words
    left, right = next((left, right) for word, _, left, right in words.places() if word == name)
    desk.click(words, (left + right) / 2, words.room.height() / 2)


def test_the_engine_is_kept_free_while_the_panel_is_open_and_checks_after_it(desk: AtDesk) -> None:
    session = desk.window.session
    open_panel(desk)
    assert session.hushed
    desk.press("Down")
    desk.wait(lambda: desk.window.debugger.surgery.result is not None)
    assert not desk.window.channel.waiting
    desk.press("Escape")
    assert not session.hushed
    desk.wait(lambda: desk.window.checked is not None)
