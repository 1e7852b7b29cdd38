"""The functions of a watch: one table, which the language, its messages and a list for the room all read.

`run` takes rows, (m, k): one row if all is taken together, or one for each time step t. A function that gathers makes
one number of a row; the others work on each number. A condition is 1 where it holds and 0 where it does not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import Array

Takes = Literal["numbers", "conditions"]


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A name, what it takes and gives, and what it says of itself."""

    name: str
    takes: Takes
    gives: Takes
    gathers: bool
    run: Callable[[Array], Array]
    says: str
    zh: str


def length(rows: Array) -> Array:
    """The length of each row as a vector; too large to be squared is not too large, (m,)."""
    largest = np.abs(rows).max(axis=1)  # (m,)
    unit = np.where(np.isfinite(largest) & (largest > 0), largest, 1)
    return np.asarray(unit * np.sqrt(np.square(rows / unit[:, None]).sum(axis=1)))


def holds(found: object) -> Array:
    """A condition as numbers."""
    return np.asarray(found, dtype=np.float64)


def _each(name: str, run: Callable[[Array], Array], says: str, zh: str) -> Function:
    return Function(name, "numbers", "numbers", False, run, says, zh)


def _test(name: str, run: Callable[[Array], object], says: str, zh: str) -> Function:
    return Function(name, "numbers", "conditions", False, lambda rows: holds(run(rows)), says, zh)


def _gather(name: str, run: Callable[[Array], Array], says: str, zh: str) -> Function:
    return Function(name, "numbers", "numbers", True, run, says, zh)


def _judge(name: str, gives: Takes, run: Callable[[Array], Array], says: str, zh: str) -> Function:
    return Function(name, "conditions", gives, True, run, says, zh)


FUNCTIONS = {
    each.name: each
    for each in (
        _each("abs", np.abs, "size without sign", "绝对值"),
        _each("sign", np.sign, "−1, 0 or 1", "符号"),
        _each("sqrt", np.sqrt, "square root", "平方根"),
        _each("exp", np.exp, "e to this power", "e 的幂"),
        _each("log", np.log, "natural logarithm", "自然对数"),
        _each("log10", np.log10, "logarithm to base 10", "以 10 为底的对数"),
        _test("isnan", np.isnan, "is not a number", "不是数"),
        _test("isinf", np.isinf, "is infinite", "无穷大"),
        _test("isfinite", np.isfinite, "is a finite number", "有限"),
        _gather("norm", length, "length as a vector", "向量长度"),
        _gather("min", lambda rows: rows.min(axis=1), "the smallest", "最小"),
        _gather("max", lambda rows: rows.max(axis=1), "the largest", "最大"),
        _gather("sum", lambda rows: rows.sum(axis=1), "all added", "总和"),
        _gather("mean", lambda rows: rows.mean(axis=1), "the mean", "平均"),
        _gather("median", lambda rows: np.median(rows, axis=1), "half are below it", "中位数"),
        _gather("std", lambda rows: rows.std(axis=1), "spread around the mean", "标准差"),
        _gather("len", lambda rows: np.full(len(rows), float(rows.shape[1])), "how many", "个数"),
        _gather("argmax", lambda rows: rows.argmax(axis=1) + 1.0, "which is the largest, from 1", "最大的是第几个"),
        _gather("argmin", lambda rows: rows.argmin(axis=1) + 1.0, "which is the smallest, from 1", "最小的是第几个"),
        _judge("any", "conditions", lambda rows: rows.max(axis=1), "holds for one at least", "至少一个成立"),
        _judge("all", "conditions", lambda rows: rows.min(axis=1), "holds for every one", "全部成立"),
        _judge("share", "numbers", lambda rows: rows.mean(axis=1), "for what share it holds", "成立的比例"),
        _judge("count", "numbers", lambda rows: rows.sum(axis=1), "for how many it holds", "成立的个数"),
    )
}
"""By name; `last(losses, 20)`, the youngest of a history, is the language's own, for it takes two."""
PLACING = ("argmax", "argmin")
"""Functions that count along one row, so that only one kind of place may be left in it."""
