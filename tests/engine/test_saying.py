"""What a net answers in words, and inputs drawn as somebody would write them."""

import pytest

from engine import ctc
from engine.run import Run
from engine.saying import GOES_ON, example, said, speaks
from engine.tasks import TASKS
from engine.tasks.task import Task
from engine.trainer import Trainer


def trainer(**keys: object) -> Trainer:
    """A small net, a few updates in."""
    made = Trainer(Run(hidden=6, batch=4, rate=0.02, **keys))  # type: ignore[arg-type]  # as a preset file has them
    made.goto(2)
    return made


def test_what_ctc_spells_is_what_the_trace_shows() -> None:
    net = trainer(task="stretch")
    net.goto(60)
    trace = net.trace("aa··bbb·cc")
    spelt = ctc.collapse(trace.value["y"].argmax(axis=-1).tolist())
    assert said(net, "aa··bbb·cc") == "".join(trace.symbols[place] for place in spelt) != ""


def test_a_text_is_written_on() -> None:
    net = trainer(task="text")
    assert len(said(net, "the qui")) == GOES_ON
    assert said(net, "the qui") == said(net, "the qui")


def test_a_translation_is_a_sentence_of_its_words() -> None:
    net = trainer(task="translation", decoder=True)
    words = said(net, "le chat noir").split()
    assert set(words) <= set(net.task.symbols)
    assert tuple(words) == net.trace("le chat noir").tokens[4:]


def test_an_unfed_picture_is_said_off_the_outputs() -> None:
    net = trainer(task="captions", fed=False)
    assert isinstance(said(net, "R■b4+g∪h5"), str)


def test_only_sentences_and_texts_need_to_be_said() -> None:
    wordy = {name for name, kind in TASKS.items() if speaks(kind())}
    assert wordy == {"text", "own-text", "weather", "prose", "translation", "captions"}


def test_where_a_trace_says_it_all_nothing_is_said() -> None:
    assert said(trainer(task="brackets"), "(())") == ""
    assert said(trainer(task="next-step"), "1 2 3") == ""


@pytest.mark.parametrize("kind", TASKS.values(), ids=TASKS)
def test_an_example_is_read_by_its_task_and_another_number_gives_another(kind: type[Task]) -> None:
    texts = {example(kind(), number) for number in range(5)}
    assert len(texts) > 1
    for text in texts:
        assert kind().encode(text).x.shape[1] == 1
