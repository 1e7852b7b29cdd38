"""Tasks whose answer is a sentence: the net is seen reading what it says."""

import numpy as np

from engine.tasks.brackets import Brackets
from engine.tasks.captions import Captions
from engine.tasks.speaker import Converses, Speaks, answered
from engine.tasks.task import Answer, Question, Said
from engine.tasks.translation import Translation


class Parrot:
    """An answer that says the same three symbols whatever it is asked."""

    memory = ("h",)

    def decode(self, question: Question, /) -> Said:
        """Say the words 2, 1, 3."""
        return ((2, 1, 3),) * question.x.shape[1]


def parrot() -> Answer:
    """One."""
    return Parrot()  # type: ignore[return-value]  # it is asked to decode, nothing else


def test_a_phrase_without_an_answer_is_read_with_what_the_net_says() -> None:
    task = Translation()
    words = tuple(task.symbols[place] for place in (2, 1, 3))
    batch = answered(task, "le chat noir", parrot())
    assert batch.tokens == (("le", "chat", "noir", "→", *words),)
    assert (batch.scored.sum(), batch.targets.sum(), batch.border) == (0, 0, 3)
    assert task.said("le chat noir → the cat", parrot()) == " ".join(words)


def test_an_answer_that_is_given_is_the_one_that_is_read() -> None:
    task, text = Translation(), "le chat noir → the black cat"
    mine, theirs = answered(task, text, parrot()), task.encode(text)
    assert mine.tokens == theirs.tokens
    np.testing.assert_array_equal(mine.targets, theirs.targets)


def test_a_picture_is_said_in_the_words_of_its_language() -> None:
    for language, between in (("en", " "), ("zh", "")):
        task = Captions(language)
        assert task.said("R■b4", parrot()) == between.join(task.symbols[place] for place in (2, 1, 3))


def test_only_sentences_are_spoken() -> None:
    assert not isinstance(Brackets(), Speaks | Converses)
    assert answered(Brackets(), "()", parrot()).tokens == (("(", ")"),)
