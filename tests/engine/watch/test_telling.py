"""What a hit says of itself: the number compared, and the unit that made it."""

import numpy as np
import pytest

from tests.engine.watch.sight import struck, trace

TRACE = trace()


def test_the_number_compared_and_the_largest_unit() -> None:
    hit = struck("norm(dh[t]) > 0")[0]
    assert hit.t == TRACE.T - 1
    assert hit.value == pytest.approx(np.linalg.norm(TRACE.grad["h"][-1]))
    assert hit.unit == np.abs(TRACE.grad["h"][-1]).argmax()


def test_the_smallest_for_min() -> None:
    hit = struck("min(f[t]) < 1")[0]
    assert (hit.t, hit.unit) == (0, TRACE.value["f"][0].argmin())
    assert hit.value == TRACE.value["f"][0].min()


def test_the_first_unit_for_any() -> None:
    bound = np.sort(TRACE.value["c"].ravel())[-3]
    t, unit = np.argwhere(TRACE.value["c"] > bound)[0]
    hit = struck(f"any(c > {float(bound)!r})")[0]
    assert (hit.t, hit.unit, hit.value) == (t, unit, TRACE.value["c"][t, unit])


def test_of_two_parts_the_one_about_the_net() -> None:
    hit = struck("t > 3 and norm(dh[t]) > 0")[0]
    assert hit.value == pytest.approx(np.linalg.norm(TRACE.grad["h"][-1]))
    assert struck("clipped or norm(dh[1]) < 0")[0].value == 1.0


def test_what_is_about_no_unit_names_none() -> None:
    hit = struck("loss > 0")[0]
    assert (hit.t, hit.unit, hit.value) == (-1, -1, 0.6)
    assert struck("norm(f) > 0")[0].unit == -1
    assert struck("norm(dzf.h') > 0")[0].t == -1
    assert struck("c[4, 2] > -9")[0].t == 3
