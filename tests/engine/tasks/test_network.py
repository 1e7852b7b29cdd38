"""Days of packets, attacks on them, and the alarm."""

import numpy as np
import pytest

from engine.errors import RunError
from engine.tasks.network import ATTACKS, BACKUP, EARLY, Network, alarms, attacked, days


def test_a_normal_day_is_busy_at_noon_and_has_its_backup_at_two() -> None:
    logs = days(np.random.default_rng(0), 400, 48)
    out, into = logs.mean(axis=1).T
    assert out[24] > out[12] + 0.4
    assert out[41] > out[34] + 0.3
    ratio = into - out
    assert ratio[BACKUP[0] : BACKUP[1]].max() < ratio[8:].min() - 0.5
    assert np.abs(np.delete(ratio, range(*BACKUP)) - 0.5).max() < 0.05


def test_bursts_leave_what_comes_in_and_goes_out_in_proportion() -> None:
    logs = days(np.random.default_rng(0), 400, 48)[8:]
    out, into = logs[..., 0], logs[..., 1]
    burst = out - np.median(out, axis=1, keepdims=True) > 0.45
    assert burst.mean() > 0.01
    own = (into - out).mean(axis=0)
    assert np.abs((into - out - own)[burst]).mean() < 0.15


def test_every_second_day_is_attacked_once_by_what_the_table_says() -> None:
    logs = days(np.random.default_rng(0), 200, 48)
    hit, marks = attacked(np.random.default_rng(1), logs)
    assert not marks[:, 1::2].any()
    assert not marks[:EARLY].any()
    assert set(marks[:, ::2].sum(axis=0)) == {3, 4, 5, 6}
    moved = (hit - logs)[marks > 0]
    assert {tuple(row) for row in moved.round(6)} == {tuple(np.round(attack, 6)) for attack in ATTACKS.values()}
    np.testing.assert_array_equal(hit[marks == 0], logs[marks == 0])


def test_an_alarm_counts_errors_in_units_of_what_is_usual() -> None:
    rng = np.random.default_rng(0)
    together = rng.normal(size=(200, 50, 1)) * [1.0, 1.0] + rng.normal(size=(200, 50, 2)) * 0.1
    errors = np.zeros((20, 2, 2))
    errors[10, 0] = (1, 1)
    errors[10, 1] = (1, -1)
    size = alarms(together, errors)
    assert size[0] == pytest.approx(1, rel=0.1)  # one usual error: both move together
    assert size[1] == pytest.approx(200, rel=0.2)  # 2 / 0.01: they never move apart


def test_packets_are_whole_and_go_in_as_written() -> None:
    batch = Network().batch(np.random.default_rng(0), 3)
    pairs = np.array([[sign.split("/") for sign in row] for row in batch.tokens], float)
    out, into = pairs.transpose(2, 1, 0)
    np.testing.assert_allclose(batch.x[..., 0], (np.log10(1 + out) - 2.2) / 0.5)
    np.testing.assert_allclose(batch.x[..., 1], (np.log10(1 + into) - 2.7) / 0.5)
    np.testing.assert_array_equal(batch.targets[:-1], batch.x[1:])


def test_packets_of_ones_own() -> None:
    batch = Network().encode("120/300, 99 1000")
    assert batch.tokens == (("120/300", "99/1000"),)
    assert list(batch.scored[:, 0]) == [1, 0]
    with pytest.raises(RunError, match="A time step takes 2: packets out, packets in"):
        Network().encode("120/300 99")


def test_saying_nothing_finds_nothing_and_knowing_the_normal_day_does() -> None:
    task = Network()
    clueless = task.measure(lambda x: x * 0, np.random.default_rng(0))
    assert 0.3 < clueless["auc"] < 0.75
    usual = (days(np.random.default_rng(9), 2000, 48).mean(axis=1)[1:] - (2.2, 2.7)) / 0.5
    steady = task.measure(lambda x: np.broadcast_to(usual[:, None], x.shape), np.random.default_rng(0))
    assert steady["auc"] > clueless["auc"] + 0.1


@pytest.mark.parametrize("length", [11, 401])
def test_a_length_that_does_not_fit_is_refused(length: int) -> None:
    with pytest.raises(RunError, match="A length is from 12 to 400"):
        Network(length)
