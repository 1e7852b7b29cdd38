"""Rates against torch's schedulers, and that they are functions of the step alone."""

import numpy as np
import pytest

from engine.rates import SCHEDULES, factor
from engine.run import Run


def run(**keys: object) -> Run:
    return Run.model_validate({"task": "brackets", "updates": 80} | keys)


@pytest.mark.parametrize(
    ("keys", "theirs"),
    [
        ({}, ("LambdaLR", {"lr_lambda": lambda step: 1.0})),
        ({"schedule": "step", "every": 7, "decay": 0.3}, ("StepLR", {"step_size": 7, "gamma": 0.3})),
        ({"schedule": "cosine"}, ("CosineAnnealingLR", {"T_max": 80})),
        ({"warm_up": 12}, ("LinearLR", {"start_factor": 1 / 12, "total_iters": 11})),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_schedule_is_torchs(keys: dict[str, object], theirs: tuple[str, dict[str, object]]) -> None:
    torch = pytest.importorskip("torch")
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = getattr(torch.optim.lr_scheduler, theirs[0])(optimizer, **theirs[1])
    wanted = []
    for _ in range(80):
        wanted.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    np.testing.assert_allclose([factor(run(**keys), step) for step in range(80)], wanted, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_factor_stays_between_0_and_1_and_warms_up(schedule: str) -> None:
    plan = run(schedule=schedule, warm_up=10)
    factors = [factor(plan, step) for step in range(300)]
    assert all(0 <= each <= 1 for each in factors)
    assert factors[0] == 0.1
    assert factors[0] < factors[4] < factors[9]


def test_after_its_updates_a_cosine_stays_at_nothing() -> None:
    assert factor(run(schedule="cosine"), 80) == factor(run(schedule="cosine"), 800) == 0


def test_steps_have_defaults() -> None:
    assert [factor(run(schedule="step"), step) for step in (0, 99, 100, 250)] == [1, 1, 0.5, 0.25]
