"""A text of the user's own, kept in the preset itself: say which character comes next."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.errors import TextError
from engine.losses import cross_entropy
from engine.metrics import accuracy, bits
from engine.tasks.lengths import fits
from engine.tasks.symbolic import Symbolic
from engine.tasks.takes import Typed
from engine.tasks.task import Answer, Batch, Indices, Part, checked, one_hot, shown

SHORTEST, LARGEST = 200, 100_000
"""Characters that a text has; a longer one does not fit a preset."""
MOST_SIGNS = 1_000
WARM_UP, LEAST_WARM_UP = 32, 4
"""Characters read before an answer is measured: fewer where little is held out."""
VISIBLE = {"↵": "\n", "␣": " ", "⇥": "\t"}
STORY = "The cat sat on the mat. The dog sat on the log. A cat is not a dog, and a log is not a mat.\n" * 6


@dataclass(frozen=True, slots=True)
class OwnText(Symbolic):
    """Windows of the text, and the character that follows each one in them."""

    passage: str = STORY
    length: int = 32

    def __post_init__(self) -> None:
        """Refuse a text that teaches nothing, or a window that does not fit."""
        read_passage(self.passage)
        fits(self.length, 2, 32, "is no window", most=min(400, self.border // 2))

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every character of the text once, white space made visible."""
        return tuple(shown(letter) for letter in self.alphabet)

    @property
    def alphabet(self) -> str:
        """Every character of the text once."""
        return _alphabet(self.passage)

    @property
    def inputs(self) -> int:
        """One input for each character."""
        return len(self.alphabet)

    @property
    def takes(self) -> Typed:
        """A text."""
        return Typed()

    @property
    def border(self) -> int:
        """Where the last tenth of the text begins, which training never sees: validation, then test."""
        return len(_signs(self.passage)) * 9 // 10

    def held_out(self, part: Part) -> Indices:
        """The characters of a part, as places in the alphabet."""
        signs = _signs(self.passage)
        middle = (self.border + len(signs)) // 2
        return signs[middle:] if part == "test" else signs[self.border : middle]

    def batch(self, rng: np.random.Generator, rows: int) -> Batch:
        """Draw windows from the first nine tenths."""
        first = rng.integers(self.border - self.length, size=rows)
        return self._batch(_signs(self.passage)[first + np.arange(self.length + 1)[:, None]])

    def encode(self, text: str) -> Batch:
        """Read the user's own string; what follows its last character is not known, so that is not scored."""
        for sign, letter in VISIBLE.items():
            text = text.replace(sign, letter)
        signs = np.array([self.alphabet.index(letter) for letter in checked(text, self.alphabet)])
        batch = self._batch(np.append(signs, 0)[:, None])
        batch.targets[-1] = 0
        batch.scored[-1] = 0
        return batch

    def measure(self, answer: Answer, _rng: np.random.Generator, part: Part = "test", /) -> dict[str, float]:
        """Measure bits a character on half of the last tenth, and how often the likeliest character is right."""
        kept = self.held_out(part)
        read = max(LEAST_WARM_UP, min(WARM_UP, (len(kept) - 1) // 2))
        first = np.arange(0, len(kept) - 2 * read, read)
        batch = self._batch(kept[first + np.arange(2 * read + 1)[:, None]])
        outputs, targets = answer(batch.x)[read:], batch.targets[read:]
        return {
            "bits": bits(float(cross_entropy(outputs, targets).mean())),
            "accuracy": accuracy(outputs, targets, np.ones(outputs.shape[:2])),
        }

    def _batch(self, signs: Indices) -> Batch:
        """Split (T + 1, B) characters into what goes in and what follows."""
        rows = one_hot(signs, self.inputs)
        tokens = tuple(tuple(map(str, row)) for row in np.array(self.symbols)[signs[:-1].T])
        return Batch(rows[:-1], rows[1:], np.ones(signs[:-1].shape), tokens)


@lru_cache(maxsize=16)
def read_passage(passage: str) -> str:
    """Take a text as it is learnt from: line ends alike, white space that was made visible invisible again."""
    for sign, letter in {"\r\n": "\n", "\r": "\n", **VISIBLE}.items():
        passage = passage.replace(sign, letter)
    lines = passage.count("\n") + 1
    if len(passage) < SHORTEST:
        raise TextError(
            f"the text has {len(passage)} characters", f"It takes {SHORTEST} or more, so that some can be held out.",
            "Paste more of it.", line=lines, column=len(passage.rpartition("\n")[2]) + 1,
            zh=(f"这段文字有 {len(passage)} 个字符。", f"需要 {SHORTEST} 个以上，才能留出一部分做测试。",
                "贴上更多内容。"),
        )
    if len(passage) > LARGEST:
        raise TextError(
            f"the text has {len(passage):,} characters", f"At most {LARGEST:,} are taken.", "Paste a part of it.",
            line=passage.count("\n", 0, LARGEST) + 1, column=LARGEST - passage.rfind("\n", 0, LARGEST),
            zh=(f"这段文字有 {len(passage):,} 个字符。", f"最多 {LARGEST:,} 个。", "只贴一部分。"),
        )
    if (count := len(set(passage))) > MOST_SIGNS:
        raise TextError(
            f"the text has {count:,} different characters", f"At most {MOST_SIGNS:,} can be told apart here.",
            "Paste a part of it.",
            zh=(f"这段文字有 {count:,} 种字符。", f"最多 {MOST_SIGNS:,} 种。", "只贴一部分。"),
        )
    if count < 2:
        raise TextError(
            "the text is one character again and again", "It takes two or more.", "Paste another text.",
            zh=("整段文字是同一个字符。", "至少要有两种。", "换一段文字。"),
        )  # fmt: skip
    return passage


@lru_cache(maxsize=16)
def _alphabet(passage: str) -> str:
    return "".join(sorted(set(read_passage(passage))))


@lru_cache(maxsize=16)
def _signs(passage: str) -> Indices:
    """The whole text as places in its alphabet, (characters,)."""
    place = {letter: index for index, letter in enumerate(_alphabet(passage))}
    return np.array([place[letter] for letter in read_passage(passage)])
