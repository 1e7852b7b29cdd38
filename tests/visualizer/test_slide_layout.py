"""Where everything on a slide stands."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from visualizer.deck import Slide, parse_deck, read_deck
from visualizer.fonts import load_fonts
from visualizer.pieces import bounds
from visualizer.slide_layout import MARGIN, Pane, SlideLayout, lay_out
from visualizer.text_box import TextBox
from visualizer.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")
LECTURE = read_deck(Path(__file__).with_name("lecture.md"))


def pane(width: float = 1920, height: float = 1080) -> Pane:
    """A pane in the light look."""
    return Pane(width, height, LIGHT, load_fonts())


def slide(text: str, folder: Path = Path()) -> Slide:
    """One slide."""
    return parse_deck(text, folder / "deck.md").slides[0]


def baseline(made: SlideLayout, number: int) -> float:
    """Where the words of a piece of the head stand."""
    box = made.head[number].content
    assert isinstance(box, TextBox)
    line = box.layout.lineAt(0)
    return made.head[number].y + line.y() + line.ascent()


@pytest.mark.parametrize("width", [620, 900, 1920])
@pytest.mark.parametrize("number", range(len(LECTURE.slides)))
def test_every_slide_of_a_lecture_fits_on_one_page(number: int, width: float) -> None:
    made = lay_out(LECTURE.slides[number], pane(width, 1080 if width > 1000 else 870))
    assert len(made.starts) == 1
    for pieces, top in ((made.head, 0.0), (made.body, made.top)):
        box = bounds(pieces)
        assert box.left() >= 0
        assert box.right() <= width - 19
        assert top + box.top() >= 0
        assert top + box.bottom() <= made.top + made.room + 1
    if made.head and made.top:
        assert bounds(made.head).bottom() <= made.top


def test_the_title_and_its_subtitle_stand_as_in_the_mock_up() -> None:
    text = "!SLIDE\n# 沿时间反向传播\n## Backpropagation\n* a\n~~~SCENE:x~~~\n~~~ENDSCENE~~~"
    made = lay_out(slide(text), pane(620, 870))
    assert baseline(made, 0) == pytest.approx(136, abs=1)
    assert baseline(made, 1) == pytest.approx(190, abs=1)
    assert made.head[0].x == MARGIN
    assert made.top + 43 == pytest.approx(332, abs=1)
    assert made.scale.body == 38


def test_a_long_title_is_broken_not_cut() -> None:
    made = lay_out(slide("!SLIDE\n# " + "很长的标题" * 12 + "\n* a"), pane(620, 870))
    assert bounds(made.head).right() <= 600
    assert made.top > bounds(made.head).bottom()


def test_a_title_alone_stands_in_the_middle() -> None:
    made = lay_out(slide("!SLIDE\n# 谢谢"), pane())
    assert bounds(made.head).center().x() == pytest.approx(960, abs=1)
    assert 400 < bounds(made.head).center().y() < 600


def test_a_title_above_a_stage_does_not() -> None:
    made = lay_out(slide("!SLIDE\n# 门\n~~~SCENE:x~~~\n~~~ENDSCENE~~~"), pane())
    assert made.head[0].x == MARGIN


def test_text_shrinks_before_it_goes_on_to_another_page_and_never_below_28() -> None:
    sizes = []
    for count in (3, 9, 12, 15, 60):
        made = lay_out(slide("!SLIDE\n# a\n" + f"* {'很长的一行字，' * 5}\n" * count), pane())
        sizes.append(made.scale.body)
        assert (len(made.starts) > 1) == (count == 60)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 28


def test_pages_end_between_lines_and_hold_everything() -> None:
    made = lay_out(slide("!SLIDE\n# a\n" + "words " * 3000), pane())
    assert list(made.starts) == sorted(set(made.starts))
    assert all(start in {0.0, *made.breaks} for start in made.starts)
    ends = [*made.starts[1:], bounds(made.body).bottom()]
    assert max(end - start for start, end in zip(made.starts, ends, strict=True)) <= made.room


def test_many_short_bullets_stand_in_two_columns() -> None:
    made = lay_out(slide("!SLIDE\n# a\n" + "* 用途\n  * 正常\n  * 异常\n" * 4), pane())
    assert bounds(made.body).right() > 960
    assert made.scale.body == 48


def test_a_picture_stands_beside_text_or_below_it(tmp_path: Path) -> None:
    for name, width in (("tall.png", 600), ("wide.png", 1800)):
        image = QImage(width, 500, QImage.Format.Format_RGB32)
        image.fill(QColor("#0072B2"))
        image.save(str(tmp_path / name))
    tall = lay_out(slide("!SLIDE\n# a\n![x](tall.png)\n* b\n* c", tmp_path), pane())
    wide = lay_out(slide("!SLIDE\n# a\n![x](wide.png)\n* b\n* c", tmp_path), pane())
    text, picture = tall.body[0], tall.body[-1]
    assert picture.x > text.x + text.width
    assert picture.y == text.y
    text, picture = wide.body[-2], wide.body[-1]
    assert picture.y > text.bottom


def test_nothing_at_all_is_laid_out_too() -> None:
    made = lay_out(slide("!SLIDE"), pane())
    assert made.body == ()
    assert made.starts == (0.0,)


@pytest.mark.parametrize("size", [(1, 1), (50, 40), (300, 200)])
def test_a_pane_too_small_for_anything_is_no_error(size: tuple[int, int]) -> None:
    for shown in LECTURE.slides:
        assert lay_out(shown, pane(*size)).starts
