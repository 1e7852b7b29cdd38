"""What is written on the belt: numbers only where they are computed, words only where there is room."""

import pytest
from PySide6.QtCore import QRectF

from engine.beats import Cursor, Phase
from tests.visualizer.views.subjects import brackets, moment
from visualizer.paint import Look
from visualizer.views.amounts import amounts
from visualizer.views.belt_captions import captions
from visualizer.views.belt_plan import plan, spans
from visualizer.views.caption import Caption
from visualizer.views.view import Spill


def written(cursor: Cursor, width: float = 1720, lang: str = "en") -> list[Caption]:
    made, end = plan(QRectF(20, 60, width, 440), Spill()), cursor.backwards
    phase = Phase.BACKWARD if end else Phase.FORWARD
    full = amounts(brackets(), moment(brackets(), phase, 6), 6, 0, 0)
    laid = spans(made, full, 50.0, end)
    return captions(made, laid, amounts(brackets(), cursor, 6, 0, 0), 6, Look(lang=lang), end)


def test_a_number_is_written_when_it_is_computed() -> None:
    early = {caption.words: caption.value for caption in written(moment(brackets(), Phase.FORWARD, 6, "kept"))}
    assert early["kept"] == pytest.approx(brackets().value["kept"][6][0])
    assert early["new memory"] is None


def test_one_caption_is_lit() -> None:
    for line, name in (("g", "g_7"), ("zg", "zg_7"), ("h", "h_7")):
        lit = [caption.name for caption in written(moment(brackets(), Phase.FORWARD, 6, line)) if caption.now]
        assert lit == [name]


def test_narrow_places_have_no_words() -> None:
    for phase in (Phase.FORWARD, Phase.BACKWARD):
        assert not any(caption.words for caption in written(moment(brackets(), phase, 6), 520))


def test_gradients_have_their_sign() -> None:
    names = [caption.name for caption in written(moment(brackets(), Phase.BACKWARD, 6))]
    assert {"∂c_7", "∂g_7", "∂h_7", "∂c_6", "∂c_8"} <= set(names)
    assert all(name.startswith("∂") for name in names if name)
