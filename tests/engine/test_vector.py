"""Arrays into a vector and back."""

import numpy as np

from engine.vector import Packing


def test_packing_and_seeing_again_gives_the_same_arrays() -> None:
    arrays = {"a": np.arange(6.0).reshape(2, 3), "b": np.arange(5.0), "c": np.ones((7, 1))}
    packing = Packing.of(arrays)
    vector = packing.pack(dict(reversed(arrays.items())))
    assert vector.shape == (18,)
    for name, array in packing.views(vector).items():
        np.testing.assert_array_equal(array, arrays[name])
        assert np.shares_memory(array, vector)


def test_views_know_their_vector() -> None:
    arrays = {"a": np.arange(6.0).reshape(2, 3), "b": np.arange(5.0)}
    packing = Packing.of(arrays)
    views = packing.views(packing.pack(arrays))
    views.vector[0] = 7
    assert views["a"][0, 0] == 7
    assert views.packing is packing
