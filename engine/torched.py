"""The passes of a run on a device of torch's: fused layers or graphs between the shown steps, the table at a shown one.

Which of them trains is settled by the run, never by the moment, so that a step has the same bits on every path to it.
Everything works on torch's CPU too; tests use that.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import torch

from engine.arrays import Array, Named, hosted, placed
from engine.builtin import builtin
from engine.errors import DeviceFull
from engine.fused import Fused
from engine.losses import SequenceLoss
from engine.model import Model
from engine.outside import Outside
from engine.passes import Pass
from engine.tabled import Tabled
from engine.tasks.task import Batch
from engine.windows import Cut

GRAPHS = 8
"""Shapes of batches whose graphs are kept."""
CUDA = "cuda"


def has_cuda() -> bool:
    """Whether there is a device that CUDA reaches."""
    return bool(torch.cuda.is_available())


def called(device: str) -> str:
    """What a device is called."""
    return str(torch.cuda.get_device_name()) if device == CUDA else device


def settle() -> None:
    """Choose the same algorithms each time, and no shorter numbers than were asked for."""
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # before the first product: its sums keep their order
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
    for module in (torch.backends, torch.backends.cudnn, torch.backends.cudnn.rnn, torch.backends.cuda.matmul):
        module.fp32_precision = "ieee"


def _told(work: Callable[..., Pass]) -> Callable[..., Pass]:
    """Say in three sentences that a device is full."""

    @wraps(work)
    def done(self: "Torched", weight: Named, batch: Batch, outside: Outside) -> Pass:
        try:
            return work(self, weight, batch, outside)
        except torch.OutOfMemoryError as error:
            self.forget()
            raise DeviceFull(
                f"A batch of {batch.x.shape[1]} sequences of {len(batch.x)} steps does not fit on {self.device}.",
                "All steps of a batch stand in its memory at once, up to the turn.",
                "The run starts again on the CPU: ask again, or take a smaller batch, sequence or net.",
                zh=(f"一批 {batch.x.shape[1]} 条、每条 {len(batch.x)} 步的序列在 {self.device} 上放不下。",
                    "一批的所有步要同时放进显存，直到反向开始。",
                    "这次运行改在 CPU 上重新开始：再问一次，或减小批次、序列或网络。"),
            ) from error

    return done


class Torched:
    """The passes of a model on a device."""

    def __init__(self, model: Model, dtype: str, cut: Cut | None, device: str) -> None:
        if device == CUDA:
            settle()
        self.model, self.dtype, self.cut, self.device = model, dtype, cut, device
        own = builtin(model)
        self._fused = None if own is None else Fused(model, own, self._placed(torch.zeros(1)))
        self._known: dict[tuple[Any, ...], Tabled] = {}

    def forget(self) -> None:
        """Give memory back."""
        self._known.clear()

    @_told
    def train(self, weight: Named, batch: Batch, outside: Outside) -> Pass:
        """Run both passes for the weights' gradients and the carried ends alone; all that is given stays there."""
        weight, x, outside = self._given(weight, batch, outside)
        if self._fused is None:
            value, loss, grad, seed = self._tabled(weight, x, outside, batch)
        else:
            value = self._fused.forward(weight, x, outside, self.cut)
            loss, seed = self._scored(value["y"], batch)
            grad = self._fused.backward(seed, self.cut)
        return Pass(loss, value, {name: grad[name] for name in weight}, seed, batch.border)

    @_told
    def trace(self, weight: Named, batch: Batch, outside: Outside) -> Pass:
        """Run both passes line by line, and give all of it as NumPy's arrays."""
        value, loss, grad, seed = self._tabled(*self._given(weight, batch, outside), batch)
        value, grad = ({name: hosted(array) for name, array in side.items()} for side in (value, grad))
        return Pass(loss, value, grad, hosted(seed), batch.border)

    def _tabled(self, weight: Named, x: Array, outside: Outside, batch: Batch) -> tuple[Named, float, Named, Array]:
        key = (*x.shape[:2], outside.border, outside.alive is None, *outside.start, *outside.masks)
        self._known[key] = passes = self._known.pop(key, None) or self._new(outside.border)
        for old in list(self._known)[:-GRAPHS]:
            del self._known[old]
        value = passes.forward(weight, x, outside)
        loss, seed = self._scored(value["y"], batch)
        return value, loss, passes.backward(seed), seed

    def _new(self, border: int) -> Tabled:
        return Tabled(self.model, self.cut, border, recorded=self.device == CUDA)

    def _scored(self, y: Array, batch: Batch) -> tuple[float, Array]:
        """The loss, and its slope at the outputs; that of whole sequences is NumPy's."""
        if isinstance(self.model.loss, SequenceLoss):
            each, slope = self.model.loss.score(hosted(y), batch)
        else:
            there = replace(batch, targets=self._placed(batch.targets), scored=self._placed(batch.scored))
            each, slope = self.model.loss.score(y, there)
        return float(each.sum()), self._placed(slope)

    def _given(self, weight: Named, batch: Batch, outside: Outside) -> tuple[Named, Array, Outside]:
        """Bring everything there."""
        alive = None if outside.alive is None or outside.alive.all() else self._placed(outside.alive)
        start, masks = (
            {name: self._placed(array) for name, array in some.items()} for some in (outside.start, outside.masks)
        )
        there = Outside(start, masks, alive, outside.border)
        return {name: self._placed(array) for name, array in weight.items()}, self._placed(batch.x), there

    def _placed(self, array: Array) -> Array:
        there: Array = torch.asarray(placed(array, self.device), dtype=getattr(torch, self.dtype))
        return there
