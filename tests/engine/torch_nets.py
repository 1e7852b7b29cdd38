"""Torch's own RNN, GRU and LSTM with a problem's weights, and what they make of its batch: packed, or window by window.

Torch knows nothing of our tables; what is ours here is only which of our weights is which of its rows.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np

from engine.arrays import Named
from tests.engine.autograd import torchs
from tests.engine.problem import HIDDEN, INPUTS, Problem
from tests.engine.unrolled import Number, windows

KINDS = ("rnn", "rnn-relu", "gru", "lstm")
GATES = {
    "rnn": (("z", "z"),),
    "rnn-relu": (("z", "z"),),
    "gru": (("zr", "zr"), ("zu", "zu"), ("zx", "zn")),
    "lstm": (("zi", "zi"), ("zf", "zf"), ("zg", "zg"), ("zo", "zo")),
}
"""Torch's order of the gates in its stacked matrices: our line that reads the input, and the one that reads h'."""


def blocks(problem: Problem) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each layer in each direction: the end of torch's names, the end of ours, and what it reads."""
    ways = (("", ""), ("_reverse", "_r")) if problem.model.bidirectional else (("", ""),)
    below: tuple[str, ...] = ("x",)
    for layer in range(problem.model.layers):
        number = str(layer + 1) if layer else ""
        yield from ((f"l{layer}{theirs}", number + ours, below) for theirs, ours in ways)
        below = tuple(f"h{number}{ours}" for _, ours in ways)


def stacked(problem: Problem, named: Named, *, gradients: bool) -> Named:
    """Our weights in torch's arrays; or their gradients, where a bias of ours is each of its two."""
    found: Named = {}
    for theirs, ours, below in blocks(problem):
        gates = [(f"{one}{ours}", f"{two}{ours}") for one, two in GATES[problem.model.cell_name]]
        read = [np.concatenate([named[f"{one}.{name}"] for name in below]).T for one, _ in gates]
        second = [named[f"{two}.b"] if one != two or gradients else np.zeros(HIDDEN) for one, two in gates]
        found[f"weight_ih_{theirs}"] = np.concatenate(read)
        found[f"weight_hh_{theirs}"] = np.concatenate([named[f"{two}.h{ours}'"].T for _, two in gates])
        found[f"bias_ih_{theirs}"] = np.concatenate([named[f"{one}.b"] for one, _ in gates])
        found[f"bias_hh_{theirs}"] = np.concatenate(second)
    return found


class TorchNet:
    """Torch's net, given a problem's weights."""

    def __init__(self, problem: Problem) -> None:
        self.torch, self.problem = torchs(), problem
        nn, model = self.torch.nn, problem.model
        kinds = {"rnn": nn.RNN, "rnn-relu": partial(nn.RNN, nonlinearity="relu"), "gru": nn.GRU, "lstm": nn.LSTM}
        self.net = kinds[model.cell_name](INPUTS, HIDDEN, model.layers, bidirectional=model.bidirectional).double()
        with self.torch.no_grad():
            for name, array in stacked(problem, problem.weight, gradients=False).items():
                getattr(self.net, name).copy_(self.torch.tensor(array))
        self.x = self.torch.tensor(problem.batch.x, requires_grad=True)
        self.head = [self.torch.tensor(self._head(name), requires_grad=True) for name in ("matrix", "bias")]

    def _head(self, which: str) -> np.ndarray:
        names = [name for name in self.problem.weight if name.startswith("y.h")]
        return np.concatenate([self.problem.weight[name] for name in names]) if which == "matrix" else self._bias

    @property
    def _bias(self) -> np.ndarray:
        return self.problem.weight["y.b"]

    def start(self) -> Number:
        """What is carried in, as torch wants it: (layers and directions, B, H), of an LSTM twice."""
        ends = [ours for _, ours, _ in blocks(self.problem)]
        kept = [self.torch.tensor(np.stack([self._begin(f"{c}{end}") for end in ends])) for c in self._carry]
        return tuple(kept) if len(kept) > 1 else kept[0]

    @property
    def _carry(self) -> tuple[str, ...]:
        return ("h", "c") if self.problem.model.cell_name == "lstm" else ("h",)

    def _begin(self, name: str) -> np.ndarray:
        return self.problem.outside.start.get(name, np.zeros((self.x.shape[1], HIDDEN)))

    def ended(self, last: Number) -> Named:
        """What torch says is carried out, by our names."""
        kept = last if isinstance(last, tuple) else (last,)
        ends = [ours for _, ours, _ in blocks(self.problem)]
        return {
            f"{c}{end}": array[place].detach().numpy()
            for c, array in zip(self._carry, kept, strict=True)
            for place, end in enumerate(ends)
        }

    def packed(self) -> tuple[Number, Number]:
        """The uppermost states, (T, B, n), and what is carried out; each row as long as it is."""
        rnn = self.torch.nn.utils.rnn
        lengths = self.torch.tensor(self.problem.there[..., 0].sum(axis=0), dtype=self.torch.int64)
        given = rnn.pack_padded_sequence(self.x, lengths, enforce_sorted=False)
        states, last = self.net(given, self.start())
        return rnn.pad_packed_sequence(states, total_length=len(self.x))[0], last

    def outputs(self, states: Number) -> Number:
        """What the head makes of states."""
        return states @ self.head[0] + self.head[1]

    def truncated(self) -> Number:
        """The head's outputs, where nothing goes back beyond a window: the loop that one writes with detach."""
        kept, carried, found = [self.start()], self.start(), []
        with self.torch.no_grad():
            for t in range(len(self.x)):
                _, carried = self.net(self.x[t : t + 1], carried)
                kept.append(carried)
        for back, begin, end in windows(self.problem):
            states, _ = self.net(self.x[back:end], kept[back])
            found.append(states[begin - back :])
        return self.outputs(self.torch.cat(found))

    def detached(self, k: int) -> Number:
        """The same for k1 = k2, as everybody writes it: chunk after chunk, each from the last one's state, detached."""
        carried, found = self.start(), []
        for chunk in self.x.split(k):
            states, carried = self.net(chunk, carried)
            carried = tuple(c.detach() for c in carried) if isinstance(carried, tuple) else carried.detach()
            found.append(states)
        return self.outputs(self.torch.cat(found))

    def gradients(self) -> Named:
        """What torch has found for its own parameters, the head and the input."""
        found = {name: parameter.grad.numpy() for name, parameter in self.net.named_parameters()}
        both = dict(zip(("head", "bias"), (tensor.grad.numpy() for tensor in self.head), strict=True))
        return found | both | {"x": self.x.grad.numpy()}


def ours(problem: Problem, grad: Named) -> Named:
    """Our gradients by torch's names."""
    head = np.concatenate([grad[name] for name in problem.weight if name.startswith("y.h")])
    return stacked(problem, grad, gradients=True) | {"head": head, "bias": grad["y.b"], "x": grad["x"]}
