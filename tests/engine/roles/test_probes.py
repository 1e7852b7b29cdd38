"""What probes say of sequences, each against what one counts by hand."""

import numpy as np
import pytest

from engine.roles.probes import FAR, PROBES

KNOWN = {probe.name: probe for probe in PROBES}
NOTHING = np.zeros((40, 1))


def said(name: str, signs: str) -> list[float]:
    """What a probe says of a string."""
    return list(KNOWN[name].series(tuple(signs), NOTHING[: len(signs)]))


@pytest.mark.parametrize(
    ("name", "signs", "wanted"),
    [
        ("depth", "(()[])", [1, 2, 1, 2, 1, 0]),
        ("square", "([()])", [0, 1, 0, 1, 0, 0]),
        ("square", ")[]", [0, 1, 0]),
        ("quoted", "a“b”c", [0, 1, 1, 0, 0]),
        ("at-q", "iqQu", [0, 1, 1, 0]),
        ("since-q", "iqui", [FAR, 0, 1, 2]),
        ("ended", "a.␣↵A", [0, 1, 1, 1, 0]),
        ("column", "↵ab↵c", [0, 1, 2, 0, 1]),
        ("letter", "␣ab␣c", [0, 1, 2, 0, 1]),
        ("column", "ab↵c", [1, 2, 0, 1]),
        ("letter", "ab␣c", [1, 2, 0, 1]),
        ("parity", "1101", [1, 0, 0, 1]),
        ("balance", "++−+", [1, 2, 1, 2]),
        ("balance", "aab", [1, 2, 1]),
        ("last", "~+~−~", [0, 1, 1, -1, -1]),
    ],
)
def test_a_probe_counts_as_one_does_by_hand(name: str, signs: str, wanted: list[float]) -> None:
    assert said(name, signs) == wanted


def test_padding_is_nothing() -> None:
    for probe in PROBES:
        if not probe.numbers:
            assert len(probe.series(("(", "", ""), NOTHING[:3])) == 3
    assert list(KNOWN["depth"].series(("(", "", ""), NOTHING[:3])) == [1, 1, 1]
    assert not KNOWN["at-q"].series(("", ""), NOTHING[:2]).any()


def test_the_phase_of_a_cosine_is_the_sine() -> None:
    turn = 2 * np.pi * np.arange(40) / 10
    assert KNOWN["quarter"].series((), np.cos(turn)[:, None]) == pytest.approx(np.sin(turn), abs=1e-12)


def test_a_probe_is_asked_only_where_it_makes_sense() -> None:
    def asked(signs: str, *, numbers: bool = False) -> set[str]:
        return {probe.name for probe in PROBES if probe.applies(frozenset(signs), numbers=numbers)}

    assert asked("()") == {"depth"}
    assert asked("()[]") == {"depth", "square"}
    assert asked("+−") == {"parity", "balance", "last"}
    assert asked("+~?") == {"last"}
    assert asked("ab") == {"balance"}
    assert asked("0.5", numbers=True) == {"quarter"}
    assert "balance" not in asked("abc")


def test_every_probe_has_words_in_both_languages_and_a_name_of_its_own() -> None:
    assert all(probe.zh and probe.en and probe.zh != probe.en for probe in PROBES)
    assert len(KNOWN) == len(PROBES)
