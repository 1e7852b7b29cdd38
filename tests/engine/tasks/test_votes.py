"""More + or more −, from few examples with wrong labels."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.task import part_of
from engine.tasks.votes import Votes


def words(x: Array) -> list[str]:
    """Read the strings of a batch."""
    return ["".join("+" if sign > 0 else "−" for sign in row) for row in x[..., 0].T]


def labels(task: Votes) -> dict[str, set[str]]:
    """Every label that training gives each string."""
    found: dict[str, set[str]] = {}
    for seed in range(20):
        batch = task.batch(np.random.default_rng(seed), 50)
        for word, target in zip(words(batch.x), batch.targets[-1], strict=True):
            found.setdefault(word, set()).add("+−"[target.argmax()])
    return found


def test_training_sees_so_many_strings_of_which_a_share_is_labelled_wrong() -> None:
    found = labels(Votes(examples=40, wrong=0.2))
    assert len(found) == 40
    wrong = [word for word, said in found.items() if said != {"+" if word.count("+") > 7 else "−"}]
    assert len(wrong) == 8
    assert all(part_of(word) is None for word in found)


def test_more_examples_are_the_same_and_more() -> None:
    assert set(labels(Votes(examples=10))) < set(labels(Votes(examples=20)))


@pytest.mark.parametrize("part", ["validation", "test"])
def test_held_out_strings_are_labelled_right_and_never_trained_on(part: str) -> None:
    seen: list[Array] = []

    def majority(x: Array) -> Array:
        seen.append(x)
        total = x.cumsum(axis=0)[..., 0]
        return np.stack([total, -total], axis=-1)

    task = Votes(examples=40, wrong=0.2)
    measured = task.measure(majority, np.random.default_rng(0), part)
    assert measured["right"] == 1
    assert measured["train_right"] == 0.8
    assert measured["gap"] == pytest.approx(measured["loss"] - measured["train_loss"])
    assert {part_of(word) for word in words(seen[0])} == {part}
    assert not set(words(seen[0])) & set(words(seen[1]))


def test_a_string_of_ones_own_is_judged_unless_it_is_a_draw() -> None:
    assert Votes().encode("++-").targets[-1, 0].tolist() == [1, 0]
    assert Votes().encode("+−−−").targets[-1, 0].tolist() == [0, 1]
    assert not Votes().encode("+-").scored.any()


@pytest.mark.parametrize("options", [{"length": 4}, {"length": 401}, {"examples": 1}, {"wrong": 0.5}])
def test_what_teaches_nothing_is_refused(options: dict[str, float]) -> None:
    with pytest.raises(RunError):
        Votes(**options)
