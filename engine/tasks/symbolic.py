"""What tasks share whose answer at a step is one symbol out of some."""

from abc import ABC, abstractmethod


class Symbolic(ABC):
    """Outputs that are scores of symbols: one for each."""

    __slots__ = ()

    @property
    @abstractmethod
    def symbols(self) -> tuple[str, ...]:
        """What there is to say."""

    @property
    def loss(self) -> str:
        """One symbol out of some is learnt with softmax."""
        return "softmax"

    @property
    def outputs(self) -> int:
        """A score for each symbol."""
        return len(self.symbols)
