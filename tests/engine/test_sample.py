"""Drawing symbols: exact at both ends of the ladder, fair in between, and the same every time."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.run import Run
from engine.sample import Manner, chances, pick
from engine.softmax import softmax
from engine.trainer import Trainer


def test_a_height_just_below_one_falls_on_the_last_symbol_that_has_a_chance() -> None:
    top, rng = np.nextafter(1.0, 0), np.random.default_rng(0)
    for _ in range(200):
        share = softmax(rng.normal(size=50_257)).astype(np.float32).astype(np.float64)
        assert pick(share, top) == 50_256
    assert pick(np.array([0.5, 0.5, 0, 0]), top) == 1
    assert pick(np.array([0, 0.5, 0.5]), 0.0) == 1


def test_draws_are_as_frequent_as_they_are_likely() -> None:
    rng, share = np.random.default_rng(0), np.array([0.5, 0.25, 0.125, 0.0625, 0.05, 0.0125])
    drawn = pick(np.broadcast_to(share, (1_000_000, 6)), rng.random(1_000_000))
    counts = np.bincount(drawn, minlength=6)
    assert ((counts - 1e6 * share) ** 2 / (1e6 * share)).sum() < 20.5  # 5 degrees of freedom, one in a thousand


def test_a_temperature_of_nothing_takes_the_likeliest_and_the_first_of_two() -> None:
    cold = chances(np.array([1.0, 3, 3, 2]), Manner(temperature=0))
    assert cold.tolist() == [0, 1, 0, 0]
    assert chances(np.array([1e5, 0.0]), Manner(temperature=1e-3)).tolist() == [1, 0]


def test_temperature_and_top_do_what_they_say() -> None:
    scores = np.array([1.0, 4, 2, 3])
    np.testing.assert_allclose(chances(scores, Manner()), softmax(scores))
    np.testing.assert_allclose(chances(scores, Manner(temperature=2)), softmax(scores / 2))
    few = chances(scores, Manner(top=2))
    np.testing.assert_allclose(few, [0, *softmax(np.array([4.0, 3]))[[0]], 0, softmax(np.array([4.0, 3]))[1]])
    np.testing.assert_allclose(chances(scores, Manner(top=99)), softmax(scores))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"temperature": -1.0}, "It is 0, or from 0.001 to 1000"),
        ({"temperature": float("nan")}, "It is 0, or from"),
        ({"top": 0}, "Take 1 or more"),
        ({"seed": -1}, "is no seed"),
    ],
)
def test_a_manner_that_cannot_be_drawn_from_is_refused(keys: dict[str, float], said: str) -> None:
    with pytest.raises(RunError, match=said):
        Manner(**keys)


def writer(**keys: object) -> Trainer:
    trainer = Trainer(Run.model_validate({"task": "text", "length": 12, "hidden": 8} | keys))
    trainer.goto(3)
    return trainer


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_likeliest_text_is_what_reading_it_back_says(cell: str) -> None:
    trainer = writer(cell=cell, drop_recurrent=0.3)
    text = trainer.sample("the q", 20, Manner(temperature=0))
    seen = trainer.trace("the q" + text)
    likeliest = seen.value["y"].argmax(axis=1)[4:-1]
    assert text == "".join(seen.symbols[place] for place in likeliest)
    assert len(text) == 20


def test_samples_repeat_and_differ_by_seed_and_step_and_change_nothing() -> None:
    trainer, other = writer(), writer()
    texts = [trainer.sample("the", 30, Manner(seed=seed)) for seed in (0, 0, 1)]
    assert texts[0] == texts[1] != texts[2]
    assert trainer.sample("the", 0) == ""
    for walker in (trainer, other):
        walker.goto(6)
    assert trainer.losses == other.losses
    assert trainer.sample("the", 30) != texts[0]


def test_brackets_end_where_the_net_says_so() -> None:
    trainer = Trainer(Run(task="brackets", hidden=3))
    text = trainer.sample("(", 200)
    assert set(text[:-1]) <= set("()")
    assert text[-1] in "()·"


@pytest.mark.parametrize("task", ["hold", "stretch"])
def test_a_task_with_nothing_to_write_says_so(task: str) -> None:
    with pytest.raises(RunError, match="This task has nothing to write"):
        Trainer(Run(task=task)).sample("a")


def test_too_much_and_unknown_prefixes_are_refused() -> None:
    with pytest.raises(RunError, match="401 symbols are too many"):
        writer().sample("the", 401)
    with pytest.raises(RunError, match="Character 1 of the input"):
        writer().sample("☃")
