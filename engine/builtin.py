"""The cells that torch has as layers of its own, and how its stacked arrays are made of our weights. No torch here."""

from dataclasses import dataclass, field

from engine.arrays import Array, Named, space, zeros
from engine.cells import CELLS, GRU, LSTM, RNN, RNN_RELU, Cell
from engine.dropout import RECURRENT
from engine.model import Model
from engine.net import Block


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """The name of torch's layer, and for each of its gates, in its order, our lines that weigh x and the old state."""

    kind: str
    gates: tuple[tuple[str, str], ...]
    options: dict[str, str] = field(default_factory=dict)


BUILTIN: dict[Cell, Builtin] = {
    RNN: Builtin("RNN", (("z", "z"),)),
    RNN_RELU: Builtin("RNN", (("z", "z"),), {"nonlinearity": "relu"}),
    GRU: Builtin("GRU", (("zr", "zr"), ("zu", "zu"), ("zx", "zn"))),
    LSTM: Builtin("LSTM", (("zi", "zi"), ("zf", "zf"), ("zg", "zg"), ("zo", "zo"))),
}


def builtin(model: Model) -> Builtin | None:
    """What torch has for the layers of a model; nothing if the old state is dropped before it is weighed."""
    return None if RECURRENT.key in model.drop else BUILTIN.get(CELLS[model.cell_name])


@dataclass(frozen=True, slots=True)
class Names:
    """The names in the net of a layer's weights, of one set of them, in the order of torch's gates."""

    inputs: tuple[tuple[str, ...], ...]
    """Of x: one upon the other, if it is two."""
    states: tuple[str, ...]
    biases: tuple[str, ...]
    more: tuple[str, ...]
    """Of torch's second bias, which is empty where we have one for both."""

    def stacked(self, weight: Named) -> tuple[Array, ...]:
        """Make torch's four arrays: of x (gates, inputs), of the old state (gates, hidden), and two biases (gates,)."""
        bias = [weight[name] for name in self.biases]
        join = space(bias[0]).concatenate
        return (
            join([join([weight[name] for name in gate]).T for gate in self.inputs]),
            join([weight[name].T for name in self.states]),
            join(bias),
            join([weight[name] if name else zeros((len(bias[0]),), bias[0]) for name in self.more]),
        )

    def taken(self, arrays: tuple[Array, ...]) -> Named:
        """Name the pieces of four such arrays again."""
        height, found = len(arrays[0]) // len(self.states), dict[str, Array]()
        for gate, names in enumerate(self.inputs):
            x, state, bias, more = (array[gate * height : (gate + 1) * height] for array in arrays)
            width = x.shape[1] // len(names)
            found |= {name: x[:, place * width : (place + 1) * width].T for place, name in enumerate(names)}
            found |= {self.states[gate]: state.T, self.biases[gate]: bias}
            found |= {self.more[gate]: more} if self.more[gate] else {}
        return found


def names(block: Block, own: Builtin, part: str) -> Names:
    """Look a layer's weights up in its table."""
    line = {line.name: line for line in block.cell.lines}

    def named(owner: str, source: str) -> tuple[str, ...]:
        return tuple(part + each for each in block.weights(f"{owner}.{source}"))

    return Names(
        tuple(named(x, line[x].inputs[0]) for x, _ in own.gates),
        tuple(named(h, line[h].inputs[-1])[0] for _, h in own.gates),
        tuple(named(x, "b")[0] for x, _ in own.gates),
        tuple("" if x == h else named(h, "b")[0] for x, h in own.gates),
    )
