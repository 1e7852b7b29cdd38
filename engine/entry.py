"""Where x comes in: its matrix products read it, or what dropout leaves of it, and a one for the biases."""

import numpy as np

from engine.arrays import Array, Named
from engine.cells import Line
from engine.rooms import Room


class Entry:
    """The input over all time steps and rows, (T, B, inputs); `line`, if there is one, multiplies it by a mask."""

    def __init__(self, line: Line | None, shape: tuple[int, int, int], room: Room) -> None:
        steps, rows, inputs = shape
        self.read = room(steps, rows, inputs + 1)
        self.read[..., -1] = 1
        self._left = self.read[..., :-1]
        self.value: Named = {"x": self._left}
        self.grad: Named = {}
        self._line = line
        if line:
            mask = line.inputs[1]
            self.value = {"x": room(*shape), mask: room(*shape), line.name: self._left}
            self.grad = {mask: room(*shape), line.name: room(*shape)}

    def take(self, x: Array, masks: Named) -> None:
        """Let x in; a mask that is not given drops nothing."""
        self.value["x"][...] = x
        if self._line:
            mask = self._line.inputs[1]
            self.value[mask][...] = masks.get(mask, 1.0)
            np.multiply(self.value["x"], self.value[mask], out=self._left)

    def give(self, slope: Array) -> Array:
        """Take the gradient of what was read, (T, B, inputs), and give that of x."""
        if not self._line:
            return slope
        mask = self._line.inputs[1]
        self.grad[self._line.name][...] = slope
        self.grad[mask][...] = slope * self.value["x"]
        return slope * self.value[mask]
