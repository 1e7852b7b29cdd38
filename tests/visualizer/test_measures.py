"""What is said of nets on held-out data: the measures that a room can read, in both languages."""

import pytest

from visualizer.measures import NAMES, SHOWN, measure_words
from visualizer.paint import Look


def test_shares_are_written_in_per_cent_and_probabilities_as_numbers() -> None:
    given = {"counted_u_given_q": 0.985, "loss": 0.1, "legal": 0.934, "p_u_given_q": 0.5}
    assert measure_words(given, Look(lang="en")) == (
        ("whole strings right", "93%"), ("learned P(u | q)", "0.500"), ("counted in the text", "0.985"),
    )  # fmt: skip
    assert [name for name, _ in measure_words({"right": 1.0}, Look(lang="zh"))] == ["答对"]


def test_what_is_only_for_the_terminal_is_not_said() -> None:
    assert measure_words({"loss": 1.0, "bits": 2.0, "error": 3.0, "new": 4.0}, Look()) == ()


@pytest.mark.parametrize("name", SHOWN)
def test_every_measure_that_is_said_has_words_in_both_languages(name: str) -> None:
    zh, en = NAMES[name]
    assert zh
    assert en
    assert zh != en
