"""The grammar of weather reports: every text comes about in one way, so its entropy is that of its choices."""

import re
from functools import cache

import numpy as np
import pytest

from engine.tasks.grammar import NAME
from engine.tasks.reports import REPORTS


def ways(name: str, text: str) -> int:
    """In how many ways a name can be written as exactly this text, by trying all of them."""

    @cache
    def ends(name: str, first: int) -> tuple[int, ...]:
        """Every place at which the name may end if it begins at one, once for each way."""
        found: list[int] = []
        for _, rule in REPORTS.rules[name]:
            places = [first]
            for number, piece in enumerate(NAME.split(rule)):
                if number % 2:
                    places = [end for place in places for end in ends(piece, place)]
                else:
                    places = [place + len(piece) for place in places if text.startswith(piece, place)]
            found += places
        return tuple(found)

    return ends(name, 0).count(len(text))


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_a_report_comes_about_in_one_way(language: str) -> None:
    rng = np.random.default_rng(0)
    for _ in range(60):
        assert ways(language, REPORTS.draw(language, rng)) == 1
    assert ways("en", "Monday in Oslo: light rain all day.\n") == 0


def test_the_sky_of_the_first_sentence_decides_the_advice_of_the_last() -> None:
    rng = np.random.default_rng(1)
    reports = [REPORTS.draw("en", rng) for _ in range(400)]
    rainy = [report for report in reports if " rain " in report]
    assert 60 < len(rainy) < 180
    assert all(re.search(r"(umbrella|puddles)\.\n$", report) for report in rainy)
    assert not any("umbrella" in report for report in reports if report not in rainy)


def test_every_name_has_its_rule_and_every_rule_is_used() -> None:
    named = {name for texts in REPORTS.rules.values() for _, text in texts for name in NAME.findall(text)}
    assert named <= set(REPORTS.rules)
    assert set(REPORTS.rules) - named == {"both"}
