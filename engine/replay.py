"""Work on tensors of fixed shapes, recorded once as a CUDA graph and then played again; off CUDA it is simply done.

A graph costs one launch, where the lines of a table cost thousands. What the work gives lies in the same memory each
time: the next play overwrites it.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

import torch
from torch import Tensor

Tensors = dict[str, Tensor]
Found = TypeVar("Found")
WARM = 2
"""Times that the work is done before it is recorded: libraries make their first plans then, which no graph may hold."""


class Replay(Generic[Found]):
    """One piece of work; it is given the same names and shapes each time."""

    def __init__(self, work: Callable[[Tensors], Found], *, recorded: bool) -> None:
        self._work, self._recorded = work, recorded
        self._given: Tensors = {}
        self._graph: torch.cuda.CUDAGraph | None = None
        self._found: Found | None = None

    def __call__(self, given: Tensors) -> Found:
        """Do it."""
        if not self._recorded:
            return self._work(given)
        if self._found is None:
            self._found = self._record(given)
        for name, array in given.items():
            self._given[name].copy_(array)
        assert self._graph
        self._graph.replay()
        return self._found

    def _record(self, given: Tensors) -> Found:
        self._given = {name: torch.clone(array) for name, array in given.items()}
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(WARM):
                self._work(self._given)
        torch.cuda.current_stream().wait_stream(side)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            return self._work(self._given)
