"""A decoder by itself: greedy is the likeliest each time; a beam as wide as all answers finds the best of them."""

from itertools import product

import numpy as np
import pytest

from engine.arrays import Array, Named
from engine.decode import decode
from engine.model import Model, Start, draw
from engine.reader import BEGINNING, Reader, Reading
from engine.softmax import log_softmax
from engine.tasks.task import Question

V, END, LONGEST = 4, 3, 4
RNG = np.random.default_rng(5)
X = RNG.normal(size=(6, 3, V + 1))


def reader(seed: int) -> Reader:
    net = Model("gru", "softmax", V + 1, 6, V, layers=2, decodes=True)
    return Reader(net, draw(net, Start(scale=6), np.random.default_rng(seed)), "float64")


def question(beam: int = 1, alive: Array | None = None) -> Question:
    return Question(X, np.tile(np.eye(V + 1)[V], (3, 1)), np.eye(V, V + 1), END, LONGEST, alive, beam)


def log_p(net: Reader, row: int, said: tuple[int, ...]) -> Array:
    """The logarithms of each symbol of an answer, read at once and not one by one."""
    heard = np.concatenate([np.eye(V + 1)[V][None], np.eye(V, V + 1)[list(said[:-1])]])[:, None]
    y = net.values(np.concatenate([X[:, [row]], heard]), None, len(X))["y"][len(X) :, 0]
    return np.asarray(log_softmax(y)[np.arange(len(said)), list(said)])


@pytest.mark.parametrize("seed", range(4))
def test_greedy_says_what_is_likeliest_after_what_it_has_said(seed: int) -> None:
    net = reader(seed)
    for row, said in enumerate(decode(net, question())):
        full = (*said, END) if len(said) < LONGEST else said
        for end in range(1, len(full) + 1):
            now = log_p(net, row, full[:end])[-1]
            others = [log_p(net, row, (*full[: end - 1], symbol))[-1] for symbol in range(V)]
            assert now == pytest.approx(max(others), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_a_wide_beam_finds_the_best_of_all_answers(seed: int) -> None:
    net = reader(seed)
    finished = [(*said, END) for n in range(LONGEST) for said in product(range(V - 1), repeat=n)]
    for row, said in enumerate(decode(net, question(beam=200))):
        best = max(finished, key=lambda full: log_p(net, row, full).mean())
        assert (*said, END) == best


def test_rows_do_not_disturb_each_other_and_padding_changes_nothing() -> None:
    net, alive = reader(1), np.ones((6, 3))
    alive[:2, 1] = 0
    together = decode(net, question(alive=alive))
    asked = question()
    alone = decode(net, Question(X[2:, [1]], asked.first[:1], asked.next, END, LONGEST))
    assert together[1] == alone[0]


class Certain:
    """A net that is all but certain of ten symbols and then of the end, which is the next likeliest everywhere."""

    def read(self, x: Array, before: Reading = BEGINNING, **given: object) -> tuple[Named, Reading]:
        step = int(before.carried["step"][0]) if before.carried and not given else 0
        chances = np.full((1, x.shape[1], V), 0.01)
        chances[0, :, END] = 0.04
        chances[0, :, END if step == 10 else 0] = 0.95
        return {"y": np.log(chances)}, Reading({"step": np.full(x.shape[1], 0 if given else step + 1)})


@pytest.mark.parametrize("beam", [1, 2, 3, 5])
def test_a_beam_does_not_end_with_bad_answers_while_a_good_one_is_under_way(beam: int) -> None:
    asked = Question(X[:, :1], np.zeros((1, V)), np.eye(V), END, 12, None, beam)
    assert decode(Certain(), asked) == ((0,) * 10,)
