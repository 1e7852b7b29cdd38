"""Traits: each is held against the same thing found another way, and notices what it is there to notice."""

from dataclasses import replace

import numpy as np
import pytest

from engine import derive
from engine.cells import CELLS
from engine.run import Run
from engine.trainer import Trainer
from engine.traits import TRAITS, traits

SMALL = Run(task="brackets", length=8, hidden=3, batch=1)


def linear(radius: float) -> Trainer:
    """A net whose matrix only turns and scales."""
    return Trainer(Run(task="hold", length=12, cell="rnn-linear", hidden=4, init="orthogonal", radius=radius))


def test_a_gradient_grows_as_the_matrix_scales() -> None:
    """Of a linear net that is asked at its end alone, each step back multiplies the length by the radius."""
    for radius in (0.5, 1.0, 1.5):
        trainer = linear(radius)
        lengths = derive.grad_norms(trainer.trace(), "h")
        assert TRAITS["growth"](trainer) == pytest.approx(lengths[0] / lengths[-1])
        assert lengths[0] / lengths[4] == pytest.approx(radius**4)


def test_the_largest_state_is_found() -> None:
    trainer = Trainer(SMALL)
    assert TRAITS["largest_state"](trainer) == max(abs(float(x)) for x in trainer.trace().value["h"].ravel())


def test_bound_and_measurement_are_one_without_squashing_and_not_with_it() -> None:
    assert TRAITS["off_bound"](linear(0.9)) < 1e-12
    squashed = Trainer(Run(task="hold", length=12, cell="rnn", hidden=4, radius=1.0))
    assert TRAITS["off_bound"](squashed) > 0.01
    assert TRAITS["of_bound"](squashed) == pytest.approx(1)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell != "mlp"])
def test_shares_add_up_to_the_gradient_of_one_sequence_and_not_of_two(cell: str) -> None:
    run = SMALL.model_copy(update={"cell": cell})
    assert TRAITS["shares_off"](Trainer(run)) < 1e-12
    assert TRAITS["shares_off"](Trainer(run.model_copy(update={"batch": 2}))) > 1e-3


def test_a_wrong_gradient_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = Trainer(SMALL)
    assert TRAITS["check_off"](trainer) < 1
    plain = Trainer._pass

    def bent(self: Trainer, batch: object, **kinds: bool) -> object:
        done = plain(self, batch, **kinds)  # type: ignore[arg-type]  handed on as it came
        return replace(done, grad=done.grad | {"zi.x": 1.1 * done.grad["zi.x"]})

    monkeypatch.setattr(Trainer, "_pass", bent)
    assert TRAITS["check_off"](Trainer(SMALL)) > 1


def test_only_traits_are_measured_of_many_names() -> None:
    trainer = Trainer(SMALL)
    assert traits(trainer, ("legal", "growth")) == {"growth": TRAITS["growth"](trainer)}
    assert np.isfinite([each(trainer) for name, each in TRAITS.items() if "bound" not in name]).all()
