"""Each kind of answer has its signal; what is known is said again, what is not is said to be nothing."""

import pytest

from engine.messages import Checked, Followed, Measured, Ranked, Tried
from visualizer.announcements import Announcements
from visualizer.inquiry import Known

KEPT = ("checked", "measured", "ranked")


@pytest.fixture
def said() -> list[tuple[str, object]]:
    """What has been said."""
    return []


@pytest.fixture
def crier(said: list[tuple[str, object]]) -> Announcements:
    """Somebody who announces, listened to."""
    made = Announcements()
    for name in (*KEPT, "watched", "followed", "tried", "told"):
        getattr(made, name).connect(lambda answer, name=name: said.append((name, answer)))
    return made


def test_an_answer_goes_to_its_own_signal_and_nothing_else_is_said(
    crier: Announcements, said: list[tuple[str, object]]
) -> None:
    answers = (Checked((0.0,), (1.0,)), Measured(({},)), Ranked(()), Followed(None), Tried(*[None] * 5))
    for answer in (*answers, "no answer"):
        crier.announce(answer)
    assert said == list(zip(("checked", "measured", "ranked", "followed", "tried"), answers, strict=True))


def test_what_is_known_is_said_again_and_what_is_wanted_is_not_known(
    crier: Announcements, said: list[tuple[str, object]]
) -> None:
    known = Known()
    known.take(Checked((0.0,), (1.0,)))
    crier.announce_known(known)
    assert said == [("checked", known.verdict), ("measured", None), ("ranked", None)]
    said.clear()
    crier.announce_nothing()
    assert said == [(name, None) for name in (*KEPT, "watched")]
