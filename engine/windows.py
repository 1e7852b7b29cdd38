"""Truncated backpropagation through time: which losses are pulled back how far (Williams and Peng 1990).

Every k1 steps, what those steps add to the loss is pulled back through the last k2 steps and no further. A loss at the
end of its window reaches k2 steps, its own included; the others of the window reach fewer, and so do those of a last
window that is short: it begins where it would if it were whole.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """The losses of steps first … last − 1 go back to step `back`, that one included."""

    back: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Truncation: every k1 steps, through k2 steps."""

    k1: int
    k2: int

    def windows(self, steps: int) -> tuple[Window, ...]:
        """The windows of so many steps, in order; the last may be short."""
        ends = [*range(self.k1, steps, self.k1), steps]
        more = self.k2 - self.k1
        return tuple(Window(max(0, begin - more), begin, end) for begin, end in zip([0, *ends], ends, strict=False))
