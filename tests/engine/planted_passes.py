"""Classic bugs of tables and passes: of cells, of going through time, of layers, of array code and of machine code."""

from engine import bptt, net, vectors, windows
from engine.calls import SLOPES
from engine.chain import Chain
from engine.choice import made
from engine.compile import Compiled
from engine.layer import Layer
from engine.model import Model
from engine.ops import DIAGONAL, IDENTITY, RELU, REST, SIGMOID, TANH, TIMES, affine, affine_pull
from engine.tiles import _Tile, write_product
from tests.engine import (
    test_cells,
    test_chain,
    test_gradients,
    test_kernels,
    test_layer,
    test_net,
    test_ops,
    test_torch_nets,
    test_windows,
)
from tests.engine.planting import Bug, Check, by, changed, instead, reading
from tests.engine.test_chain import CASES


def differ(cell: str, architecture: str, regulariser: str = "none", loss: str = "softmax") -> Check:
    return by(test_gradients.differ, cell, architecture, loss, regulariser)


def agree(cell: str, architecture: str) -> Check:
    return by(test_gradients.agree, cell, architecture, "squared")


def compiled(cell: str, case: str, make: object = Compiled) -> Check:
    return by(test_chain.test_the_compiled_passes_equal_the_interpreter, cell, CASES[case], make)


def torchs(kind: str, layers: int = 1, *, ways: bool = False) -> Check:
    return by(test_torch_nets.test_a_net_is_torchs_own, kind, layers, ways)


PAPER = test_cells.test_a_cell_does_what_its_paper_says
PUSH, STEP, HARVEST = bptt._push, bptt._Pull.step, bptt.harvest
ADDS = "before[name[:-1]] + d if name[:-1] in before else d"
HARVESTED = "_harvested(line, own[first:last], grad[line.name][first:last])"

CELLS_WRONG = (
    Bug("gate order: input and forget gate exchanged", reading("lstm", kept="i c'", new="f g"), torchs("lstm")),
    Bug("gate order: output gate and candidate exchanged", reading("lstm", new="i o", h="g m"), torchs("lstm")),
    Bug("GRU: the update gate the wrong way round", reading("gru", kept="open h'", new="u n"), torchs("gru")),
    Bug("GRU: the reset gate on the update gate's place", reading("gru", past="u zn"), torchs("gru")),
    Bug("GRU of 2014: the reset gate sees nothing", reading("gru-cho", past="u h'"), by(PAPER, "gru-cho")),
    Bug("peephole: the output gate looks at the old memory", changed(PUSH, (
        "*[frame[name] for name in line.inputs]",
        "*[frame[old if line.name == 'po' else name] for name in line.inputs]"), (
        "place = value", "old = \"c'\"\n            place = value")), by(PAPER, "lstm-peephole")),
    Bug("LSTM: the state shows the memory unsquashed", reading("lstm", h="o c"), torchs("lstm")),
    Bug("LSTM: the candidate is added whole", reading("lstm", c="kept g"), torchs("lstm")),
)  # fmt: skip

OPS_WRONG = (
    Bug("a bias is missing", changed(affine, ("total = args[-1]", "total = 0 * args[-1]")), torchs("rnn")),
    Bug("the way back through a matrix is not turned", changed(affine_pull, (
        "dy @ matrix.T for", "dy @ (matrix if matrix.shape[0] == matrix.shape[1] else matrix.T) for")),
        differ("rnn", "in step")),
    Bug("the slope of σ is y", instead(SIGMOID.pull, lambda dy, y, z: (dy * y,)), differ("lstm", "in step")),
    Bug("the slope of tanh is 1 − y", instead(TANH.pull, lambda dy, y, z: (dy * (1 - y),)), differ("rnn", "in step")),
    Bug("the slope of tanh is taken at y", instead(TANH.pull, lambda dy, y, z: (dy * (1 - z * z),)),
        differ("rnn", "in step")),
    Bug("relu has a slope at 0", instead(RELU.pull, lambda dy, y, z: (dy * (z >= 0),)),
        by(test_ops.test_relu_has_no_slope_at_its_kink)),
    Bug("a linear state is pulled back through tanh", instead(IDENTITY.pull, lambda dy, y, z: (dy * (1 - y * y),)),
        differ("rnn-linear", "in step")),
    Bug("relu lets every gradient through", instead(RELU.pull, lambda dy, y, z: (dy,)), differ("rnn-relu", "in step")),
    Bug("a product gives each factor its own share", instead(TIMES.pull, lambda dy, y, a, b: (dy * a, dy * b)),
        differ("lstm", "in step")),
    Bug("1 − u keeps its sign on the way back", instead(REST.pull, lambda dy, y, a: (dy,)), differ("gru", "in step")),
    Bug("a peephole's gradient is not weighed", instead(DIAGONAL.pull, lambda dy, y, a, p: (dy,)),
        differ("lstm-peephole", "in step")),
    Bug("affine lines weigh only their last input", changed(affine, ("total = total + value",
        "total = args[-1] + value")),
        torchs("rnn")),
)  # fmt: skip

TIME_WRONG = (
    Bug("gradients of h' are overwritten, not added", changed(STEP, (ADDS, "d")), differ("lstm", "in step")),
    Bug("the carried gradient is dropped", changed(STEP, ("before[name] + passed", "0 * before[name] + passed")),
        differ("rnn", "in step")),
    Bug("only h is carried back, c is not", changed(STEP, ("before[name] + passed",
        "before[name] * (name != 'c') + passed")),
        differ("lstm", "in step")),
    Bug("a tied matrix gets the last step's gradient only", changed(bptt._harvested, (
        "d, matrices = slope.reshape", "frames, slope = frames[-1:], slope[-1:]\n    d, matrices = slope.reshape")),
        differ("rnn", "in step")),
    Bug("the harvest leaves out the first step", changed(HARVEST, (
        HARVESTED, "_harvested(line, own[first + 1:last], grad[line.name][first + 1:last])")), differ("rnn",
        "in step")),
    Bug("the harvest takes h for h'", changed(bptt._harvested, (
        "frame[name] for frame", "frame.get(name.rstrip(chr(39)), frame[name]) for frame")), differ("rnn", "in step")),
    Bug("bias gradients are of the mean, not the sum", changed(bptt._harvested, (
        "[*taken, d.sum(axis=0)]", "[*taken, d.mean(axis=0)]")), differ("lstm", "in step")),
    Bug("the state before the first is not what was given", changed(bptt.starts, (
        "outside.start.get(name, array)", "array")), torchs("lstm")),
    Bug("state runs on in the padding", changed(PUSH, ("line.name in carried:", "line.name in ():")), torchs("gru")),
    Bug("the reverse direction starts in the padding", changed(PUSH, (
        "line.name in carried:", "line.name in carried and sweep.way == 1:")), torchs("lstm", ways=True)),
    Bug("no gradient passes the padding", changed(STEP, ("d * self.absent[t]", "0 * d")),
        differ("gru", "padded and started")),
    Bug("padding leaks a gradient into its own lines", changed(STEP, ("d * (1 - self.absent[t])", "d")),
        differ("lstm", "padded and started")),
    Bug("truncation reaches one step too far", changed(windows.Cut.windows, ("begin - more", "begin - more - 1")),
        by(test_chain.test_a_loss_reaches_exactly_as_far_back_as_its_window)),
    Bug("truncation stops one step too early", changed(windows.Cut.windows, (
        "max(0, begin - more)", "max(0, min(begin, begin - more + 1))")), differ("rnn", "truncated, overlapping")),
    Bug("the last, short window of truncation is left out", changed(windows.Cut.windows, (
        "ends = [*range(self.k1, steps, self.k1), steps]", "ends = [*range(self.k1, steps + 1, self.k1)]")),
        by(test_windows.test_the_last_window_may_be_short_and_begins_where_a_whole_one_would)),
    Bug("truncated windows overwrite each other", changed(bptt._add, ("+= array", "= array")),
        differ("lstm", "truncated, overlapping")),
    Bug("what is discarded is what is kept", changed(bptt.discarded, (
        "range(window.back)[::-1], carried)", "range(window.back)[::-1], {})")),
        by(test_chain.test_what_is_kept_and_what_is_discarded_make_the_whole_gradient, "lstm", windows.Cut(3, 3))),
)  # fmt: skip

NETS_WRONG = (
    Bug("encoder and decoder exchange their weights", changed(Model.spans, (
        "(ENCODER, 0, border), (DECODER, border, steps)", "(DECODER, 0, border), (ENCODER, border, steps)")),
        agree("gru", "encoder, decoder")),
    Bug("the border between them is off by one", changed(Model.spans, (
        "(ENCODER, 0, border), (DECODER, border, steps)", "(ENCODER, 0, border + 1), (DECODER, border + 1, steps)")),
        agree("lstm", "encoder, decoder")),
    Bug("the third layer reads the first", changed(net.net, (
        "below = tuple(block.says for block in made)",
        "below = tuple(block.says for block in made) if layer == 1 else below")),
        by(test_net.test_a_layer_reads_the_one_below_and_the_head_the_uppermost)),
    Bug("the head reads the lowest layer", changed(net._merged, (
        "replace(cell.head, inputs=top)", "replace(cell.head, inputs=(blocks[0].says,))")),
        by(test_net.test_a_layer_reads_the_one_below_and_the_head_the_uppermost)),
    Bug("both directions go the same way", changed(PUSH, ("[:: sweep.way]", "[::1]")), torchs("rnn", ways=True)),
    Bug("the halves of two directions are exchanged in the head", changed(Chain.forward, (
        "enumerate(self._tops)", "enumerate(reversed(self._tops))")), compiled("gru", "both ways")),
    Bug("the reverse half is not turned back", changed(Chain.forward, (
        "link.turned(link.passing.says)", "link.passing.says")), compiled("gru", "both ways")),
    Bug("of two readers only one tells a layer its slope", changed(Chain._pull, (
        "part if known is None else known + part", "part")), compiled("lstm", "two layers both ways")),
    Bug("the head's bias gets a mean", changed(Chain.backward, ("slope.sum(axis=0)", "slope.mean(axis=0)")),
        compiled("rnn", "one")),
)  # fmt: skip

CODE_WRONG = (
    Bug("arrays: slope of tanh", instead(SLOPES[TANH], lambda y: 1 - y), compiled("lstm", "one")),
    Bug("arrays: a decoder's input is weighed as an encoder's", changed(Compiled._load, (
        "+= product.matrix @", "+= self._products[0][self._products[part].index(product)].matrix @")),
        compiled("lstm", "decoder")),
    Bug("arrays: padding holds nothing", changed(Compiled.forward, (
        "np.copyto(array[t + 1], array[t], where=inside.absent[t].T)",
        "np.copyto(array[t + 1], 0, where=inside.absent[t].T)")),
        compiled("gru", "padded and started")),
    Bug("arrays: the start of the last pass is still there", changed(Compiled.forward, (
        "array[0] = inside.start[name].T if name in inside.start else 0.0",
        "array[0] = inside.start[name].T if name in inside.start else array[0]")),
        by(test_chain.test_a_start_is_forgotten_by_the_next_pass, Compiled)),
    Bug("kernels: the start of the last pass is still there", changed(Layer._begin, (
        "if inside.start or self._begun:", "if inside.start:")),
        by(test_chain.test_a_start_is_forgotten_by_the_next_pass, made)),
    Bug("kernels: slope of σ", instead(vectors.PULL["sigmoid"], lambda code, dy, y, z: (code.write.fmul(dy, y),)),
        compiled("lstm", "one", made), anew=True),
    Bug("kernels: rows that fill no tile are left out", changed(write_product, (
        "for tall in _heights():", "for tall in _heights()[:1]:")), compiled("lstm", "one", made), anew=True),
    Bug("kernels: the narrow last panel is left out", changed(write_product, (
        "((PANEL, whole(0), full), (1, full, n))", "((PANEL, whole(0), full),)")),
        by(test_kernels.test_kernels_equal_the_interpreter, "rnn", "float64", 1e-12), anew=True),
    Bug("kernels: a product begins anew where it should add", changed(_Tile.write, (
        "write.fadd(code.get(cell), total) if self.add else total", "total")), compiled("lstm",
        "one", made), anew=True),
    Bug("kernels: later spans overwrite what earlier ones gave", changed(Layer._reap, (
        "np.add(total, out, out=total)", "np.copyto(total, out)")),
        by(test_layer.test_a_long_sequence_is_done_span_by_span_and_adds_up)),
    Bug("kernels: truncated windows are not added up", changed(Layer.pull, ("total[here] += array[here]",
        "total[here] = array[here]")),
        compiled("lstm", "truncated, overlapping, padded", made)),
    Bug("kernels: state runs on in the padding", changed(Layer._run, (
        "np.copyto(array[t + 1], array[t], where=absent[t])", "pass")), compiled("gru", "padded and started", made)),
    Bug("kernels: no gradient passes the padding", changed(Layer._pull, ("array[t] += d", "array[t] += 0 * d")),
        compiled("gru", "padded and started", made)),
)  # fmt: skip

PASSES = (*CELLS_WRONG, *OPS_WRONG, *TIME_WRONG, *NETS_WRONG, *CODE_WRONG)
