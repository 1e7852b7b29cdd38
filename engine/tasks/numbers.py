"""Numbers as people type and read them: separated by spaces or commas, so many for each time step."""

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.task import LONGEST, checked

BETWEEN = " ,;/@\n\t"
SIGNS = "0123456789.-−" + BETWEEN
MOST_SIGNS, LARGEST = 10_000, 1e6


def numbers(text: str, each: tuple[str, ...] = ("value",), /) -> Array:
    """Read numbers, (T, n), n for each step by what they are called."""
    words = checked(text, SIGNS, MOST_SIGNS).translate(dict.fromkeys(map(ord, BETWEEN), " ")).split()
    read = [_number(word, place) for place, word in enumerate(words, 1)]
    steps, over = divmod(len(read), len(each))
    if over or not steps:
        raise RunError(
            f"The input has {len(read)} numbers.",
            f"A time step takes {len(each)}: {', '.join(each)}.",
            "Separate numbers by spaces or commas, and complete the last step.",
        )
    if steps > LONGEST:
        raise RunError(f"The input has {steps} time steps.", f"The longest allowed is {LONGEST}.", "Take a part of it.")
    return np.array(read).reshape(steps, len(each))


def _number(word: str, place: int) -> float:
    try:
        value = float(word.replace("−", "-"))
    except ValueError:
        value = np.inf
    if abs(value) > LARGEST:
        raise RunError(
            f"Number {place} of the input, {word!r}, cannot be used.",
            f"A number is written like −1.5, between −{LARGEST:,.0f} and {LARGEST:,.0f}.",
            "Correct or remove it.",
        )
    return value


def written(values: Array, digits: int) -> tuple[tuple[str, ...], ...]:
    """Write numbers (T, B) as the signs of B rows."""
    form = f"%.{digits}f"
    signs = np.char.mod(form, values.T).tolist()
    return tuple(tuple(sign.replace("-", "−") for sign in row) for row in signs)
