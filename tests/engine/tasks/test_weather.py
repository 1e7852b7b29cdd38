"""The corpus of weather reports, what is kept from training, and what is measured of a net that writes."""

import numpy as np
import pytest

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.reports import REPORTS
from engine.tasks.task import Indices
from engine.tasks.weather import TESTED, TRAINED, Weather, corpus


def read(task: Weather, rows: Array) -> str:
    """The characters of one-hot rows (T, V)."""
    return "".join(task.symbols[place] for place in rows.argmax(axis=-1)).replace("␣", " ").replace("↵", "\n")


class Copyist:
    """Knows nothing, and writes what it is told to."""

    memory = ("h",)

    def __init__(self, task: Weather, text: str) -> None:
        self.task, self.text, self.asked = task, text, np.zeros(0)

    def __call__(self, x: Array) -> Array:
        self.asked = x
        return np.zeros(x.shape)

    def write(self, x: Array, heights: Array) -> Indices:
        line = (self.text * len(heights))[: len(heights)]
        places = [self.task.symbols.index(letter) for letter in line.replace(" ", "␣").replace("\n", "↵")]
        return np.repeat(np.array(places)[:, None], heights.shape[1], axis=1)


def test_the_corpus_is_large_enough_in_two_languages_and_always_the_same() -> None:
    text = "".join(corpus("both"))
    assert len(text.encode()) >= 300_000
    assert 0.45 < np.mean(["a" <= report[1] <= "z" for report in corpus("both")]) < 0.55
    rng = np.random.default_rng(1)
    assert corpus("both")[:3] == tuple(REPORTS.draw("both", rng) for _ in range(3))


def test_windows_begin_at_the_end_of_a_line_and_stay_in_the_training_part() -> None:
    task = Weather(language="zh", length=50)
    batch = task.batch(np.random.default_rng(0), 300)
    trained = "".join(corpus("zh")[:TRAINED])
    for row in range(300):
        window = read(task, batch.x[:, row])
        assert window[0] == "\n"
        assert read(task, batch.targets[:, row])[:-1] == window[1:]
        assert window in trained


@pytest.mark.parametrize(("part", "first"), [("validation", TRAINED), ("test", TRAINED + TESTED)])
def test_whole_reports_that_training_never_sees_are_measured(part: str, first: int) -> None:
    task = Weather(language="en")
    net = Copyist(task, "Monday in Oslo: ")
    measured = task.measure(net, np.random.default_rng(0), part)
    assert measured["bits"] == pytest.approx(np.log2(task.outputs))
    assert measured["of_entropy"] == pytest.approx(np.log2(task.outputs) / task.entropy)
    for row, report in enumerate(corpus("en")[first : first + TESTED]):
        assert read(task, net.asked[:, row]).startswith("\n" + report[:-1])


def test_who_writes_words_is_told_from_who_does_not() -> None:
    task = Weather(language="en")
    for text, share in (("Monday in Oslo: ", 1.0), ("Mondya ni Oslo: ", 1 / 3), ("7.", 0.0)):
        assert task.measure(Copyist(task, text), np.random.default_rng(0))["words"] == pytest.approx(share, abs=0.03)


def test_no_one_can_do_with_fewer_bits_than_the_grammars_entropy() -> None:
    for language in ("en", "zh"):
        bits = REPORTS.entropy(language) / REPORTS.characters(language)
        assert Weather(language=language).entropy == pytest.approx(bits)
        lengths = np.mean([len(report) for report in corpus(language)])
        assert lengths == pytest.approx(REPORTS.characters(language), rel=0.02)


def test_a_window_that_does_not_fit_is_refused() -> None:
    with pytest.raises(RunError, match="from 2 to 400"):
        Weather(length=401)
