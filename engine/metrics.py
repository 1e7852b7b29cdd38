"""What is measured on held-out data: plain functions of outputs and what was wanted, all sums in float64."""

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from engine.arrays import Array

LOWER_IS_BETTER = ("loss", "bits", "error", "error_rate", "error_rate_unseen")


def better(measure: str, one: float, two: float) -> bool:
    """Whether one value of a measure is better than two; a number that is none is never better."""
    return one < two if measure in LOWER_IS_BETTER else one > two


def mean(each: Array, scored: Array) -> float:
    """The mean over what is scored, whatever row it is in; 0 if nothing is."""
    counted = scored.astype(np.float64)
    return float((each * counted).sum() / (counted.sum() or 1))


def accuracy(outputs: Array, targets: Array, scored: Array) -> float:
    """How often the likeliest symbol is the wanted one, over all scored steps of (T, B, V)."""
    return mean((outputs.argmax(axis=-1) == targets.argmax(axis=-1)).astype(np.float64), scored)


def exact_match(right: npt.NDArray[np.bool_], scored: Array) -> float:
    """The share of rows that are right at every scored step, (T, B) each."""
    return float((right | (scored == 0)).all(axis=0).mean())


def bits(nats: float) -> float:
    """The same surprise in bits."""
    return nats / float(np.log(2))


def perplexity(nats: float) -> float:
    """Among how many equally likely symbols one would be as unsure; of a mean loss, never a mean of its own."""
    return float(np.exp(nats))


def saved(error: float, baseline: float) -> float:
    """What share of a baseline's error is gone; 0 if it makes none, below 0 if ours is larger."""
    return 1 - error / baseline if baseline > 0 else 0.0


def squared(outputs: Array, targets: Array, scored: Array) -> float:
    """The mean squared difference, over all scored steps of (T, B, V) and all V."""
    return mean(((outputs - targets).astype(np.float64) ** 2).mean(axis=-1), scored)


def auc(scores: Array, wanted: npt.NDArray[np.bool_]) -> float:
    """How likely a wanted one scores above another (Mann and Whitney 1947), ties half; 0.5 if there are not both."""
    yes, no = scores[wanted].astype(np.float64), np.sort(scores[~wanted].astype(np.float64))
    if not (len(yes) and len(no)):
        return 0.5
    below = np.searchsorted(no, yes, "left") + np.searchsorted(no, yes, "right")
    return float(below.sum() / (2 * len(yes) * len(no)))


def edit_distance(said: Sequence[Hashable], wanted: Sequence[Hashable]) -> int:
    """How many symbols must be put in, taken out or replaced (Levenshtein 1966)."""
    row = list(range(len(wanted) + 1))
    for count, symbol in enumerate(said, 1):
        before, row = row, [count]
        for place, other in enumerate(wanted, 1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (symbol != other)))
    return row[-1]


def error_rate(said: Sequence[Sequence[Hashable]], wanted: Sequence[Sequence[Hashable]]) -> float:
    """Mistakes for each wanted symbol, over all rows together: of characters, the character error rate."""
    mistakes = sum(edit_distance(one, two) for one, two in zip(said, wanted, strict=True))
    return mistakes / max(1, sum(map(len, wanted)))


def told_apart(outputs: Array, legal: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether every legal symbol scores above every other, (T, B), for outputs and legal symbols (T, B, V)."""
    lowest = np.where(legal, outputs, np.inf).min(axis=-1)
    highest = np.where(legal, -np.inf, outputs).max(axis=-1)
    return np.asarray(lowest > highest)
