"""The ops in machine code are the ops of the tables; that they compute the same is for test_kernels."""

import pytest

from engine.ops import AFFINE, OPS

vectors = pytest.importorskip("engine.vectors")


def test_every_op_but_the_product_can_be_run_and_pulled_back() -> None:
    assert set(vectors.RUN) == set(vectors.PULL) == set(OPS) - {AFFINE.name}
