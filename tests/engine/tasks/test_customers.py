"""Three kinds of customers, what they hold in mind, and the baseline of pairs."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.customers import PATIENCE, WARM_UP, WORDS, Customers, histories

NAMES = np.array(WORDS.en)
ROWS = NAMES[histories(np.random.default_rng(0), 600, 60)].T.tolist()


def test_each_customer_is_of_one_kind() -> None:
    kinds = {"loyal": 0, "bargain": 0, "browser": 0}
    for row in ROWS:
        carts = [(at, row[at + 1]) for at in range(len(row) - 1) if row[at] == "cart" and row[at + 1] != "gone"]
        bought = [at for at, after in carts if after == "buy"]
        if len(bought) == len(carts):
            kinds["loyal"] += 1
        elif bought:
            kinds["bargain"] += 1
            assert all("coupon" in row[:at] for at in bought)
        else:
            kinds["browser"] += 1
    assert min(kinds.values()) > 100


def test_a_complaint_that_nobody_answers_ends_with_the_customer_gone() -> None:
    met = 0
    for row in ROWS:
        for at in [place for place, event in enumerate(row[: -PATIENCE - 2]) if event == "complain"]:
            after = row[at + 1 : at + PATIENCE + 2]
            if "call" not in after and "complain" not in row[max(0, at - PATIENCE - 1) : at]:
                assert "gone" in after
                met += 1
    assert met > 100


def test_nobody_is_gone_for_nothing() -> None:
    for row in ROWS:
        for at in [place for place, event in enumerate(row) if event == "gone"]:
            assert "complain" in row[max(0, at - PATIENCE - 1) : at]


def test_pairs_save_nothing_against_themselves() -> None:
    big = histories(np.random.default_rng(5), 4000, 33)
    counts = np.ones((10, 10))
    np.add.at(counts, (big[:-1].ravel(), big[1:].ravel()), 1)
    table = np.log(counts / counts.sum(axis=1, keepdims=True))

    def by_pairs(x: Array) -> Array:
        return table[x.argmax(axis=-1)]

    measured = Customers().measure(by_pairs, np.random.default_rng(0))
    assert abs(measured["saved"]) < 0.02
    assert measured["bits"] < np.log2(10) / 2


def test_the_warm_up_does_not_count() -> None:
    def wrong_at_first(x: Array) -> Array:
        said = np.zeros_like(x)
        said[:WARM_UP, :, 0] = 1e3
        return said

    assert Customers().measure(wrong_at_first, np.random.default_rng(0))["bits"] == pytest.approx(np.log2(10))


@pytest.mark.parametrize("length", [8, 401])
def test_a_length_that_does_not_fit_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="A length is from 9 to 400"):
        Customers(length)
