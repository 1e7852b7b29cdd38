"""What can go wrong, in one small tree; every message says what happened, what was expected, what to do.

EngineError
├── RunError      a run, preset, task or input that makes no sense
│   ├── WatchError    an expression that cannot be read; knows at which character
│   ├── TextError     a text, grammar or table of the user's own that cannot be learnt from; knows line and column
│   └── DeviceFull    a batch that does not fit into the memory of a graphics card
└── Diverged      a training step whose numbers are no longer finite

The three sentences are English, which is what `str()` gives, and `zh` are the same three in Chinese. What only the
command line can ask for has none.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from engine.sentence import Sentence

if TYPE_CHECKING:
    from engine.crash import Crash

Three = tuple[str, str, str]
"""What happened, what was expected, what to do."""
NONE: Three = ("", "", "")


class EngineError(Exception):
    """Anything the engine refuses or cannot do, told in three sentences."""

    def __init__(self, what: str, expected: str = "", remedy: str = "", *, zh: Three = NONE) -> None:
        super().__init__(" ".join(part for part in (what, expected, remedy) if part))
        self.what, self.expected, self.remedy, self.zh = what, expected, remedy, zh

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a pipe with all that is known."""
        return _again, (type(self), self.args, self.__dict__)

    @property
    def whole(self) -> Sentence:
        """All three sentences as one, in both languages."""
        return Sentence(str(self), "".join(sentences(self, "zh")))

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """Several mistakes one by one, as `RunError.of` put them together."""
        return tuple(map(Sentence, str(self).split("\n"), self.whole.zh.split("\n")))


def _again(kind: type[EngineError], args: tuple[object, ...], known: Mapping[str, object]) -> EngineError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(known)
    return error


class RunError(EngineError):
    """A run, preset, task or input that makes no sense."""

    @classmethod
    def of(cls, mistakes: Iterable[Sentence]) -> "RunError":
        """Tell several mistakes at once, a line each."""
        each = list(mistakes)
        return cls("\n".join(each), zh=("\n".join(mistake.zh for mistake in each), "", ""))


class DeviceFull(RunError):
    """A batch that does not fit into the memory of a graphics card."""


class WatchError(RunError):
    """An expression that cannot be read; `at` is the place of the character, from 0."""

    def __init__(self, what: str, expected: str = "", remedy: str = "", at: int = 0, *, zh: Three = NONE) -> None:
        super().__init__(what, expected, remedy, zh=zh)
        self.at = at


class TextError(RunError):
    """A text of the user's own that cannot be learnt from; `line` and `column` are counted from 1."""

    def __init__(
        self, what: str, expected: str = "", remedy: str = "", *, line: int = 1, column: int = 1, zh: Three = NONE
    ) -> None:
        placed = (f"第 {line} 行第 {column} 列：{zh[0]}", *zh[1:]) if zh[0] else NONE
        super().__init__(f"Line {line}, column {column}: {what}.", expected, remedy, zh=placed)
        self.line, self.column = line, column


class Diverged(EngineError):
    """A training step whose numbers are no longer finite; `crash` reports the first that is not, and what made it."""

    def __init__(
        self, what: str, expected: str = "", remedy: str = "", crash: "Crash | None" = None, *, zh: Three = NONE
    ) -> None:
        super().__init__(what, expected, remedy, zh=zh)
        self.crash = crash


class Telling(Protocol):
    """What tells of a mistake: an error, or what crossed the pipe of one."""

    @property
    def what(self) -> str: ...  # noqa: D102  as in EngineError
    @property
    def expected(self) -> str: ...  # noqa: D102  as in EngineError
    @property
    def remedy(self) -> str: ...  # noqa: D102  as in EngineError
    @property
    def zh(self) -> Three: ...  # noqa: D102  as in EngineError


def sentences(told: Telling, lang: str) -> Three:
    """What happened, what was expected, what to do, in the language of the room; in English if there is no other."""
    return told.zh if lang == "zh" and told.zh[0] else (told.what, told.expected, told.remedy)


def both(told: Telling) -> tuple[Sentence, Sentence, Sentence]:
    """The three sentences, each in both languages: for what is shown longer than the room keeps its language."""
    zh = sentences(told, "zh")
    return Sentence(told.what, zh[0]), Sentence(told.expected, zh[1]), Sentence(told.remedy, zh[2])


def no_step(step: int) -> RunError:
    """Refuse a step before the first."""
    return RunError(
        f"There is no step {step}.", "Steps are counted from 0.", "Ask for step 0 or a later one.",
        zh=(f"没有第 {step} 步。", "步从 0 数起。", "给 0 或更大的步数。"),
    )  # fmt: skip


def meant(name: str, known: Iterable[str]) -> Sentence:
    """Guess what was meant: `Did you mean "lstm"?`, or nothing."""
    close = get_close_matches(name, list(known), n=1)
    return Sentence(f'Did you mean "{close[0]}"?', f"是不是“{close[0]}”？") if close else Sentence()
