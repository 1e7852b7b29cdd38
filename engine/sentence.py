"""A sentence in both languages of a room: English wherever a string goes, and Chinese beside it."""

from collections.abc import Iterable


class Sentence(str):
    """Words in English that know their Chinese; cutting or joining them as a string leaves the English alone."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str = "", zh: str = "") -> "Sentence":
        """Put both together."""
        made = super().__new__(cls, en)
        made.zh = zh
        return made

    def __reduce__(self) -> tuple[type["Sentence"], tuple[str, str]]:
        """Cross a pipe with both."""
        return type(self), (str(self), self.zh)

    def word(self, lang: str) -> str:
        """In the language of the room; in English if there is no other."""
        return self.zh if lang == "zh" and self.zh else str(self)


def word(words: str, lang: str) -> str:
    """Say words in the language of the room, if they know it."""
    return words.word(lang) if isinstance(words, Sentence) else words


def joined(sentences: Iterable[Sentence], between: str = " ", zh: str = "") -> Sentence:
    """Put sentences one after the other, in both languages."""
    each = list(sentences)
    return Sentence(between.join(each), zh.join(sentence.zh for sentence in each))


def at_line(file: str, line: int, said: str) -> Sentence:
    """Put before a sentence where what it is about stands: `echo.toml:12: …`."""
    return Sentence(f"{file}:{line}: {said}", f"{file} 第 {line} 行：{word(said, 'zh')}")
