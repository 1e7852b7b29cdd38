"""Cepstra against other ways to them: least squares, and the logarithm of the filter's own response."""

import numpy as np

from engine.tasks.cepstra import HOP, ORDER, WINDOW, cepstra, predictor
from engine.tasks.speech import CEPSTRA


def signal(rng: np.random.Generator, size: int) -> np.ndarray:
    """Noise through two resonances."""
    air = rng.normal(size=size)
    for t in range(4, size):
        air[t] += 1.3 * air[t - 1] - 0.8 * air[t - 2] + 0.2 * air[t - 3] - 0.1 * air[t - 4]
    return air / np.abs(air).max()


def test_the_predictor_solves_the_normal_equations() -> None:
    piece = signal(np.random.default_rng(1), WINDOW) * np.hamming(WINDOW)
    own = np.correlate(piece, piece, "full")[WINDOW - 1 : WINDOW + ORDER]
    table = own[np.abs(np.subtract.outer(np.arange(ORDER), np.arange(ORDER)))]
    np.testing.assert_allclose(predictor(piece), np.linalg.solve(table, own[1:]), rtol=1e-6)


def test_the_cepstrum_is_that_of_the_filter() -> None:
    air = signal(np.random.default_rng(2), WINDOW)
    a = predictor(air * np.hamming(WINDOW))
    response = 1 / np.fft.fft(np.concatenate([[1.0], -a]), 4096)
    log = np.log(np.abs(response))
    of_filter = 2 * np.fft.ifft(log).real[1 : ORDER + 1]
    np.testing.assert_allclose(cepstra(air)[0], of_filter, atol=1e-6)


def test_there_is_a_row_every_hop_and_loudness_changes_nothing() -> None:
    air = signal(np.random.default_rng(3), WINDOW + 5 * HOP)
    assert cepstra(air).shape == (6, ORDER) == (6, CEPSTRA)
    np.testing.assert_allclose(cepstra(0.5 * air), cepstra(air), atol=1e-5)
    assert cepstra(air[:100]).shape == (1, ORDER)
