"""Reading on: in any number of parts the same numbers, and a bidirectional net refuses."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.model import Model, Start, draw
from engine.reader import Reader

X = np.random.default_rng(0).normal(size=(9, 3, 2))


def reader(window: int = 1, **keys: object) -> Reader:
    net = Model("lstm", "softmax", 2 * window, 5, 4, **keys)
    return Reader(net, draw(net, Start(scale=2), np.random.default_rng(1)), "float64", window)


@pytest.mark.parametrize(("window", "layers"), [(1, 1), (1, 3), (4, 2)])
@pytest.mark.parametrize("cuts", [(4,), (1, 2, 7), (0 + 5, 8)])
def test_reading_in_parts_is_reading_at_once(window: int, layers: int, cuts: tuple[int, ...]) -> None:
    net = reader(window, layers=layers)
    whole, found = net.values(X)["y"], []
    value, reading = net.read(X[: cuts[0]])
    found.append(value["y"])
    for begin, end in zip(cuts, (*cuts[1:], len(X)), strict=True):
        value, reading = net.read(X[begin:end], reading)
        found.append(value["y"])
    np.testing.assert_allclose(np.concatenate(found), whole, rtol=0, atol=1e-14)


def test_an_encoder_reads_the_source_and_a_decoder_the_rest() -> None:
    net = reader(decodes=True)
    _, reading = net.read(X[:6], source=True)
    value, _ = net.read(X[6:], reading)
    np.testing.assert_allclose(value["y"], net.values(X, None, 6)["y"][6:], rtol=0, atol=1e-14)
    wrong, _ = net.read(X[6:], net.read(X[:6])[1])
    assert np.abs(wrong["y"] - value["y"]).max() > 1e-3


def test_rows_can_be_taken_apart_and_doubled() -> None:
    net = reader()
    _, reading = net.read(X)
    alone, _ = net.read(X[:2, [2, 2, 0]], reading.rows(np.array([2, 2, 0])))
    together, _ = net.read(X[:2], reading)
    np.testing.assert_allclose(alone["y"], together["y"][:, [2, 2, 0]], rtol=0, atol=1e-14)


def test_a_net_that_reads_from_both_ends_cannot_read_on() -> None:
    with pytest.raises(RunError, match="cannot read on"):
        reader(bidirectional=True).read(X)
