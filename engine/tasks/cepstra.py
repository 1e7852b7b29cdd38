"""Cepstra of a recording as those of the Japanese Vowels are: linear prediction of order 12, piece by piece.

Kudo, Toyama and Shimbo (1999): 10 kHz, pieces of 25.6 ms, one every 6.4 ms. The cepstrum of the all-pole filter follows
from its coefficients by a recursion (Atal 1974).
"""

import numpy as np

from engine.arrays import Array

RATE, WINDOW, HOP, ORDER = 10_000, 256, 64, 12
FLOOR = 1e-9


def cepstra(air: Array) -> Array:
    """Cepstra of samples at RATE, (T, ORDER)."""
    steps = max(1, 1 + (len(air) - WINDOW) // HOP)
    padded = np.concatenate([air, np.zeros(max(0, WINDOW - len(air)))])
    pieces = padded[np.arange(steps)[:, None] * HOP + np.arange(WINDOW)] * np.hamming(WINDOW)
    return np.array([_cepstrum(predictor(piece)) for piece in pieces])


def predictor(piece: Array) -> Array:
    """How each sample follows from the ORDER before it, by least squares: Durbin's recursion."""
    size = 2 * len(piece)
    own = np.fft.irfft(np.abs(np.fft.rfft(piece, size)) ** 2, size)[: ORDER + 1]
    a, left = np.zeros(ORDER), float(own[0]) + FLOOR
    for n in range(ORDER):
        k = (own[n + 1] - a[:n] @ own[n:0:-1]) / left
        a[:n], a[n] = a[:n] - k * a[:n][::-1], k
        left *= 1 - k * k
    return a


def _cepstrum(a: Array) -> Array:
    c = np.zeros(ORDER)
    for n in range(ORDER):
        c[n] = a[n] + sum((m + 1) / (n + 1) * c[m] * a[n - m - 1] for m in range(n))
    return c
