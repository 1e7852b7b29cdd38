"""Written digits, whole or in strips."""

import gzip

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.digits import By, Digits, pictures
from engine.tasks.text import DATA

EVERY_WAY = pytest.mark.parametrize("by", ["whole", "row", "column"])


def test_the_file_has_all_pictures() -> None:
    with gzip.open(DATA / "digits.txt.gz", "rt", encoding="ascii") as file:
        lines = file.read().splitlines()
    assert len(lines) == 1797
    assert lines[0] == "005d9100 00dfaf50 03f20b80 04c00880 05800980 04b01c70 02e5ac00 006da000,0"
    counts = [sum(line.endswith(f",{digit}") for line in lines) for digit in range(10)]
    assert counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # as scikit-learn documents them


@EVERY_WAY
def test_the_same_picture_is_seen_in_each_way(by: By) -> None:
    whole = pictures("whole").x.reshape(-1, 8, 8)
    seen = pictures(by).x.swapaxes(0, 1).reshape(-1, 8, 8)
    np.testing.assert_array_equal(seen.swapaxes(1, 2) if by == "column" else seen, whole)
    assert (whole.min(), whole.max()) == (0, 1)


@EVERY_WAY
def test_training_validation_and_test_share_no_picture(by: By) -> None:
    known = pictures(by)
    parts = [set(part) for part in (known.training, known.validation, known.test)]
    assert [len(part) for part in parts] == [1257, 180, 360]
    assert len(set.union(*parts)) == 1797
    train = {known.signs[place] for place in known.training}
    assert not train & {known.signs[place] for place in (*known.validation, *known.test)}
    drawn = Digits(by).batch(np.random.default_rng(0), 1000).tokens
    assert set(drawn) <= train


@EVERY_WAY
def test_only_the_last_step_is_scored_and_has_the_digit(by: By) -> None:
    task = Digits(by)
    batch = task.encode("#1")
    place = pictures(by).test[0]
    assert batch.scored[:, 0].tolist() == [0] * (task.length - 1) + [1]
    assert batch.targets[-1, 0].argmax() == pictures(by).classes[place]
    assert batch.tokens == (pictures(by).signs[place],)


def test_pixels_of_ones_own_have_no_answer_and_may_stop_early() -> None:
    batch = Digits("row").encode("00000000 00gg0000")
    assert batch.tokens == (("········", "··gg····"),)
    assert batch.x[1, 0].tolist() == [0, 0, 1, 1, 0, 0, 0, 0]
    assert not batch.scored.any()
    assert Digits().encode("0" * 64).tokens == ((" ".join(["·" * 8] * 8),),)


@pytest.mark.parametrize(
    ("by", "text", "said"),
    [
        ("row", "0000", "The input has 4 pixels. It takes 8 for each of 8 steps"),
        ("whole", "0" * 63, "The input has 63 pixels. It takes 64 for each of 1 steps"),
        ("row", "0" * 72, "The input has 72 pixels."),
        ("row", "#x", "Character 2 of the input, 'x', is not known"),
        ("row", "#1 #2", "The input has 4 pixels."),
        ("row", "#361", "There is no example 361."),
    ],
)
def test_what_is_no_picture_is_refused(by: By, text: str, said: str) -> None:
    with pytest.raises(RunError) as told:
        Digits(by).encode(text)
    assert str(told.value).startswith(said)


def test_measuring_counts_what_the_last_step_says() -> None:
    task, known = Digits("row"), pictures("row")
    table = {known.x[:, place].tobytes(): known.classes[place] for place in range(1797)}

    def oracle(x: Array) -> Array:
        said = np.zeros((8, x.shape[1], 10))
        said[:-1, :, 3] = 9
        for row in range(x.shape[1]):
            said[-1, row, table[np.ascontiguousarray(x[:, row]).tobytes()]] = 1
        return said

    assert task.measure(oracle, np.random.default_rng(0))["right"] == 1
    threes = task.measure(lambda x: np.eye(10)[np.full(x.shape[:2], 3)], np.random.default_rng(0))
    assert threes["right"] == pytest.approx((known.classes[known.test] == 3).mean())
