"""Probes: what a unit may know at each step of a sequence, as a number that follows from what went in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array

Signs = Sequence[str]
FAR = 20
"""Steps after which it does not matter how long something is ago."""
OPENERS, CLOSERS, Q = tuple("([{<"), tuple(")]}>"), ("q", "Q")
ENDS, LINE, SPACES = (".", "。"), "↵", ("␣", "↵", " ")


@dataclass(frozen=True, slots=True)
class Probe:
    """Something to know: its words, its number at each step, and signs without which it makes no sense."""

    name: str
    zh: str
    en: str
    series: Callable[[Signs, Array], Array]
    """Takes the signs of a sequence and the numbers that went in, (T, n); gives (T,)."""
    needs: frozenset[str] = frozenset()
    """At least one of these must be read somewhere."""
    only: frozenset[str] = frozenset()
    """Nothing else may be read, if any are given."""
    numbers: bool = False
    """Whether it is of measured numbers, not of signs."""

    def applies(self, signs: frozenset[str], *, numbers: bool) -> bool:
        """Whether it makes sense of sequences of these signs."""
        if self.numbers or numbers:
            return self.numbers and numbers
        return (not self.needs or bool(signs & self.needs)) and (not self.only or signs <= self.only)


def depth(signs: Signs, _x: Array) -> Array:
    """How many brackets are open."""
    return _running([(sign in OPENERS) - (sign in CLOSERS) for sign in signs])


def square(signs: Signs, _x: Array) -> Array:
    """Whether the innermost open bracket is a square one; 1 or 0."""
    stack, found = [""], []
    for sign in signs:
        if sign in OPENERS:
            stack.append(sign)
        elif len(stack) > 1:
            stack.pop()
        found.append(stack[-1] == "[")
    return np.array(found, float)


def quoted(signs: Signs, _x: Array) -> Array:
    """Whether a quotation is open; 1 or 0."""
    return _running([(sign == "“") - (sign == "”") for sign in signs])


def at_q(signs: Signs, _x: Array) -> Array:
    """Whether a q was read just now; 1 or 0."""
    return np.array([sign in Q for sign in signs], float)


def since_q(signs: Signs, _x: Array) -> Array:
    """How long ago the last q was, in steps, up to FAR."""
    return _since([sign in Q for sign in signs])


def ended(signs: Signs, _x: Array) -> Array:
    """Whether a sentence has ended and the next has not begun; 1 or 0."""
    state, found = False, []
    for sign in signs:
        state = sign in ENDS or (state and sign in SPACES)
        found.append(state)
    return np.array(found, float)


def column(signs: Signs, _x: Array) -> Array:
    """How many characters of the line were read; a sequence begins one."""
    return _since([sign == LINE for sign in signs], len(signs), begun=0)


def letter(signs: Signs, _x: Array) -> Array:
    """How many letters of the word were read; a sequence begins one."""
    return _since([sign in SPACES for sign in signs], len(signs), begun=0)


def parity(signs: Signs, _x: Array) -> Array:
    """Whether an odd number of ones was read; 1 or 0."""
    return _running([sign in ("1", "+") for sign in signs]) % 2


def balance(signs: Signs, _x: Array) -> Array:
    """How many more + than − were read, or a than b."""
    return _running([(sign in ("+", "a")) - (sign in ("−", "b")) for sign in signs])


def last_sign(signs: Signs, _x: Array) -> Array:
    """Which of + and − was read last; 1, −1, or 0 before either."""
    state, found = 0, []
    for sign in signs:
        state = {"+": 1, "−": -1}.get(sign, state)
        found.append(state)
    return np.array(found, float)


def quarter(_signs: Signs, x: Array) -> Array:
    """The first number a quarter turn on: where an oscillation stands in its period, beyond its value (Hilbert)."""
    wave = x[:, 0] - x[:, 0].mean()
    spectrum = np.fft.fft(wave)
    half = np.sign(np.fft.fftfreq(len(wave)))
    return np.asarray(np.fft.ifft(-1j * half * spectrum).real)


def _running(steps: Sequence[int | bool]) -> Array:
    return np.cumsum(np.asarray(steps, float))


def _since(marks: Sequence[bool], most: int = FAR, begun: int | None = None) -> Array:
    """Steps since the last mark, up to so many; before the first as if one were long ago, or so many steps."""
    count, found = most if begun is None else begun, []
    for mark in marks:
        count = 0 if mark else min(most, count + 1)
        found.append(count)
    return np.array(found, float)


PROBES = (
    Probe("depth", "括号深度", "depth of brackets", depth, needs=frozenset(OPENERS)),
    Probe("square", "最里层是方括号", "innermost bracket is square", square, frozenset("["), frozenset("()[]")),
    Probe("quoted", "引号之内", "inside quotes", quoted, needs=frozenset("“")),
    Probe("at-q", "刚读到 q", "q just read", at_q, needs=frozenset(Q)),
    Probe("since-q", "q 之后几步", "steps since q", since_q, needs=frozenset(Q)),
    Probe("ended", "句号之后", "after a full stop", ended, needs=frozenset(ENDS)),
    Probe("column", "行内位置", "column in the line", column, needs=frozenset((LINE,))),
    Probe("letter", "词内位置", "letter in the word", letter, needs=frozenset(SPACES)),
    Probe("parity", "1 的奇偶", "parity of ones", parity, needs=frozenset("1+"), only=frozenset("01+−")),
    Probe("balance", "两种符号之差", "count of one minus the other", balance, frozenset("+a"), frozenset("+−ab")),
    Probe("last", "最后的 + 或 −", "last of + and −", last_sign, needs=frozenset("+"), only=frozenset("+−~?")),
    Probe("quarter", "振荡的相位", "phase of the oscillation", quarter, numbers=True),
)
