"""A cell is a table of named lines, and everything that knows what an LSTM is reads this table.

The table drives the forward pass, the backward pass, the names in the trace, the order of the animation, the diagram
and the formula on screen. An input is `x`, an earlier line, or a carried name with a prime: `h'` is the previous
step's `h`. `role` says whose colour a line wears: i, f, o, g, c or h, as in an LSTM.
"""

from dataclasses import dataclass

from engine.ops import AFFINE, PLUS, REST, SIGMOID, TANH, TIMES, Op


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
        """The names of its weights: one matrix for each input, (inputs, outputs), and a bias; none unless affine."""
        if self.op is not AFFINE:
            return ()
        return (*(f"{self.name}.{source}" for source in self.inputs), f"{self.name}.b")


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


RNN = Cell("rnn", "RNN", carry=("h",), lines=(
    line("z", AFFINE, "x", "h'", role="h", says="the input and the old state, weighed and added",
         zh="输入与旧状态加权相加"),
    line("h", TANH, "z", role="h", says="the state: squashed into −1…1", zh="状态：挤压到 −1…1"),
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

CELLS = {cell.name: cell for cell in (RNN, GRU, LSTM)}
