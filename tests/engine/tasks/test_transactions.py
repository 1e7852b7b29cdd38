"""Habits of normal customers, what is abnormal against them, and the alarm."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.transactions import ABNORMAL, EARLY, FOLLOWED, WORDS, Transactions, customers, tampered

NAMES = np.array(WORDS.en)


def rows(count: int, length: int = 60) -> list[list[str]]:
    """Normal customers by the names of what they do."""
    return NAMES[customers(np.random.default_rng(0), count, length)].T.tolist()


def test_a_normal_customer_has_one_ride_and_gets_rent_after_wages() -> None:
    for row in rows(100):
        assert ("fuel" in row) != ("bus" in row)
        others = [event for event in row if event not in FOLLOWED_BY]
        for at, event in enumerate(others[:-2]):
            assert event != "wages" or "rent" in others[at + 1 : at + 3]


FOLLOWED_BY = {follower for follower, _ in FOLLOWED.values()}


def test_a_refund_or_a_hotel_never_comes_before_what_it_is_for() -> None:
    met = 0
    for row in rows(200):
        for cause, (follower, _) in FOLLOWED.items():
            for at in [place for place, event in enumerate(row) if event == follower and place > 12]:
                assert cause in row[at - 8 : at]
                met += 1
    assert met > 300


def test_something_abnormal_happens_in_every_second_row_where_it_is_marked() -> None:
    normal = customers(np.random.default_rng(0), 200, 33)
    mixed, marks = tampered(np.random.default_rng(1), normal)
    assert not marks[:, 1::2].any()
    assert marks[:, ::2].any(axis=0).all()
    assert not marks[:EARLY].any()
    np.testing.assert_array_equal(mixed[marks == 0], normal[marks == 0])
    pieces = {tuple(NAMES[mixed[marks[:, row] > 0, row]]) for row in range(0, 200, 2)}
    plain = {piece for piece in ABNORMAL.values() if "other" not in piece}
    assert plain < pieces
    assert pieces - plain == {("food", "bus", "bus"), ("food", "fuel", "fuel")}


def test_somebody_elses_habits_are_not_this_customers() -> None:
    normal = customers(np.random.default_rng(0), 400, 33)
    mixed, marks = tampered(np.random.default_rng(1), normal)
    for row in range(0, 400, 2):
        piece = tuple(NAMES[mixed[marks[:, row] > 0, row]])
        if piece[:1] == ("food",) and piece[1:] in {("bus", "bus"), ("fuel", "fuel")}:
            assert piece[1] not in NAMES[normal[:, row]]


def test_an_even_guess_tells_nothing_and_pairs_not_enough() -> None:
    def even(x: Array) -> Array:
        return np.zeros_like(x)

    measured = Transactions().measure(even, np.random.default_rng(0))
    assert measured["auc"] == 0.5
    assert measured["bits"] == pytest.approx(np.log2(len(WORDS.en)))
    assert 0.7 < measured["auc_of_pairs"] < 0.9


def test_transactions_of_ones_own_are_read_in_both_languages() -> None:
    batch = Transactions(language="zh").encode("wages 房租, café")
    assert batch.tokens == (("工资", "房租", "咖啡"),)


@pytest.mark.parametrize("length", [14, 401])
def test_a_length_that_does_not_fit_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="A length is from 15 to 400"):
        Transactions(length)
