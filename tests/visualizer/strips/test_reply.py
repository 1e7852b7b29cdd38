"""What is read off a trace as the answer, against what its task and loss say."""

import numpy as np

from engine import derive
from engine.run import Run, build
from engine.trainer import Trainer
from visualizer.paint import Look
from visualizer.strips.reply import NOTHING, Reply, reply


def asked(text: str, said: str = "", **keys: object) -> tuple[Reply, Trainer]:
    """A small net's reply to a text."""
    run = Run(hidden=4, batch=2, **keys)  # type: ignore[arg-type]  # as a preset file has them
    trainer = Trainer(run)
    return reply(trainer.trace(text), build(run).takes, said, Look(lang="en")), trainer


def test_guesses_are_the_likeliest_symbols_after_the_last_step() -> None:
    answer, trainer = asked("the q", task="text")
    shares = derive.answers(trainer.trace("the q"))[-1]
    assert answer.guesses[0].sign == trainer.task.symbols[int(shares.argmax())]
    np.testing.assert_allclose([guess.share for guess in answer.guesses], np.sort(shares)[::-1])
    assert (answer.words, answer.numbers) == (None, ())


def test_lamps_stay_in_their_order() -> None:
    answer, _ = asked("A·b", task="lamps")
    assert [guess.sign for guess in answer.guesses] == ["A", "B", "C"]


def test_words_stand_before_guesses_and_what_ctc_leaves_blank_is_shown_as_nothing() -> None:
    answer, _ = asked("the q", "ueen␣is", task="text")
    assert answer.words == "… ueen is"
    assert answer.guesses, "of what comes next"
    answer, _ = asked("le chat →", "the cat", task="translation", decoder=True)
    assert (answer.words, answer.guesses) == ("the cat", ())
    run = Run(task="stretch", hidden=4, batch=2)
    trace = Trainer(run).trace("aa·b")
    for scores, spelt in (((1, 1, 0, 2), "ab"), ((0, 0, 0, 0), NOTHING)):
        trace.value["y"][...] = np.eye(4)[list(scores)]
        answer = reply(trace, build(run).takes, "", Look(lang="en"))
        assert (answer.words, answer.guesses) == (spelt, ())


def test_numbers_are_in_the_units_of_what_was_drawn() -> None:
    answer, trainer = asked("40 41 39.5", task="grid-load")
    said = float(trainer.trace("40 41 39.5").value["y"][-1, 0])
    assert answer.numbers == (("next", f"{40 + 8 * said:.1f}"),)
    answer, trainer = asked("77/284 85/261", task="network")
    assert [name for name, _ in answer.numbers] == ["next packets out", "next packets in"]
    answer, _ = asked("0.5 0.2", task="total", length=4)
    assert [name for name, _ in answer.numbers] == ["answer"], "the sum, not the next number"
    answer, _ = asked("~+~?", task="hold")
    assert [name for name, _ in answer.numbers] == ["answer"]
