"""Pictures become sentences: read once, said word by word, and held out by the sentence."""

import numpy as np
import pytest

from engine import derive
from engine.arrays import Array
from engine.errors import RunError
from engine.run import Run
from engine.tasks.captions import GO, NOTHING, PIXELS, Captions
from engine.tasks.raster import SIGN
from engine.tasks.shapes import caption, pixels, read
from engine.tasks.task import part_of
from engine.trainer import Trainer
from tests.engine.tasks.native import Native

EVERY = pytest.mark.parametrize("task", [Captions(language, fed) for language in ("en", "zh") for fed in (True, False)])


@EVERY
def test_the_picture_is_read_once_and_the_sentence_said_up_to_its_end(task: Captions) -> None:
    batch = task.batch(np.random.default_rng(0), 60)
    assert batch.alive is not None
    assert batch.read is not None
    assert batch.x[0, :, :PIXELS].any(axis=-1).all()
    assert not batch.x[1:, :, :PIXELS].any()
    for row, tokens in enumerate(batch.tokens):
        shapes = read(tokens[0])
        np.testing.assert_array_equal(batch.x[0, row, :PIXELS], pixels(shapes))
        there = batch.alive[:, row] > 0
        assert there.tolist() == [bool(token) for token in tokens]
        scored = batch.scored[:, row] > 0
        np.testing.assert_array_equal(scored, there & (np.arange(len(there)) >= task.fed))
        said = tuple(task.symbols[place] for place in batch.targets[scored, row].argmax(axis=-1))
        assert said == (*caption(shapes, task.language), ".")
        read_words = tuple(token for token in tokens[1:] if token)
        assert read_words == ((GO, *said[:-1]) if task.fed else (NOTHING,) * (len(said) - 1))
        np.testing.assert_array_equal(batch.read[:, row], batch.x[:, row].any(axis=-1))


@EVERY
def test_no_held_out_sentence_is_ever_drawn_for_training(task: Captions) -> None:
    batch = task.batch(np.random.default_rng(1), 1500)
    assert {part_of(" ".join(caption(read(tokens[0]), "en"))) for tokens in batch.tokens} == {None}


def test_measuring_decodes_held_out_pictures_and_counts_whole_sentences() -> None:
    task, rng = Captions(), np.random.default_rng
    for part in ("validation", "test"):
        pairs = task._drawn(rng(3), 300, part)
        assert {part_of(" ".join(words)) for _, words in pairs} == {part}
        book = {
            pixels(shapes).tobytes().hex(): tuple(task.symbols.index(word) for word in words) for shapes, words in pairs
        }
        native = Native(task.outputs, lambda x: x[0, :PIXELS].tobytes().hex(), book)
        assert task.measure(native, rng(3), part)["exact"] == 1
        mute = Native(task.outputs, native.heard, {key: words[:-1] for key, words in book.items()})
        assert task.measure(mute, rng(3), part)["exact"] == 0


def test_who_reads_nothing_more_is_measured_by_what_it_says() -> None:
    task, rng = Captions(fed=False), np.random.default_rng
    batch = task._batch(task._drawn(rng(3), 300, "test"), task.length)

    def oracle(x: Array, _alive: Array | None = None, /) -> Array:
        np.testing.assert_array_equal(x, batch.x)
        return batch.targets

    def cut_short(_x: Array, _alive: Array | None = None, /) -> Array:
        said = batch.targets.copy()
        said[3] = np.eye(task.outputs)[0] * 2
        return said

    assert task.measure(oracle, rng(3))["exact"] == 1
    assert task.measure(cut_short, rng(3))["exact"] == 0


def test_a_picture_of_ones_own_brings_its_sentence_or_gets_another() -> None:
    own = Captions().encode("R■b4+g∪h5")
    assert " ".join(own.tokens[0]) == "R■b4+g∪h5 → a big red square left of a small green cup"
    assert own.scored[:, 0].tolist() == [0] + [1] * 11
    other = Captions("zh").encode("R■b4+g∪h5 → 小红方块.")
    assert other.tokens == (("R■b4+g∪h5", "→", "小", "红", "方块"),)
    assert Captions(fed=False).encode("R■b4").tokens == (("R■b4", *[NOTHING] * 4),)


def test_words_are_refused_by_a_net_that_reads_none() -> None:
    with pytest.raises(RunError, match="This net reads no words"):
        Captions(fed=False).encode("R■b4 → a")


PIXELS_OF_ONES_OWN = "/".join(["_" * 12] * 4 + ["__gg__rr____"] * 3 + ["_" * 12] * 5)


@pytest.mark.parametrize("fed", [True, False])
def test_a_picture_of_any_pixels_gets_the_nets_own_sentence_and_nothing_is_scored(fed: bool) -> None:
    task = Captions(fed=fed)
    trainer = Trainer(Run(task="captions", fed=fed, cell="gru", hidden=6))
    trace = trainer.trace(PIXELS_OF_ONES_OWN)
    said = task.said(PIXELS_OF_ONES_OWN, trainer.answer).split()
    assert trace.tokens == (SIGN, *((GO, *said) if fed else [NOTHING] * len(said)))
    assert not trace.scored.any()
    assert not trace.targets.any()
    field = trace.value["x"][0, :PIXELS].reshape(12, 12, 3)
    assert field[5:8, 2:4].tolist() == [[[0, 1, 0]] * 2] * 3
    assert field.sum() == 12
    spoken = derive.answers(trace)[fed:].argmax(axis=1)[: len(said)]
    assert [task.symbols[place] for place in spoken] == said, "what is decoded is what stands there"


def test_pixels_may_be_given_a_sentence() -> None:
    batch = Captions().encode(f"{PIXELS_OF_ONES_OWN} → a small green square")
    assert batch.tokens[0][1:] == (GO, "a", "small", "green", "square")
    assert batch.scored[:, 0].tolist() == [0, 1, 1, 1, 1, 1]


def test_a_picture_of_shapes_is_scored_as_before() -> None:
    trainer = Trainer(Run(task="captions", cell="gru", hidden=6))
    assert trainer.trace("R■b4").scored.tolist() == [0, 1, 1, 1, 1, 1]
