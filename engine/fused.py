"""A net by torch's own layers, which on CUDA are cuDNN's: what trains between the steps that are shown.

Nothing is kept but what they say, the loss's slope goes back by autograd, and only the weights are told theirs. Steps
that are not there are moved behind the others, in the layer's own time. A truncated pass is several short ones, each
from the state in which the one before left off.
"""

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from engine.arrays import zeros
from engine.builtin import Builtin, Names, names
from engine.dropout import INPUTS, OUTPUTS
from engine.model import Model
from engine.net import Block
from engine.outside import NOTHING, Outside
from engine.windows import Cut

Tensors = dict[str, Tensor]


class Own:
    """A layer in one direction under one set of weights, as torch has it."""

    def __init__(self, made: Builtin, called: Names, sizes: tuple[int, int], like: Tensor) -> None:
        self.names = called
        kind = {"dtype": like.dtype, "device": like.device}
        self._layer = getattr(torch.nn, made.kind)(*sizes, **made.options, **kind)
        self._arrays = [self._layer.get_parameter(f"{name}_l0") for name in
                        ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]  # fmt: skip

    def load(self, weight: Tensors) -> None:
        """Copy the weights in, and forget what they were told."""
        with torch.no_grad():
            for own, array in zip(self._arrays, self.names.stacked(weight), strict=True):
                own.copy_(array)
                own.grad = None

    def taken(self) -> Tensors:
        """What the weights have been told since."""
        return self.names.taken(tuple(
            torch.zeros_like(own) if own.grad is None else own.grad for own in self._arrays
        ))  # fmt: skip

    def run(self, x: Tensor, start: Tensors, alive: Tensor | None) -> tuple[Tensor, Tensors]:
        """Go through x (T, B, inputs); gives the states, (T, B, n), and what is carried out, (B, n) each."""
        begun = tuple(array[None].contiguous() for array in start.values())
        begun = begun if len(begun) > 1 else begun[0]
        if alive is None:
            says, ends = self._layer(x, begun)
            return says, _named(start, ends)
        lengths = (alive > 0).sum(axis=0)  # (B,)
        order = torch.argsort((alive <= 0).to(torch.uint8), dim=0, stable=True)  # (T, B)
        packed = pack_padded_sequence(_ordered(x, order), lengths.clip(1).cpu(), enforce_sorted=False)
        says, ends = self._layer(packed, begun)
        says, _ = pad_packed_sequence(says, total_length=len(x))
        carried = _named(start, ends)
        some = (lengths > 0)[:, None]
        return _ordered(says, order.argsort(dim=0)), {n: torch.where(some, carried[n], start[n]) for n in start}


def _named(start: Tensors, ends: Tensor | tuple[Tensor, ...]) -> Tensors:
    arrays = ends if isinstance(ends, tuple) else (ends,)
    return {name: array[0] for name, array in zip(start, arrays, strict=True)}


def _ordered(array: Tensor, order: Tensor) -> Tensor:
    """Put the time steps of each row in an order."""
    return torch.gather(array, 0, order[..., None].expand(-1, -1, array.shape[-1]))


@dataclass(frozen=True, slots=True, eq=False)
class Storey:
    """A layer in one direction, and its sets of weights."""

    block: Block
    owns: dict[str, Own]


class Fused:
    """Both passes of a model; values and gradients are those alone that a training needs."""

    def __init__(self, model: Model, made: Builtin, like: Tensor) -> None:
        self.model = model
        self._storeys = []
        for block in model.net.blocks:
            sizes = (model.inputs if block.reads == ("x",) else len(block.reads) * model.hidden, model.hidden)
            owns = {part: Own(made, names(block, made, part), sizes, like) for part in model.parts}
            self._storeys.append(Storey(block, owns))
        self._head: Tensors = {}
        self._x, self._outside, self._y = like, NOTHING, like
        self._begun: dict[int, Tensors] = {}

    def forward(self, weight: Tensors, x: Tensor, outside: Outside, cut: Cut | None = None) -> Tensors:
        """Go over x (T, B, inputs); gives y, and what is carried out, (1, B, n) each."""
        for storey in self._storeys:
            for own in storey.owns.values():
                own.load(weight)
        self._head = {name: weight[name].detach().clone().requires_grad_() for name in self.model.cell.head.weights}
        self._x, self._outside, self._begun = x, outside, {0: outside.start}
        if cut is None:
            self._y, carried = self._run(0, len(x), outside.start)
        else:
            with torch.no_grad():
                self._y, carried = self._stages(cut)
        return {"y": self._y.detach()} | {name: array.detach()[None] for name, array in carried.items()}

    def _stages(self, cut: Cut) -> tuple[Tensor, Tensors]:
        """Go from each step at which a window begins to the next, and remember what is carried into it."""
        stops = [*sorted({window.back for window in cut.windows(len(self._x))} | {0}), len(self._x)]
        said, carried = list[Tensor](), self._outside.start
        for first, last in pairwise(stops):
            self._begun[first] = carried
            y, carried = self._run(first, last, carried)
            said.append(y)
        return torch.cat(said), carried

    def backward(self, seed: Tensor, cut: Cut | None = None) -> Tensors:
        """Pull the loss's slope at the outputs, (T, B, V), back; gives what each weight is told."""
        if cut is None:
            self._y.backward(seed)
        for window in cut.windows(len(seed)) if cut else ():
            y, _ = self._run(window.back, window.last, self._begun[window.back])
            y[window.first - window.back :].backward(seed[window.first : window.last])
        told: Tensors = {name: array.grad for name, array in self._head.items()}
        for storey in self._storeys:
            for own in storey.owns.values():
                told |= own.taken()
        return told

    def _run(self, first: int, last: int, start: Tensors) -> tuple[Tensor, Tensors]:
        """Go over some time steps."""
        said, carried = {"x": self._x[first:last]}, dict[str, Tensor]()
        for storey in self._storeys:
            block = storey.block
            came = torch.cat([said[name] for name in block.reads], dim=-1)
            h, ends = self._climb(storey, self._masked(came, block, INPUTS.mask, first), (first, last), start)
            said[block.says] = self._masked(h, block, OUTPUTS.mask, first)
            carried |= {block.name(name): array for name, array in ends.items()}
        *matrices, bias = self.model.cell.head.weights
        y = self._head[bias]
        for name, source in zip(matrices, self.model.cell.head.inputs, strict=True):
            y = y + said[source] @ self._head[name]
        return y, carried

    def _climb(self, storey: Storey, x: Tensor, steps: tuple[int, int], start: Tensors) -> tuple[Tensor, Tensors]:
        """Go through one layer, with the weights that are in force."""
        block, (first, last), said = storey.block, steps, list[Tensor]()
        zero = zeros((x.shape[1], self.model.hidden), x)
        carried = {name: start.get(block.name(name), zero) for name in block.cell.carry}
        alive = None if self._outside.alive is None else _turned(self._outside.alive[first:last], block)
        x = _turned(x, block)
        for part, begin, end in self.model.spans(len(self._x), self._outside.border):
            here = slice(max(begin, first) - first, max(0, min(end, last) - first))
            if here.start < here.stop:
                there = None if alive is None else alive[here]
                says, carried = storey.owns[part].run(x[here], carried, there)
                said.append(says)
        return _turned(torch.cat(said), block), carried

    def _masked(self, array: Tensor, block: Block, mask: str, first: int) -> Tensor:
        """Drop what dropout drops there, if it does."""
        drops = self._outside.masks.get(block.name(mask)) if mask in block.cell.given else None
        return array if drops is None else array * drops[first : first + len(array)]


def _turned(array: Tensor, block: Block) -> Tensor:
    """An array over time as the layer sees it, and back."""
    return array if block.way == 1 else torch.flip(array, (0,))
