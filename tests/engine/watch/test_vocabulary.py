"""What a bare name means."""

import numpy as np

from engine.watch.vocabulary import FACTS, HISTORIES, vocabulary

WORDS = vocabulary(
    {"x": np.zeros((4, 3)), "h": np.zeros((4, 5)), "dh": np.zeros((4, 2))}, ("h",), {"h.x": np.zeros((3, 5))}
)


def test_a_name_is_itself_before_it_is_a_gradient() -> None:
    assert WORDS.resolved("h") == ("value", "h")
    assert WORDS.resolved("dh") == ("value", "dh")
    assert WORDS.resolved("dx") == ("grad", "x")
    assert WORDS.resolved("ddh") == ("grad", "dh")
    assert WORDS.resolved("dh.x") == ("grad", "h.x")
    assert WORDS.resolved("h'") == ("value", "h'")
    assert WORDS.resolved("x'") is None
    assert WORDS.resolved("q") is None


def test_sizes_and_words() -> None:
    assert WORDS.lines == {"x": 3, "h": 5, "dh": 2}
    assert WORDS.weights == {"h.x": (3, 5)}
    assert {"x", "h'", "dx", "h.x", "loss"} <= set(WORDS.every())
    assert "h'" in WORDS.said
    assert all(word.says and word.zh for word in FACTS.values())
    assert set(HISTORIES) | set(HISTORIES.values()) <= set(FACTS)
