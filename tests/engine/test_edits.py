"""Edits: what they touch, and that they are part of a run's history."""

import numpy as np
import pytest

from engine.edits import Edit, edited, in_force
from engine.run import Run, build, model, setting
from engine.trainer import Trainer


def run(*edits: Edit, **keys: object) -> Run:
    return Run.model_validate({"task": "brackets", "length": 12, "hidden": 5, "batch": 2, "edits": edits} | keys)


def test_an_edit_names_weights_by_a_pattern() -> None:
    plain = run()
    net = model(plain, build(plain))
    assert edited(Edit(at=0, weight="*.h'", set=0), net) == ["zi.h'", "zf.h'", "zo.h'", "zg.h'"]
    assert edited(Edit(at=0, weight="zf.*", set=0, source=2), net) == ["zf.x", "zf.h'"]


def test_an_edit_changes_a_copy_and_only_what_it_names() -> None:
    array = np.ones((3, 5))
    assert Edit(at=0, weight="*", unit=2, set=7).applied(array).tolist() == [[1, 7, 1, 1, 1]] * 3
    assert Edit(at=0, weight="*", source=3, scale=2).applied(array)[:, 0].tolist() == [1, 1, 2]
    single = Edit(at=0, weight="*", unit=2, source=3, set=7).applied(array)
    assert single[2, 1] == 7
    assert single.sum() == 14 + 7
    assert Edit(at=0, weight="*", unit=5, scale=0).applied(np.ones(5)).tolist() == [1, 1, 1, 1, 0]
    assert Edit(at=0, weight="*", source=2, scale=0).applied(np.ones(3)).tolist() == [1, 0, 1]
    assert Edit(at=0, weight="*", unit=3, source=2, scale=0).applied(np.ones(3)).tolist() == [1, 1, 1]
    assert (array == 1).all()
    assert Edit(at=0, weight="*", scale=0.1).applied(np.ones(2, np.float32)).dtype == np.float32


def test_numbers_of_a_run_change_in_the_order_of_their_updates() -> None:
    edits = (Edit(at=9, key="rate", scale=0.1), Edit(at=4, key="rate", set=2.0))
    assert [in_force(edits, "rate", 1.0, step) for step in (3, 4, 8, 9)] == [1, 2, 2, 0.2]
    assert in_force(edits, "clip", None, 9) is None
    assert setting(run(*edits, rate=1.0, warm_up=20), "rate", 9) == pytest.approx(0.1)


@pytest.mark.parametrize(
    "edit",
    [
        Edit(at=3, key="rate", scale=5.0),
        Edit(at=3, key="clip", set=0.001),
        Edit(at=3, key="clip_value", set=0.0001),
        Edit(at=3, key="l2", set=3.0),
        Edit(at=3, key="l1", set=3.0),
        Edit(at=3, key="drop_inputs", set=0.5),
        Edit(at=3, key="drop_recurrent", set=0.5),
        Edit(at=3, weight="zf.b", unit=2, set=3.0),
        Edit(at=3, weight="zf.*", unit=2, source=1, set=3.0),
        Edit(at=3, weight="zf.*", learns=False),
    ],
    ids=lambda edit: edit.key or f"{edit.weight} {edit.set} {edit.learns}",
)
def test_an_edit_shows_from_its_update_on_and_on_every_path(edit: Edit) -> None:
    plain, walker, straight = Trainer(run(optimizer="sgd")), *(Trainer(run(edit, optimizer="sgd")) for _ in range(2))
    for step, same in ((3, True), (6, False)):
        plain.goto(step)
        straight.goto(step)
        ours, theirs = (np.concatenate([w.ravel() for w in each.weight.values()]) for each in (plain, straight))
        assert np.allclose(ours, theirs, rtol=0, atol=1e-12) == (same and not (edit.weight and edit.set))
    for step in (30, 2, 6):
        walker.goto(step)
    for ours, theirs in zip(walker.weight.values(), straight.weight.values(), strict=True):
        assert ours.tobytes() == theirs.tobytes()


def test_what_is_held_stays_until_it_is_let_go_even_with_speed() -> None:
    held = (Edit(at=3, weight="zf.*", learns=False), Edit(at=7, weight="zf.b", learns=True))
    walker = Trainer(run(*held, optimizer="momentum"))
    seen = []
    for step in (3, 7, 8):
        walker.goto(step)
        seen.append({name: walker.weight[name] for name in ("zf.b", "zf.x", "zi.b")})
    np.testing.assert_array_equal(seen[0]["zf.b"], seen[1]["zf.b"])
    np.testing.assert_array_equal(seen[0]["zf.x"], seen[2]["zf.x"])
    assert (seen[1]["zf.b"] != seen[2]["zf.b"]).all()
    assert (seen[0]["zi.b"] != seen[1]["zi.b"]).all()


def test_what_is_held_from_the_start_starts_as_drawn() -> None:
    walker = Trainer(run(Edit(at=0, weight="zf.*", learns=False)))
    walker.goto(4)
    np.testing.assert_array_equal(walker.weight["zf.x"], Trainer(run()).weight["zf.x"])
