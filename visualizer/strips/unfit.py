"""A file that does not fit, told in both languages: what happened and where, what was expected, what to do."""

from visualizer.paint import Look

Words = tuple[str, str]
"""The same in Chinese and in English."""


class Unfit(Exception):
    """Why a file cannot be an input here."""

    def __init__(self, what: Words, expected: Words, remedy: Words) -> None:
        super().__init__(" ".join(part[1] for part in (what, expected, remedy)))
        self.what, self.expected, self.remedy = what, expected, remedy

    def words(self, look: Look) -> str:
        """All three sentences, in the language of the room."""
        return look.word("", " ").join(look.word(*part) for part in (self.what, self.expected, self.remedy))
