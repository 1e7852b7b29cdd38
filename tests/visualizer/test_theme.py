"""The palette can be read from the last row, and yellow is now and nothing else."""

from colorsys import rgb_to_hsv
from dataclasses import asdict
from itertools import combinations

import pytest

from visualizer.theme import DARK, HEAT, LIGHT, ROLES, THEMES, Theme

EACH = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def parts(name: str) -> tuple[float, float, float]:
    """#RRGGBB as three numbers 0…1."""
    red, green, blue = (int(name[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def luminance(name: str) -> float:
    """How bright a colour is (WCAG 2)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts(name))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """How well one colour can be read on another, 1…21 (WCAG 2)."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def yellow(name: str) -> bool:
    """Whether the eye calls a colour yellow."""
    hue, saturation, _ = rgb_to_hsv(*parts(name))
    return 48 <= hue * 360 <= 72 and saturation > 0.25


def test_the_measures_are_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert yellow("#FFFF00")
    assert not any(map(yellow, ("#FFFFFF", "#FF8800", "#00FF00", "#222222")))


@EACH
def test_ink_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.paper, theme.wash, theme.now_wash):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.ink2, ground) >= 4
    assert contrast(LIGHT.ink if theme is LIGHT else theme.paper, theme.now) >= 7


@EACH
def test_the_signs_stand_out_from_paper_and_from_each_other(theme: Theme) -> None:
    assert min(contrast(theme.negative, theme.paper), contrast(theme.positive, theme.paper)) >= 4.5
    assert sum(abs(a - b) for a, b in zip(parts(theme.negative), parts(theme.positive), strict=True)) > 0.5


@EACH
def test_yellow_is_now_and_nothing_else(theme: Theme) -> None:
    colours = {name: value for name, value in asdict(theme).items() if name != "name"}
    assert {name for name, value in colours.items() if yellow(value)} == {"now", "now_wash"}
    assert not [value for value in (*ROLES.values(), *HEAT) if yellow(value)]


def test_now_is_the_same_yellow_in_both_looks() -> None:
    assert LIGHT.now == DARK.now
    assert luminance(LIGHT.paper) > 0.9
    assert luminance(DARK.paper) < 0.02


def test_no_two_roles_can_be_confused() -> None:
    for a, b in combinations(ROLES.values(), 2):
        assert sum(abs(u - v) for u, v in zip(parts(a), parts(b), strict=True)) > 0.3


def test_sizes_grow_brighter() -> None:
    assert [luminance(name) for name in HEAT] == sorted(luminance(name) for name in HEAT)
    assert contrast(HEAT[0], HEAT[-1]) > 12


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_look_is_found_by_the_name_that_the_command_line_uses(name: str) -> None:
    assert THEMES[name].name == name
