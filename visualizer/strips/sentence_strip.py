"""Write a sentence word by word, or pick its words: an unfinished word waits until it is one."""

from PySide6.QtGui import QKeyEvent

from engine.tasks.takes import Worded
from engine.tasks.words import BETWEEN
from visualizer.strips.text_strip import TextStrip

ANSWER = "→"


class SentenceStrip(TextStrip):
    """A line to write into, and the words that go on with what stands at its end."""

    tall = 412.0
    title = ("试一试：写一句话", "Try it: a sentence")
    hint = (
        "写词，或点下面的词；Tab 补全。网络每读一个词就回答一次。",
        "Write words or click them; Tab completes one. The net answers after each word.",
    )

    @property
    def words(self) -> tuple[str, ...]:
        """What the net knows."""
        return self.takes.words if isinstance(self.takes, Worded) else ()

    @property
    def _parts(self) -> tuple[str, str]:
        """The line up to its last word, and that word."""
        line = self.edit.text()
        begin = max(line.rfind(sign) for sign in (*BETWEEN, "'", "’")) + 1
        return line[:begin], line[begin:]

    @property
    def text(self) -> str:
        """What stands in the line, less a word at its end that is not finished."""
        before, last = self._parts
        unfinished = last.lower() not in self.words and any(word.startswith(last.lower()) for word in self.words)
        return before.strip() if last and unfinished and ANSWER not in before else self.edit.text().strip()

    def _edited(self) -> None:
        self.note = ""
        if self.text or not self.edit.text():
            self.say()
        self.update()

    def offered(self) -> tuple[str, ...]:
        """The words that begin as the last one does."""
        last = self._parts[1].lower()
        return tuple(word for word in self.words if word.startswith(last) and word != last)

    def pick(self, sign: str) -> None:
        """Put a word in the place of the one that is not finished."""
        self.edit.setText(f"{self._parts[0]}{sign} ")
        self._edited()

    @property
    def first_is_next(self) -> bool:
        """Tab takes the first word once a letter stands there."""
        return bool(self._parts[1])

    def key(self, event: QKeyEvent) -> None:
        """Nothing: the line has all keys."""
