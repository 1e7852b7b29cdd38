"""The activation stack: one frame a time step, pushed in the forward pass, popped in the backward pass."""

from dataclasses import dataclass, field

from engine.arrays import Named


@dataclass(slots=True)
class Tape:
    """A stack of frames; a frame is a dictionary of views into the buffers of the pass, never copies."""

    frames: list[Named] = field(default_factory=list)

    def push(self, frame: Named) -> None:
        """Keep what the backward pass of this time step will need."""
        self.frames.append(frame)

    def pop(self) -> Named:
        """Give back the youngest frame."""
        return self.frames.pop()

    @property
    def depth(self) -> int:
        """Frames on the stack."""
        return len(self.frames)
