"""Words of two languages that a task knows: how they are read from what the user types, and go in one at a time."""

from dataclasses import dataclass
from string import ascii_lowercase

import numpy as np

from engine.errors import RunError, meant
from engine.tasks.task import LONGEST, Indices, brief, checked

BETWEEN = " ,;、，。\n\t"
MOST_SIGNS = 10_000


@dataclass(frozen=True, slots=True)
class Words:
    """Words by place; the same place means the same in each language."""

    en: tuple[str, ...]
    zh: tuple[str, ...]

    def named(self, language: str) -> tuple[str, ...]:
        """The words of a language."""
        return self.zh if language == "zh" else self.en

    def read(self, text: str) -> Indices:
        """Read words of either language, with spaces, commas or, in Chinese, nothing between, (T,)."""
        place = {word: at for words in (self.zh, self.en) for at, word in enumerate(words)}
        return read(text, place)


def read(text: str, place: dict[str, int]) -> Indices:
    """Read known words as their places, the longest that fits first, (T,)."""
    letters = sorted({letter for word in place for letter in word} | set(BETWEEN) | set(ascii_lowercase))
    left = checked(text.lower(), letters, MOST_SIGNS).strip(BETWEEN)
    found: list[int] = []
    while left:
        word = _first(left, place)
        if word is None:
            unknown = brief(left.replace(",", " ").split()[0])
            raise RunError(
                f"Word {len(found) + 1} of the input, {unknown!r}, is not known to this task.",
                f"Known are {' '.join(place)}.",
                meant(unknown, place) or "Replace or remove it.",
                zh=(f"输入中第 {len(found) + 1} 个词“{unknown}”，这个任务不认识。", f"它认识 {' '.join(place)}。",
                    meant(unknown, place).zh or "替换或删去它。"),
            )
        found.append(place[word])
        left = left[len(word) :].lstrip(BETWEEN)
    if not 1 <= len(found) <= LONGEST:
        raise RunError(
            f"The input has {len(found)} words.", f"It takes 1 to {LONGEST}.", "Type some, or fewer.",
            zh=(f"输入有 {len(found)} 个词。", f"应有 1 到 {LONGEST} 个。",
                "减少一些。" if found else "请输入几个词。"),
        )  # fmt: skip
    return np.array(found)


def _first(text: str, place: dict[str, int]) -> str | None:
    """The longest known word that a text begins with; a word of Latin letters must end there."""
    fitting = [word for word in place if text.startswith(word)]
    whole = [word for word in fitting if not (word[-1].isascii() and text[len(word) : len(word) + 1].isalpha())]
    return max(whole, key=len, default=None)
