"""A net's table on tensors: the interpreter's own passes, for fixed T and B, played as CUDA graphs where they can be.

The full trace of a step that is shown comes from here, and the training of cells that torch does not have.
"""

from engine.arrays import Array, Named
from engine.bptt import backward, forward
from engine.model import Model
from engine.outside import NOTHING, Outside
from engine.replay import Replay
from engine.tape import Tape
from engine.windows import Cut

SEED = "seed"


class Tabled:
    """Both passes of a model; on CUDA the next pass overwrites its arrays."""

    def __init__(self, model: Model, cut: Cut | None, border: int, *, recorded: bool) -> None:
        self.model, self._cut, self._border = model, cut, border
        self._there, self._back = (Replay(work, recorded=recorded) for work in (self._forward, self._backward))
        self._weight: Named = {}
        self._outside, self._frames = NOTHING, tuple[Named, ...]()

    def forward(self, weight: Named, x: Array, outside: Outside) -> Named:
        """Run all lines at all time steps over x (T, B, inputs)."""
        groups = {"weight": weight, "start": outside.start, "mask": outside.masks, "x": {"": x}}
        groups |= {} if outside.alive is None else {"alive": {"": outside.alive}}
        return self._there({f"{group} {name}": each for group, some in groups.items() for name, each in some.items()})

    def _forward(self, given: Named) -> Named:
        group = {kind: _of(kind, given) for kind in ("weight", "start", "mask")}
        self._weight = group["weight"]
        self._outside = Outside(group["start"], group["mask"], given.get("alive "), self._border)
        value, tape = forward(self.model, self._weight, given["x "], self._outside)
        self._frames = tuple(tape.frames)
        return value

    def backward(self, seed: Array) -> Named:
        """Pull the loss's slope at the outputs, (T, B, V), back through the last forward pass."""
        return self._back({SEED: seed})

    def _backward(self, given: Named) -> Named:
        tape = Tape(list(self._frames))
        return backward(self.model, self._weight, tape, given[SEED], self._outside, self._cut)


def _of(kind: str, given: Named) -> Named:
    return {name.removeprefix(f"{kind} "): array for name, array in given.items() if name.startswith(f"{kind} ")}
