"""Cells written down once more, straight from their papers, in NumPy and without a table: forward only, (T, B, H)."""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array, Named


def logistic(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def heard(weight: Named, name: str, x: Array, h: Array) -> Array:
    return x @ weight[f"{name}.x"] + h @ weight[f"{name}.h'"] + weight[f"{name}.b"]


def gru(weight: Named, x: Array) -> Array:
    """The reset gate after the product (cuDNN, torch)."""
    return _gru(weight, x, lambda at, r, h: heard_alone(weight, "zx", at) + r * (h @ weight["zn.h'"] + weight["zn.b"]))


def gru_cho(weight: Named, x: Array) -> Array:
    """The reset gate before the product (Cho 2014, equation 8)."""
    return _gru(weight, x, lambda at, r, h: heard_alone(weight, "zg", at) + (r * h) @ weight["zg.past"])


def heard_alone(weight: Named, name: str, x: Array) -> Array:
    return x @ weight[f"{name}.x"] + weight[f"{name}.b"]


def _gru(weight: Named, x: Array, candidate: Callable[[Array, Array, Array], Array]) -> Array:
    h, states = np.zeros((x.shape[1], len(weight["zr.b"]))), []
    for at in x:
        r, u = logistic(heard(weight, "zr", at, h)), logistic(heard(weight, "zu", at, h))
        h = u * h + (1 - u) * np.tanh(candidate(at, r, h))
        states.append(h)
    return np.stack(states)


def peepholes(weight: Named, x: Array) -> Array:
    """Gers and Schmidhuber 2000: the input and forget gates look at the old memory, the output gate at the new."""
    h = c = np.zeros((x.shape[1], len(weight["zi.b"])))
    states = []
    for at in x:
        i = logistic(heard(weight, "zi", at, h) + weight["pi.c'"] * c)
        f = logistic(heard(weight, "zf", at, h) + weight["pf.c'"] * c)
        c = f * c + i * np.tanh(heard(weight, "zg", at, h))
        o = logistic(heard(weight, "zo", at, h) + weight["po.c"] * c)
        h = o * np.tanh(c)
        states.append(h)
    return np.stack(states)


def of_1997(weight: Named, x: Array) -> Array:
    """Hochreiter and Schmidhuber 1997, appendix A.1, equations 3 to 5: g in −2…2, h in −1…1, memory never fades."""
    y = s = np.zeros((x.shape[1], len(weight["zi.b"])))
    states = []
    for at in x:
        y_in, y_out = logistic(heard(weight, "zi", at, y)), logistic(heard(weight, "zo", at, y))
        s = s + y_in * (4 * logistic(heard(weight, "zg", at, y)) - 2)
        y = y_out * (2 * logistic(s) - 1)
        states.append(y)
    return np.stack(states)


def _lstm(squash_in: Callable[[Array], Array], squash_out: Callable[[Array], Array]) -> Callable[[Named, Array], Array]:
    def states_of(weight: Named, x: Array) -> Array:
        h = c = np.zeros((x.shape[1], len(weight["zi.b"])))
        states = []
        for at in x:
            i, f, o = (logistic(heard(weight, name, at, h)) for name in ("zi", "zf", "zo"))
            c = f * c + i * squash_in(heard(weight, "zg", at, h))
            h = o * squash_out(c)
            states.append(h)
        return np.stack(states)

    return states_of


def feedforward(weight: Named, x: Array) -> Array:
    return np.asarray(np.tanh(heard_alone(weight, "z", x)))


STATES: dict[str, Callable[[Named, Array], Array]] = {
    "mlp": feedforward,
    "gru": gru,
    "gru-cho": gru_cho,
    "lstm": _lstm(np.tanh, np.tanh),
    "lstm-niaf": _lstm(lambda z: z, np.tanh),
    "lstm-noaf": _lstm(np.tanh, lambda c: c),
    "lstm-peephole": peepholes,
    "lstm-1997": of_1997,
}
