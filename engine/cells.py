"""A cell is a table of named lines, and everything that knows what an LSTM is reads this table.

The table drives the forward pass, the backward pass, the names in the trace, the order of the animation, the diagram
and the formula on screen. An input is `x`, an earlier line, or a carried name with a prime: `h'` is the previous
step's `h`. `role` says whose colour a line wears: i, f, o, g, c or h, as in an LSTM. A cell that is another but for a
few rows is written so: the names of its rows in order, and the rows that are its own.
"""

from dataclasses import dataclass

from engine.ops import AFFINE, DIAGONAL, DOUBLE, HALF, IDENTITY, PLUS, RELU, REST, SIGMOID, TANH, TIMES, Op


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One named value of a cell: which operation on which inputs, and what it means in two languages."""

    name: str
    op: Op
    inputs: tuple[str, ...]
    role: str
    says: str
    zh: str

    @property
    def weights(self) -> tuple[str, ...]:
        """The names of its weights: for each input a matrix, (inputs, outputs), and a bias; or a vector, (outputs,)."""
        if not self.op.learns:
            return ()
        own = tuple(f"{self.name}.{source}" for source in self.inputs)
        return (*own, f"{self.name}.b") if self.op.learns == "matrices" else own


def line(name: str, op: Op, *inputs: str, role: str, says: str = "", zh: str = "") -> Line:
    """Write one row of a table."""
    return Line(name, op, inputs, role, says, zh)


HEAD = line("y", AFFINE, "h", role="h", says="a score for each possible answer", zh="每个可能答案的得分")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A step of a recurrent net: what it carries from step to step, and its lines in order."""

    name: str
    title: str
    carry: tuple[str, ...]
    lines: tuple[Line, ...]
    head: Line = HEAD
    given: tuple[str, ...] = ("x",)
    """What comes from outside at each step: the input, and the masks of dropout."""

    @property
    def recurrent(self) -> tuple[str, ...]:
        """The matrices by which the step before is heard: all but those of x and of what follows from x alone."""
        outside = set(self.given)
        found = []
        for each in self.lines:
            if outside.issuperset(each.inputs):
                outside.add(each.name)
            elif each.op is AFFINE:
                found += [f"{each.name}.{name}" for name in each.inputs if name not in outside]
        return tuple(found)


def rows(base: Cell, names: str, *own: Line) -> tuple[Line, ...]:
    """Write a table by the names of its rows: its own, the others those of another cell."""
    known = {row.name: row for row in (*base.lines, *own)}
    return tuple(known[name] for name in names.split())


MLP = Cell("mlp", "MLP", carry=(), lines=(
    line("z", AFFINE, "x", role="h", says="the input, weighed", zh="输入加权"),
    line("h", TANH, "z", role="h", says="what the layer says, squashed into −1…1", zh="这一层的输出，挤压到 −1…1"),
))

RNN = Cell("rnn", "RNN", carry=("h",), lines=(
    line("z", AFFINE, "x", "h'", role="h", says="the input and the old state, weighed and added",
         zh="输入与旧状态加权相加"),
    line("h", TANH, "z", role="h", says="the state: squashed into −1…1", zh="状态：挤压到 −1…1"),
))

RNN_LINEAR = Cell("rnn-linear", "RNN, linear", RNN.carry, rows(RNN, "z h",
    line("h", IDENTITY, "z", role="h", says="the state: not squashed, so all that acts on it is the matrix",
         zh="状态：不经挤压，只有矩阵在起作用"),
))

RNN_RELU = Cell("rnn-relu", "RNN, relu", RNN.carry, rows(RNN, "z h",
    line("h", RELU, "z", role="h", says="the state: negative parts cut off, no limit above",
         zh="状态：截去负的部分，上不封顶"),
))

GRU = Cell("gru", "GRU", carry=("h",), lines=(
    line("zr", AFFINE, "x", "h'", role="i", says="reset gate, before squashing", zh="重置门，挤压之前"),
    line("r", SIGMOID, "zr", role="i", says="how much of the old state the candidate sees", zh="候选看得见多少旧状态"),
    line("zu", AFFINE, "x", "h'", role="f", says="update gate, before squashing", zh="更新门，挤压之前"),
    line("u", SIGMOID, "zu", role="f", says="how much of the old state stays", zh="旧状态留下多少"),
    line("zn", AFFINE, "h'", role="g", says="what the old state offers", zh="旧状态提供的内容"),
    line("past", TIMES, "r", "zn", role="g", says="what the reset gate lets through", zh="重置门放行的部分"),
    line("zx", AFFINE, "x", role="g", says="what the input offers", zh="输入提供的内容"),
    line("zg", PLUS, "zx", "past", role="g", says="candidate, before squashing", zh="候选，挤压之前"),
    line("n", TANH, "zg", role="g", says="the candidate: what could be written", zh="候选：可以写入的内容"),
    line("open", REST, "u", role="f", says="how much room there is for the new", zh="给新内容留出的空间"),
    line("kept", TIMES, "u", "h'", role="h", says="the part of the old state that stays", zh="旧状态留下的部分"),
    line("new", TIMES, "open", "n", role="g", says="the part of the candidate that is written", zh="候选写入的部分"),
    line("h", PLUS, "kept", "new", role="h", says="the state: a sum, so gradients pass through",
         zh="状态：求和，梯度可以通过"),
))

GRU_CHO = Cell("gru-cho", "GRU 2014", GRU.carry, rows(GRU, "zr r zu u past zg n open kept new h",
    line("past", TIMES, "r", "h'", role="g", says="the part of the old state that the reset gate lets through",
         zh="重置门放行的旧状态"),
    line("zg", AFFINE, "x", "past", role="g", says="candidate, before squashing", zh="候选，挤压之前"),
))

LSTM = Cell("lstm", "LSTM", carry=("h", "c"), lines=(
    line("zi", AFFINE, "x", "h'", role="i", says="input gate, before squashing", zh="输入门，挤压之前"),
    line("i", SIGMOID, "zi", role="i", says="how much of the candidate is written", zh="候选写入多少"),
    line("zf", AFFINE, "x", "h'", role="f", says="forget gate, before squashing", zh="遗忘门，挤压之前"),
    line("f", SIGMOID, "zf", role="f", says="how much of the old memory stays", zh="旧记忆留下多少"),
    line("zo", AFFINE, "x", "h'", role="o", says="output gate, before squashing", zh="输出门，挤压之前"),
    line("o", SIGMOID, "zo", role="o", says="how much of the memory is shown", zh="记忆展示多少"),
    line("zg", AFFINE, "x", "h'", role="g", says="candidate, before squashing", zh="候选，挤压之前"),
    line("g", TANH, "zg", role="g", says="the candidate: what could be written", zh="候选：可以写入的内容"),
    line("kept", TIMES, "f", "c'", role="c", says="the part of the old memory that stays", zh="旧记忆留下的部分"),
    line("new", TIMES, "i", "g", role="g", says="the part of the candidate that is written", zh="候选写入的部分"),
    line("c", PLUS, "kept", "new", role="c", says="the memory: a sum, so gradients pass through unharmed",
         zh="记忆：求和，梯度原样通过"),
    line("m", TANH, "c", role="c", says="the memory, squashed into −1…1", zh="记忆，挤压到 −1…1"),
    line("h", TIMES, "o", "m", role="h", says="the state: what the rest of the net sees", zh="状态：网络其余部分所见"),
))

LSTM_NIG = Cell("lstm-nig", "LSTM, i = 1", LSTM.carry, rows(LSTM, "zf f zo o zg g kept c m h",
    line("c", PLUS, "kept", "g", role="c", says="the memory: every candidate is written whole",
         zh="记忆：候选全部写入"),
))

LSTM_NFG = Cell("lstm-nfg", "LSTM, f = 1", LSTM.carry, rows(LSTM, "zi i zo o zg g new c m h",
    line("c", PLUS, "c'", "new", role="c", says="the memory: nothing of it is ever forgotten",
         zh="记忆：从不遗忘"),
))

LSTM_NOG = Cell("lstm-nog", "LSTM, o = 1", LSTM.carry, rows(LSTM, "zi i zf f zg g kept new c h",
    line("h", TANH, "c", role="h", says="the state: all of the memory, squashed into −1…1",
         zh="状态：全部记忆，挤压到 −1…1"),
))

LSTM_NIAF = Cell("lstm-niaf", "LSTM, g linear", LSTM.carry, rows(LSTM, "zi i zf f zo o zg kept new c m h",
    line("zg", AFFINE, "x", "h'", role="g", says="the candidate, not squashed", zh="候选，不经挤压"),
    line("new", TIMES, "i", "zg", role="g", says="the part of the candidate that is written", zh="候选写入的部分"),
))

LSTM_NOAF = Cell("lstm-noaf", "LSTM, h linear", LSTM.carry, rows(LSTM, "zi i zf f zo o zg g kept new c h",
    line("h", TIMES, "o", "c", role="h", says="the state: the part of the memory that is shown, not squashed",
         zh="状态：展示的那部分记忆，不经挤压"),
))

LSTM_CIFG = Cell("lstm-cifg", "LSTM, i = 1 − f", LSTM.carry, rows(LSTM, "zf f i zo o zg g kept new c m h",
    line("i", REST, "f", role="i", says="as much is written as is forgotten", zh="忘掉多少，就写入多少"),
))

LSTM_1997 = Cell("lstm-1997", "LSTM 1997", LSTM.carry, rows(LSTM, "zi i zo o zg vg tg g new c vc m h",
    line("vg", HALF, "zg", role="g", says="half of it: squashing was half as steep", zh="取一半：当年的挤压平缓一半"),
    line("tg", TANH, "vg", role="g", says="the candidate, squashed into −1…1", zh="候选，挤压到 −1…1"),
    line("g", DOUBLE, "tg", role="g", says="the candidate, stretched to −2…2", zh="候选，拉伸到 −2…2"),
    line("c", PLUS, "c'", "new", role="c", says="the memory: a sum in which nothing fades", zh="记忆：求和，从不衰减"),
    line("vc", HALF, "c", role="c", says="half of the memory: squashing was half as steep",
         zh="取记忆的一半：当年的挤压平缓一半"),
    line("m", TANH, "vc", role="c", says="the memory, squashed into −1…1", zh="记忆，挤压到 −1…1"),
))

LSTM_PEEPHOLE = Cell("lstm-peephole", "LSTM, peepholes", LSTM.carry, rows(
    LSTM, "zi pi si i zf pf sf f zg g kept new c zo po so o m h",
    line("zi", AFFINE, "x", "h'", role="i", says="what input and old state say to the input gate",
         zh="输入与旧状态对输入门的意见"),
    line("pi", DIAGONAL, "c'", role="i", says="what the input gate sees of the old memory", zh="输入门看到的旧记忆"),
    line("si", PLUS, "zi", "pi", role="i", says="input gate, before squashing", zh="输入门，挤压之前"),
    line("i", SIGMOID, "si", role="i", says="how much of the candidate is written", zh="候选写入多少"),
    line("zf", AFFINE, "x", "h'", role="f", says="what input and old state say to the forget gate",
         zh="输入与旧状态对遗忘门的意见"),
    line("pf", DIAGONAL, "c'", role="f", says="what the forget gate sees of the old memory", zh="遗忘门看到的旧记忆"),
    line("sf", PLUS, "zf", "pf", role="f", says="forget gate, before squashing", zh="遗忘门，挤压之前"),
    line("f", SIGMOID, "sf", role="f", says="how much of the old memory stays", zh="旧记忆留下多少"),
    line("zo", AFFINE, "x", "h'", role="o", says="what input and old state say to the output gate",
         zh="输入与旧状态对输出门的意见"),
    line("po", DIAGONAL, "c", role="o", says="what the output gate sees of the new memory", zh="输出门看到的新记忆"),
    line("so", PLUS, "zo", "po", role="o", says="output gate, before squashing", zh="输出门，挤压之前"),
    line("o", SIGMOID, "so", role="o", says="how much of the memory is shown", zh="记忆展示多少"),
))

KIN = (LSTM_PEEPHOLE, LSTM_1997, LSTM_CIFG, LSTM_NIG, LSTM_NFG, LSTM_NOG, LSTM_NIAF, LSTM_NOAF)
"""Other LSTMs; the last five are Greff 2017's cuts, one at a time."""

CELLS = {cell.name: cell for cell in (MLP, RNN, RNN_LINEAR, RNN_RELU, GRU, GRU_CHO, LSTM, *KIN)}
