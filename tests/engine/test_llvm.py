"""Squashing in machine code against NumPy in float64: all digits, nothing overflows, what is no number stays none."""

import ctypes
from collections.abc import Callable

import numpy as np
import pytest

from engine.arrays import Array

llvm = pytest.importorskip("engine.llvm")


def squashed(name: str, z: Array) -> Array:
    """Run tanh or sigmoid over an array."""
    code = llvm.Code(z.dtype.name)
    assert z.size % code.lanes == 0
    with (
        code.function("squash", llvm.ADDRESS, llvm.ADDRESS, llvm.WHOLE) as (source, out, count),
        code.loop(llvm.whole(0), count, code.lanes) as at,
    ):
        code.put(getattr(code, name)(code.get(code.place(source, at))), code.place(out, at))
    engine, out_array = llvm.compiled(code), np.empty_like(z)
    kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)
    kind(engine.get_function_address("squash"))(z.ctypes.data, out_array.ctypes.data, z.size)
    return out_array


def logistic(z: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-z)))


@pytest.mark.parametrize(("dtype", "near"), [("float32", 3e-7), ("float64", 6e-16)])
@pytest.mark.parametrize(("name", "exact"), [("tanh", np.tanh), ("sigmoid", logistic)])
def test_squashing_has_all_its_digits(name: str, exact: Callable[[Array], Array], dtype: str, near: float) -> None:
    tiny = np.logspace(-30, 0, 4096)
    z = np.concatenate([np.linspace(-80, 80, 65536), tiny, -tiny]).astype(dtype)
    wanted = exact(z.astype(np.float64))
    found = squashed(name, z)
    assert np.abs(found - wanted).max() <= near
    np.testing.assert_allclose(found[wanted != 0] / wanted[wanted != 0], 1, rtol=0, atol=2 * near)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_no_number_is_too_large_and_what_is_none_stays_none(dtype: str) -> None:
    z = np.array([np.inf, -np.inf, 1e30, -1e30, 500, -500, 0, np.nan] * 8, dtype)
    tanh, sigmoid = squashed("tanh", z)[:8], squashed("sigmoid", z)[:8]
    np.testing.assert_array_equal(tanh, [1, -1, 1, -1, 1, -1, 0, np.nan])
    np.testing.assert_allclose(sigmoid, [1, 0, 1, 0, 1, 0, 0.5, np.nan], rtol=0, atol=1e-37)


def test_every_processor_has_vectors_and_tiles() -> None:
    found = llvm.processor()
    assert found.wide in {16, 32, 64}
    assert found.tall in {4, 8}
