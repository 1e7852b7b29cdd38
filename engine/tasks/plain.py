"""What tasks share whose answers are plain numbers."""


class Plain:
    """Outputs that stand for nothing but themselves."""

    __slots__ = ()

    @property
    def symbols(self) -> tuple[str, ...]:
        """Empty: an output is a plain number."""
        return ()

    @property
    def loss(self) -> str:
        """A number is learnt with squared error."""
        return "squared"
