"""Every lens of the debugger against torch: its autograd, its linear algebra, its clipping and its optimizers.

Each cell the lecture names, plain, in two layers, in two directions, and as an encoder with a decoder; the lenses see
the trace, and torch sees the weights and the inputs alone.
"""

from dataclasses import dataclass
from types import ModuleType

import numpy as np
import pytest

from engine.carry import split
from engine.clipping import clipping
from engine.horizon import by_gate, keeper, measured
from engine.influence import influence
from engine.net import REVERSE
from engine.run import Run
from engine.saturation import gates, saturation
from engine.spectrum import carried, jacobian, radius, singular_values, spectrum
from engine.trace import Trace
from engine.trainer import Trainer
from engine.truncation import truncation
from tests.engine.replayed import Replay, Tensor, replay, step_jacobian, with_time
from tests.engine.traces import made

NETS: dict[str, dict[str, object]] = {
    "one layer": {},
    "two layers": {"layers": 2},
    "both ways": {"layers": 2, "bidirectional": True},
    "decoder": {"layers": 2, "decoder": True, "task": "translation"},
}
CELLS = ("rnn", "gru", "lstm")
KEEPING = {"rnn": {}, "gru": {"h": "u"}, "lstm": {"c": "f"}}
"""What keeps a carried value on its way to the next step, by the papers: h or c times this gate."""

EVERY_CELL = pytest.mark.parametrize("cell", CELLS)
EVERY_NET = pytest.mark.parametrize("net", NETS)
NEAR = {"rtol": 1e-8, "atol": 1e-15}


def net_of(cell: str, net: str, **keys: object) -> Trace:
    """A trace some way into training."""
    return made(cell, **(NETS[net] | keys))  # type: ignore[arg-type]  # by table


def plain(name: str) -> tuple[str, str]:
    """A name of the net as the cell's own, and what stands behind it: which layer, which way."""
    bare = name.removesuffix(REVERSE)
    letters = bare.rstrip("0123456789")
    return letters, name[len(letters) :]


def whole(again: Replay) -> Tensor:
    """The loss of all steps."""
    return sum(again.losses)


@EVERY_CELL
@EVERY_NET
def test_the_triangle_is_the_gradient_of_each_loss_by_itself(cell: str, net: str) -> None:
    trace = net_of(cell, net)
    found, again = influence(trace), replay(trace)
    assert found.whole
    for name in trace.cell.carry:
        each = np.array([again.grads(loss, name) for loss in again.losses])  # (losses, T, n)
        np.testing.assert_allclose(found.sizes[name], np.linalg.norm(each, axis=-1), **NEAR)
        np.testing.assert_allclose(each.sum(axis=0), trace.grad[name], **NEAR)
        assert found.error[name] <= 1e-10


@EVERY_CELL
@EVERY_NET
def test_each_band_is_the_gradient_when_the_other_ways_are_cut(cell: str, net: str) -> None:
    trace = net_of(cell, net)
    total = replay(trace)
    for name in trace.cell.carry:
        found, (letters, rest) = split(trace, name), plain(name)
        carry, here = (np.zeros_like(trace.grad[name]) for _ in range(2))
        way = -1 if name.endswith(REVERSE) else 1
        for t in range(trace.T):
            after, own = t + way, {f"{each}{rest}'" for each in ("h", "c")}
            alone = replay(trace, lambda _, read, at, t=after, own=own: at != t or read not in own)
            here[t] = alone.grads(whole(alone), name)[t]
            if letters in KEEPING[cell]:
                kept = replay(trace, lambda line, read, at, t=after, own=own, rest=rest, name=name: at != t
                              or read not in own or (line.name == f"kept{rest}" and read == f"{name}'"))
                carry[t] = kept.grads(whole(kept), name)[t] - here[t]
        every = total.grads(whole(total), name)
        np.testing.assert_allclose(found.here, here, **NEAR)
        np.testing.assert_allclose(found.carry, carry, **NEAR)
        np.testing.assert_allclose(found.state, every - here - carry, **NEAR)


@EVERY_CELL
@EVERY_NET
def test_singular_values_and_radii_are_those_of_torchs_jacobian(cell: str, net: str) -> None:
    torch = pytest.importorskip("torch")
    trace = net_of(cell, net)
    found = spectrum(trace)
    assert carried(trace) == tuple(with_time(trace))
    assert found.steps == list(range(trace.T))
    for t in range(trace.T):
        theirs = torch.tensor(step_jacobian(trace, t))
        values, eigen = torch.linalg.svdvals(theirs).numpy(), torch.linalg.eigvals(theirs).abs().max().item()
        np.testing.assert_allclose(jacobian(trace, t), theirs.numpy(), **NEAR)
        np.testing.assert_allclose(singular_values(jacobian(trace, t)), values, **NEAR)
        np.testing.assert_allclose(found.norms[t], values[0], **NEAR)
        np.testing.assert_allclose([found.radii[t], radius(jacobian(trace, t))], eigen, **NEAR)


@EVERY_CELL
@EVERY_NET
def test_the_measured_product_is_how_the_last_state_answers_in_autograd(cell: str, net: str) -> None:
    trace = net_of(cell, net)
    found, last = spectrum(trace), trace.T - 1
    theirs = [np.linalg.norm(step_jacobian(trace, t + 1, last), 2) for t in range(last)]
    np.testing.assert_allclose(found.products, [*theirs, 1], **NEAR)
    steps = [np.linalg.norm(step_jacobian(trace, t), 2) for t in range(trace.T)]
    np.testing.assert_allclose(found.chain, [np.prod(steps[t + 1 :]) for t in range(trace.T)], **NEAR)


@pytest.mark.parametrize("net", ["one layer", "decoder"])
def test_the_bound_of_a_squashed_sum_is_made_of_the_matrices_in_force(net: str) -> None:
    torch = pytest.importorskip("torch")
    trace = net_of("rnn", net, layers=1)
    norms = [torch.linalg.matrix_norm(torch.tensor(_heard(trace, t)), 2).item() for t in range(trace.T)]
    found = spectrum(trace)
    np.testing.assert_allclose(found.bound, [np.prod(norms[t + 1 :]) for t in range(trace.T)], **NEAR)
    assert (found.products <= found.bound * (1 + 1e-12)).all()


def _heard(trace: Trace, t: int) -> np.ndarray:
    """The recurrent matrix of a step."""
    part = "" if not trace.decodes else "enc:" if t < trace.border else "dec:"
    return trace.weight[f"{part}z.h'"]


@pytest.mark.parametrize("cell", ["gru", "lstm"])
@EVERY_NET
def test_horizons_by_gate_are_logarithms_of_what_torch_has_in_the_gates(cell: str, net: str) -> None:
    trace = net_of(cell, net)
    again = replay(trace)
    for name in trace.cell.carry:
        letters, rest = plain(name)
        gate = KEEPING[cell].get(letters, "")
        assert keeper(trace, name) == (gate and gate + rest)
        if gate:
            open_ = again.torch.stack([frame[gate + rest] for frame in again.frames]).detach()
            theirs = -1 / again.torch.log(open_).mean(0)
            np.testing.assert_allclose(by_gate(trace, name), theirs.numpy(), **NEAR)


@EVERY_CELL
@pytest.mark.parametrize("net", ["one layer", "two layers", "decoder"])
def test_horizons_by_gradients_are_a_line_through_what_autograd_has_left_at_each_lag(cell: str, net: str) -> None:
    trace = net_of(cell, net)
    found, again = influence(trace), replay(trace)
    for name in trace.cell.carry:
        theirs = _horizons(again, name)
        np.testing.assert_allclose(measured(found, name), theirs, **NEAR)
        assert np.isfinite(theirs).any()


def _horizons(again: Replay, name: str) -> np.ndarray:
    """From the sizes of ∂L_t′/∂name_t: at each lag what is left of the lag before, by the losses that reach both."""
    each = np.abs([again.grads(loss, name) for loss in again.losses])  # (losses, T, n)
    rows, lefts = [t for t, row in enumerate(each) if row.any()], [np.ones(each.shape[2])]
    for lag in range(rows[-1]):
        both = [t for t in rows if t > lag]
        lefts.append(lefts[-1] * sum(each[t, t - lag - 1] for t in both) / sum(each[t, t - lag] for t in both))
    return np.array([_steps(again.torch, curve) for curve in np.array(lefts).T])


def _steps(torch: ModuleType, curve: np.ndarray) -> float:
    """The steps in which a curve falls to 1/e: a line through its logarithm, by torch's least squares."""
    lag = np.arange(len(curve))
    used = (lag > 0) & (curve > 1e-12 * curve.max())
    if used.sum() < 3:
        return np.nan
    sides = torch.tensor(np.stack([lag[used], np.ones(used.sum())], axis=1))
    slope = torch.linalg.lstsq(sides, torch.tensor(np.log(curve[used]))[:, None]).solution[0, 0].item()
    return -1 / slope if slope < 0 else np.inf


@EVERY_CELL
@EVERY_NET
def test_saturation_counts_what_torch_has_in_the_gates(cell: str, net: str) -> None:
    trace = net_of(cell, net, scale=6.0)
    again = replay(trace)
    letters = {"rnn": "", "gru": "ru", "lstm": "ifo"}[cell]
    assert {plain(name)[0] for name in gates(trace)} == set(letters)
    assert len(gates(trace)) == len(letters) * len(trace.net.blocks)
    for name in gates(trace):
        open_ = again.torch.stack([frame[name] for frame in again.frames]).detach()
        found = saturation(trace, name)
        for t in range(1, trace.T + 1):
            seen = open_[-t:] if name.endswith(REVERSE) else open_[:t]
            np.testing.assert_allclose(found.shut[t], (seen < 0.1).double().mean(0).numpy(), **NEAR)
            np.testing.assert_allclose(found.open[t], (seen > 0.9).double().mean(0).numpy(), **NEAR)


@dataclass(frozen=True, slots=True)
class Step:
    """What torch makes of a gradient: its lengths, how many numbers were cut, the step of the optimizer."""

    before: float
    single: float
    after: float
    cut: int
    step: float
    relative: float


def _clipped(again: Replay, clip: float, value: float, optimizer: str) -> Step:
    """Clip by torch's own functions, and step by torch's own optimizer.

    Its `clip_grad_norm_` adds 1e-6 to the length that it divides by; what is left is stretched to what it is without.
    """
    torch = again.torch
    for name, grad in again.weight_grads(whole(again)).items():
        again.weight[name].grad = torch.tensor(grad)
    weights = list(again.weight.values())
    old = torch.cat([weight.detach().flatten() for weight in weights])

    def flat() -> Tensor:
        return torch.cat([weight.grad.flatten() for weight in weights])

    before, cut = flat().norm().item(), int((flat().abs() > value).sum())
    torch.nn.utils.clip_grad_value_(weights, value)
    single = flat().norm().item()
    torch.nn.utils.clip_grad_norm_(weights, clip)
    for weight in weights:
        weight.grad *= (single + 1e-6) / single
    after = flat().norm().item()
    {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[optimizer](weights, lr=0.01).step()
    step = (torch.cat([weight.detach().flatten() for weight in weights]) - old).norm().item()
    return Step(before, single, after, cut, step, step / old.norm().item())


@EVERY_CELL
@EVERY_NET
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_clipping_is_what_torch_clips_and_steps(cell: str, net: str, optimizer: str) -> None:
    keys = {"clip": 0.05, "clip_value": 0.01, "optimizer": optimizer, "updates": 0}
    trace = net_of(cell, net, **keys)
    found, theirs = clipping(trace), _clipped(replay(trace), 0.05, 0.01, optimizer)
    assert found.was_cut == theirs.cut > 0
    assert found.was_shortened
    ours = (found.length_before, found.length_cut, found.length_after, found.step, found.relative)
    wanted = (theirs.before, theirs.single, theirs.after, theirs.step, theirs.relative)
    np.testing.assert_allclose(ours, wanted, rtol=1e-8)


@EVERY_CELL
@pytest.mark.parametrize("net", ["one layer", "two layers"])
@pytest.mark.parametrize(("k1", "k2"), [(3, 3), (2, 5)])
def test_what_truncation_leaves_out_is_what_a_detached_net_does_not_have(cell: str, net: str, k1: int, k2: int) -> None:
    trace = net_of(cell, net, k1=k1, k2=k2)
    found, full = truncation(trace), replay(trace)
    assert found
    kept = {name: np.zeros_like(trace.grad[name]) for name in (*trace.weight, *trace.cell.carry)}
    for begin in range(0, trace.T, k1):
        end = min(begin + k1, trace.T)
        back = max(0, end - k2) if end == begin + k1 else max(0, begin + k1 - k2)
        cut = replay(trace, lambda _, name, t, back=back: t != back)
        loss = sum(cut.losses[begin:end])
        for name, grad in cut.weight_grads(loss).items():
            kept[name] += grad
        for name in trace.cell.carry:
            kept[name][back:] += cut.grads(loss, name)[back:]
    for name in trace.cell.carry:
        every = full.grads(whole(full), name)
        np.testing.assert_allclose(found.kept[name], np.linalg.norm(kept[name], axis=1), **NEAR)
        np.testing.assert_allclose(found.left[name], np.linalg.norm(every - kept[name], axis=1), **NEAR)
    _same_direction(found.share, found.angle, kept, full.weight_grads(whole(full)))


def _same_direction(share: float, angle: float, kept: dict[str, np.ndarray], full: dict[str, np.ndarray]) -> None:
    a, b = (np.concatenate([side[name].ravel() for name in full]) for side in (kept, full))
    assert share == pytest.approx(np.linalg.norm(b - a) / np.linalg.norm(b), rel=1e-8)
    assert angle == pytest.approx(np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))), rel=1e-8)


def test_the_share_of_clipped_updates_is_counted_by_torchs_lengths() -> None:
    trainer, longer = Trainer(Run(task="brackets", length=8, hidden=4, batch=1, layers=2, clip=0.2)), 0
    for step in range(1, 9):
        trace = trainer.trace()
        again = replay(trace)
        grads = again.weight_grads(whole(again))
        longer += bool(np.sqrt(sum((grad**2).sum() for grad in grads.values())) > 0.2)
        assert clipping(trace).share == longer / step
        trainer.advance()
    assert 0 < longer < 8
