"""From a batch to a trace: the row that is wanted, without its padding."""

from dataclasses import replace

import numpy as np
import pytest

from engine import derive
from engine.run import Run
from engine.tasks.task import Batch
from engine.trainer import Trainer


def padded(walker: Trainer, length: int, *, left: bool) -> Batch:
    """The batch of a trainer, its first row cut to a length and padded on a side."""
    batch = walker._batch()
    alive, steps = np.ones(batch.scored.shape), len(batch.x)
    there = slice(steps - length, None) if left else slice(length)
    alive[:, 0] = 0
    alive[there, 0] = 1
    x, targets, scored = batch.x.copy(), batch.targets.copy(), batch.scored.copy()
    tokens = batch.tokens[0][:length] if not left else batch.tokens[0][steps - length :]
    gap = ("",) * (steps - length)
    return replace(
        batch, x=x * alive[..., None], targets=targets, scored=scored * alive, alive=alive,
        tokens=((*gap, *tokens) if left else (*tokens, *gap), *batch.tokens[1:]),
    )  # fmt: skip


@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("keys", [{}, {"layers": 2}, {"bidirectional": True}, {"cell": "gru"}], ids=str)
def test_a_trace_has_no_padding_and_is_as_if_the_row_were_alone(
    keys: dict[str, object], left: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = Trainer(Run.model_validate({"task": "text", "length": 9, "hidden": 4, "batch": 2} | keys))
    batch = padded(walker, 6, left=left)
    monkeypatch.setattr(walker, "_batch", lambda: batch)
    seen = walker.trace()
    there = slice(3, None) if left else slice(6)
    alone = Batch(batch.x[there, :1], batch.targets[there, :1], batch.scored[there, :1], (seen.tokens,))
    monkeypatch.setattr(walker, "_batch", lambda: alone)
    other = walker.trace()
    assert seen.T == 6
    assert "" not in seen.tokens
    assert derive.loss(seen) == pytest.approx(derive.loss(other), rel=1e-12)
    for name, array in other.value.items():
        np.testing.assert_allclose(seen.value[name], array, rtol=0, atol=1e-13, err_msg=name)
        np.testing.assert_allclose(2 * seen.grad[name], other.grad[name], rtol=0, atol=1e-13, err_msg=name)


def test_a_decoders_border_is_counted_without_the_padding() -> None:
    walker = Trainer(Run(task="text", length=9, hidden=4, batch=2))
    batch = replace(padded(walker, 6, left=True), border=5)
    walker._batch = lambda: batch  # type: ignore[method-assign]  a batch of our own
    assert walker.trace().border == 2
