"""What tasks share whose answer at a step is one symbol out of some."""


class Symbolic:
    """Outputs that are scores of symbols: one for each."""

    __slots__ = ()

    @property
    def symbols(self) -> tuple[str, ...]:
        """What there is to say."""
        raise NotImplementedError

    @property
    def loss(self) -> str:
        """One symbol out of some is learnt with softmax."""
        return "softmax"

    @property
    def outputs(self) -> int:
        """A score for each symbol."""
        return len(self.symbols)
