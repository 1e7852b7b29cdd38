"""The product of small matrices against NumPy's, at sizes that use every tile."""

import ctypes
from itertools import product

import numpy as np
import pytest

llvm, tiles = pytest.importorskip("engine.llvm"), pytest.importorskip("engine.tiles")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("add", [False, True])
@pytest.mark.parametrize("wide", [16, 32, 64])
def test_the_product_is_the_product_both_upright_and_turned(
    dtype: str, add: bool, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (llvm, tiles):  # other processors have narrower vectors
        monkeypatch.setattr(module, "processor", lambda: llvm.Processor(wide, 8 if wide == 64 else 4))
    code = llvm.Code(dtype)
    tiles.write_pack(code)
    tiles.write_product(code, "multiply", add=add)
    with code.function("load", llvm.ADDRESS, *[llvm.WHOLE] * 2, *[llvm.ADDRESS] * 2, *[llvm.WHOLE] * 3) as args:
        code.call("pack", *args)
    with code.function("go", *[llvm.ADDRESS] * 3, *[llvm.WHOLE] * 5) as args:
        code.call("multiply", *args)
    engine, address, number = llvm.compiled(code), ctypes.c_void_p, ctypes.c_int64
    load = ctypes.CFUNCTYPE(None, address, number, number, address, address, *[number] * 3)(
        engine.get_function_address("load")
    )
    go = ctypes.CFUNCTYPE(None, *[address] * 3, *[number] * 5)(engine.get_function_address("go"))
    rng, lanes = np.random.default_rng(0), code.lanes
    for rows, k, n in product((1, 2, 3, 8, 15), (lanes, 3 * lanes), (lanes, 2 * lanes, 5 * lanes)):
        matrix = rng.normal(size=(k, n)).astype(dtype)
        upright, turned = (np.full(k * n + 64, np.nan, dtype) for _ in range(2))  # nothing behind them may be read
        load(matrix.ctypes.data, k, n, upright.ctypes.data, turned.ctypes.data, k, n, 0)
        for packed, right in ((upright, matrix), (turned, matrix.T)):
            a, out = (rng.normal(size=(rows, width + 3)).astype(dtype) for width in right.shape)
            a[:, -3:] = np.nan
            before = out.copy()
            go(a.ctypes.data, packed.ctypes.data, out.ctypes.data, a.shape[1], out.shape[1], rows, *right.shape)
            wanted = a[:, :-3] @ right + add * before[:, :-3]
            np.testing.assert_allclose(out[:, :-3], wanted, rtol=0, atol=1e-4 if dtype == "float32" else 1e-12)
            np.testing.assert_array_equal(out[:, -3:], before[:, -3:])
