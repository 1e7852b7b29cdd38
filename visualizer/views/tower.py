"""Where the frames of the activation stack lie: arithmetic from the base line upwards, no painting.

Frames at rest lie on the base, the first step lowest. The frame of now stands free over them, larger; the popped ones
keep fixed places above it, so that nothing moves but the frame of now.
"""

from dataclasses import dataclass

PITCH, LARGE, SMALL = 52.0, 88.0, 66.0
"""Height of a frame with its gap, and of the frame of now, on a tower with room and on a crowded one."""
THICK = 18.0
"""From this pitch on, frames are slabs with a number and a token; below, rows of a picture."""


@dataclass(frozen=True, slots=True)
class Tower:
    """T frames from `base` up, `pitch` apart; the frame of now takes `tall` and `free` above and below."""

    T: int
    base: float
    pitch: float
    tall: float
    free: float

    @property
    def slabs(self) -> bool:
        """Whether frames are thick enough to be slabs."""
        return self.pitch >= THICK

    @property
    def gap(self) -> float:
        """The room between two frames."""
        return 6.0 if self.pitch >= 40 else 3.0 if self.pitch >= 18 else 1.0 if self.pitch >= 5 else 0.0

    @property
    def slab(self) -> float:
        """The height of a frame at rest."""
        return self.pitch - self.gap

    def rest(self, t: int) -> float:
        """The top of frame t when it lies on the tower."""
        return self.base - self.gap - t * self.pitch - self.slab

    def now(self, t: int) -> float:
        """The top of frame t when it is the frame of now."""
        return self.base - t * self.pitch - self.free - self.tall

    def gone(self, t: int) -> float:
        """The top of the empty place of frame t after it was popped."""
        return self.now(t - 1) - self.free - self.slab

    def at(self, y: float, now: int | None, resting: int, gone: int) -> int | None:
        """The frame at a height: that of now, one of the lowest so many at rest, or the place of one popped."""
        if now is not None and self.now(now) <= y <= self.now(now) + self.tall:
            return now
        lying = int((self.base - y) // self.pitch)
        if 0 <= lying < resting:
            return lying
        return next((t for t in range(gone, self.T) if self.gone(t) <= y < self.gone(t) + self.pitch), None)


def tower(steps: int, top: float, base: float) -> Tower:
    """Fit the frames of so many steps between two heights."""
    for tall, free in ((LARGE, 20.0), (SMALL, 12.0)):
        pitch = min(PITCH, (base - top - tall - 2 * free) / max(1, steps - 1))
        if pitch >= PITCH - 8:
            break
    return Tower(steps, base, max(pitch, 0.5), tall, free)
