"""What an array is: NumPy's, or a tensor of torch's on a device.

Code that computes with either asks `space` of what it is given, and then says what both understand. Torch is an extra:
this file imports it only where somebody has brought a tensor or named a device.
"""

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]
Named = dict[str, Array]
Namespace = ModuleType

type_of: dict[str, np.dtype[np.floating[Any]]] = {"float32": np.dtype(np.float32), "float64": np.dtype(np.float64)}

xp: Namespace = np


def space(array: Array) -> Namespace:
    """The namespace that computes with an array: numpy, or torch."""
    return np if isinstance(array, np.ndarray | np.generic) else import_module("torch")


def zeros(shape: tuple[int, ...], like: Array) -> Array:
    """Zeros of an array's type, where that array is."""
    made: Array = space(like).zeros(shape, dtype=like.dtype, device=like.device)
    return made


def copied(array: Array) -> Array:
    """The same numbers in an array of their own, where they are."""
    made: Array = space(array).asarray(array, copy=True)
    return made


def placed(array: Array, device: str) -> Array:
    """An array on a device of torch's; where none is named, NumPy's array itself."""
    if not device:
        return hosted(array)
    torch = import_module("torch")
    made: Array = torch.asarray(array, device=device, copy=True) if space(array) is np else array
    return made


def hosted(array: Array) -> Array:
    """An array as NumPy has it."""
    if space(array) is np:
        return array
    made: Array = space(array).asarray(array, device="cpu").detach().numpy()
    return made


def frozen(array: Array) -> Array:
    """The same array, into which nobody writes any more; tensors know no such promise."""
    if space(array) is np:
        array.flags.writeable = False
    return array


def all_there(flags: Array) -> bool:
    """Whether no number is 0. Of a tensor nobody asks: a graph that is being recorded could not wait for an answer."""
    return space(flags) is np and bool(flags.all())


def finite(arrays: Iterable[Array]) -> bool:
    """Whether all numbers of all arrays are finite; tensors are asked together, for every answer is waited for."""
    each = [space(array).isfinite(array).all() for array in arrays]
    return all(each) if not each or space(each[0]) is np else bool(space(each[0]).stack(each).all())


def squares(array: Array) -> Array:
    """The sum of all squares, summed in float64."""
    module = space(array)
    total: Array = module.square(module.asarray(array, dtype=module.float64)).sum()
    return total
