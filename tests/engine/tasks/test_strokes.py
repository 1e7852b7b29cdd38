"""A pen's way: samples, hands, steps of equal length, and how a step is written."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.strokes import (
    DOWN,
    STILL,
    UP,
    Hand,
    arrows,
    drawn,
    followed,
    is_drawn,
    joined,
    resampled,
    samples,
    signs,
    steps,
    varied,
)

CORNER = np.array([0, 1j, 1 + 1j])


def test_every_letter_and_character_has_strokes_within_its_square() -> None:
    letters, hanzi = samples("letters.txt"), samples("hanzi.txt")
    fonts = {font for font, _ in letters}
    assert {(font, chr(place)) for font in fonts for place in range(97, 123)} == set(letters)
    assert len(hanzi) == 53
    assert "".join(sign for _, sign in hanzi).startswith("循环神经网络")
    assert [len(hanzi["kai", sign]) for sign in "一二三四十中人"] == [1, 2, 3, 5, 2, 4, 2]
    for sample in hanzi.values():
        points = np.concatenate(sample)
        assert min(points.real.min(), points.imag.min()) > -0.15
        assert max(points.real.max(), points.imag.max()) <= 1


def test_steps_on_paper_are_equally_long_along_the_stroke() -> None:
    points = resampled(CORNER, 0.25)
    np.testing.assert_allclose(points, [0, 0.25j, 0.5j, 0.75j, 1j, 0.25 + 1j, 0.5 + 1j, 0.75 + 1j, 1 + 1j])
    assert (resampled(CORNER, 0.3)[0], resampled(CORNER, 0.3)[-1]) == (CORNER[0], CORNER[-1])
    assert len(resampled(np.array([2 + 2j]), 0.25)) == 2


def test_the_pen_ends_where_the_strokes_end_and_is_up_between_them() -> None:
    strokes = (CORNER, np.array([2.0, 2 + 1j]), np.array([0.5 + 0.5j, 0.5]))
    way = steps(strokes, 0.2)
    assert way[:, 2].sum() == 2
    at = strokes[0][0] + np.cumsum(way[:, 0] + 1j * way[:, 1])
    landed = at[way[:, 2] > 0]
    np.testing.assert_allclose(landed, [strokes[1][0], strokes[2][0]], atol=1e-12)
    np.testing.assert_allclose(at[-1], strokes[-1][-1], atol=1e-12)


def test_a_hand_that_is_still_changes_nothing_and_each_movement_is_a_line_map() -> None:
    rng = np.random.default_rng(0)
    np.testing.assert_allclose(np.concatenate(varied((CORNER, CORNER + 1), STILL, rng)), [*CORNER, *(CORNER + 1)])
    turned = np.concatenate(varied((CORNER,), Hand(0, 1.0, 0, 0, 0), rng))
    np.testing.assert_allclose(np.abs(turned), np.abs(CORNER))
    assert abs(np.angle(turned[1]) - np.pi / 2) > 0.01
    slanted = np.concatenate(varied((CORNER,), Hand(1.0, 0, 0, 0, 0), rng))
    np.testing.assert_allclose(slanted.imag, CORNER.imag)
    assert slanted[1].real != 0
    shaken = np.concatenate(varied((CORNER,) * 400, Hand(0, 0, 0, 0.03, 0), rng)) - np.tile(CORNER, 400)
    np.testing.assert_allclose([shaken.real.std(), shaken.imag.std()], 0.03, rtol=0.1)


def test_signs_beside_each_other_do_not_touch() -> None:
    one, two = joined([(CORNER,), (CORNER * 2 - 5,)], 0.3)
    assert two.real.min() - one.real.max() == pytest.approx(0.3)


def test_an_arrow_points_where_its_step_goes() -> None:
    way = arrows(DOWN + UP, 0.5)
    np.testing.assert_allclose(np.hypot(way[:, 0], way[:, 1]), 0.5)
    assert "".join(signs(way)) == DOWN + UP
    np.testing.assert_allclose(arrows("→↑⇐", 1.0), [[1, 0, 0], [0, 1, 0], [-1, 0, 1]], atol=1e-12)


def test_points_of_a_pen_become_strokes_one_high() -> None:
    one, two = drawn("10,10 10,30 / 20,10 30,10")
    np.testing.assert_allclose(one, [0, 1j])
    np.testing.assert_allclose(two, [0.5, 1])
    with pytest.raises(RunError, match="Nothing is drawn"):
        drawn(" / ")


def test_points_that_are_left_as_they_are_keep_their_size() -> None:
    (stroke,) = drawn("= 1,1 1,1.5")
    np.testing.assert_allclose(stroke, [0, 0.5j])
    (scaled,) = drawn("1,1 1,1.5")
    np.testing.assert_allclose(scaled, [0, 1j])


def test_a_text_of_points_is_told_from_words_and_arrows() -> None:
    assert [is_drawn(text) for text in ("= 1,1", "1,1", "-1,1", "lstm", "↓↓", "")] == [True] * 3 + [False] * 3


def test_strokes_that_are_followed_go_the_steps_that_were_cut() -> None:
    read = steps((np.array([0, 1 + 0j]), np.array([1j, 2j])), 0.25)
    again = steps(followed(read), 0.25)
    np.testing.assert_allclose(again, read, atol=1e-12)
