"""Numbers as people type and read them: separated by spaces or commas, so many for each time step."""

import numpy as np

from engine.arrays import Array
from engine.errors import RunError
from engine.tasks.task import LONGEST, brief, checked

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
            zh=(f"输入有 {len(read)} 个数。", f"每个时间步需要 {len(each)} 个：{'、'.join(each)}。",
                "数之间用空格或逗号隔开，并补全最后一步。"),
        )
    if steps > LONGEST:
        raise RunError(
            f"The input has {steps} time steps.", f"The longest allowed is {LONGEST}.", "Take a part of it.",
            zh=(f"输入有 {steps} 个时间步。", f"最长允许 {LONGEST} 步。", "只取一部分。"),
        )  # fmt: skip
    return np.array(read).reshape(steps, len(each))


def _number(word: str, place: int) -> float:
    try:
        value = float(word.replace("−", "-"))
    except ValueError:
        value = np.inf
    if abs(value) > LARGEST:
        raise RunError(
            f"Number {place} of the input, {brief(word)!r}, cannot be used.",
            f"A number is written like −1.5, between −{LARGEST:,.0f} and {LARGEST:,.0f}.",
            "Correct or remove it.",
            zh=(f"输入中第 {place} 个数“{brief(word)}”不能用。",
                f"数写作 −1.5，在 −{LARGEST:,.0f} 到 {LARGEST:,.0f} 之间。", "改正或删去它。"),
        )
    return value


def written(values: Array, digits: int) -> tuple[tuple[str, ...], ...]:
    """Write numbers (T, B) as the signs of B rows."""
    form = f"%.{digits}f"
    signs = np.char.mod(form, values.T).tolist()
    return tuple(tuple(sign.replace("-", "−") for sign in row) for row in signs)
