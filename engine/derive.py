"""Everything that follows from a trace: losses, probabilities, norms, shares. Functions, never stored fields."""

import numpy as np

from engine.arrays import Array, Named
from engine.dropout import RECURRENT
from engine.losses import LOSSES
from engine.model import ENCODER, split
from engine.net import REVERSE
from engine.penalty import penalty_slope
from engine.tasks.task import Batch
from engine.trace import Trace


def losses(trace: Trace) -> Array:
    """What each time step adds to the loss, 0 where it is not scored, (T,); their sum is `loss`.

    CTC has no loss of a step alone; there it is the step's surprise (see `engine.ctc`), which sums to the loss too.
    """
    batch = Batch(
        trace.value["x"][:, None], trace.targets[:, None], trace.scored[:, None], (trace.tokens,), (trace.labels,)
    )
    with np.errstate(over="ignore", invalid="ignore"):  # of a step that broke, too
        return LOSSES[trace.loss_name].score(trace.value["y"][:, None], batch)[0][:, 0]


def loss(trace: Trace) -> float:
    """The loss of this sequence: the mean over its scored steps; of CTC, that of the whole sequence."""
    return float(losses(trace).sum())


def answers(trace: Trace) -> Array:
    """What the net says at each step: probabilities for softmax, else the plain outputs, (T, V)."""
    with np.errstate(over="ignore", invalid="ignore"):
        return LOSSES[trace.loss_name].read(trace.value["y"])


def before(trace: Trace, name: str) -> Array:
    """A carried value as each step found it: shifted by one, the starting value at the end where it began, (T, n)."""
    if name.endswith(REVERSE):
        return np.concatenate([trace.value[name][1:], trace.start[name][None]])
    return np.concatenate([trace.start[name][None], trace.value[name][:-1]])


def source(trace: Trace, name: str) -> Array:
    """The value of any input of a line, primed or not, (T, n)."""
    return before(trace, name[:-1]) if name.endswith("'") else trace.value[name]


def norms(arrays: Array) -> Array:
    """The length of the vector at each time step, (T,); infinite where it is too long for a float64."""
    with np.errstate(over="ignore"):
        return np.asarray(np.linalg.norm(arrays.astype(np.float64), axis=-1))


def grad_norms(trace: Trace, name: str) -> Array:
    """‖dLoss/d name‖ at each time step, (T,)."""
    return norms(trace.grad[name])


def grad_length(trace: Trace) -> float:
    """The length of the whole weight gradient, before any clipping."""
    return float(np.sqrt(sum(np.square(trace.grad[name], dtype=np.float64).sum() for name in trace.weight)))


def penalty(trace: Trace) -> Named:
    """What part of each weight's gradient is the penalty's, and not the data's; biases are not named."""
    return penalty_slope(trace.weight, trace.l1, trace.l2)


def shares(trace: Trace, name: str) -> Array:
    """What each time step of this sequence adds to the gradient of one weight, (T, *weight shape).

    Their sum over T is the weight's gradient, without the penalty's part, when the sequence is alone in its batch.
    """
    given, d = _owner(trace, name)  # d is (T, n)
    if given == "b":
        return d
    if trace.weight[name].ndim == 1:
        return np.asarray(source(trace, given) * d)  # (T, n)
    return np.asarray(source(trace, given)[:, :, None] * d[:, None, :])  # (T, m, n)


def _owner(trace: Trace, name: str) -> tuple[str, Array]:
    """The input that a weight weighs, and its line's gradient where that weight is in force, (T, n)."""
    part, owner, given = split(name)
    d = trace.grad[owner]
    if part:
        first, last = (0, trace.border) if part == ENCODER else (trace.border, trace.T)
        d = np.where((np.arange(trace.T) >= first) & (np.arange(trace.T) < last), d.T, 0).T
    return given, d


def share_lengths(trace: Trace) -> Array:
    """The length of what each time step adds to the gradient of all weights, (T,).

    An outer product's length is the product of the lengths, so no matrix is built.
    """
    squares = np.zeros(trace.T)
    for name, weight in trace.weight.items():
        given, d = _owner(trace, name)
        if weight.ndim == 1:
            squares += norms(shares(trace, name)) ** 2
        else:
            squares += norms(d) ** 2 * norms(source(trace, given)) ** 2
    return np.asarray(np.sqrt(squares))


def gathered(trace: Trace) -> Array:
    """How long the weight gradient is when the steps t … T−1 have been added, (T,): the vessel's level, going back.

    A penalty's part is there from the beginning.
    """
    squares, pulled = np.zeros(trace.T), penalty(trace)
    for name in trace.weight:
        sums = np.cumsum(shares(trace, name)[::-1], axis=0)[::-1] + pulled.get(name, 0.0)
        squares += np.square(sums).reshape(trace.T, -1).sum(axis=1)
    return np.asarray(np.sqrt(squares))


def frame_bytes(trace: Trace) -> int:
    """Bytes of one frame of the activation stack for one sequence: every value of one time step."""
    frame = [*trace.start.values(), *(array[0] for array in trace.value.values())]
    return sum(int(array.nbytes) for array in frame)


def jacobian(trace: Trace, t: int) -> Array:
    """∂h_t/∂h_{t−1} of a simple RNN, (H, H): rows are the new state's units."""
    h, z = trace.value["h"][t], trace.value["z"][t]
    squash = next(line.op for line in trace.cell.lines if line.name == "h")
    (slope,) = squash.pull(np.ones_like(h), h, z)  # (H,)
    if RECURRENT.key in trace.drop:
        heard = trace.weight[f"z.{RECURRENT.line}"].T * trace.value[RECURRENT.mask][t]  # (H, H)
    else:
        heard = trace.weight["z.h'"].T  # (H, H)
    return np.asarray(slope[:, None] * heard)


def radius(matrix: Array) -> float:
    """The spectral radius: the largest |eigenvalue|."""
    return float(np.abs(np.linalg.eigvals(matrix)).max())


OPENERS, CLOSERS = "([{<", ")]}>"


def depths(trace: Trace) -> Array:
    """How many brackets are open after each token, (T,); all 0 where the tokens are no brackets."""
    steps = [(token in OPENERS and token != "") - (token in CLOSERS and token != "") for token in trace.tokens]
    return np.cumsum(steps).astype(np.float64)


def nearest_unit(values: Array, wanted: Array) -> tuple[int, Array]:
    """Find the unit of (T, n) that, scaled and shifted by least squares, comes nearest to what is wanted, (T,).

    Gives the unit and its fitted values; a unit that does not move is fitted by the mean of what is wanted.
    """
    centred, aim = values - values.mean(axis=0), wanted - wanted.mean()
    power = (centred**2).sum(axis=0)
    slope = np.divide(centred.T @ aim, power, out=np.zeros(len(power)), where=power > 0)
    fitted = centred * slope + wanted.mean()
    unit = int(np.argmin(((fitted - wanted[:, None]) ** 2).sum(axis=0)))
    return unit, fitted[:, unit]
