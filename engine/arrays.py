"""What an array is: the one file that would change if NumPy did not do the work."""

from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]
Named = dict[str, Array]
Namespace = ModuleType

type_of: dict[str, np.dtype[np.floating[Any]]] = {"float32": np.dtype(np.float32), "float64": np.dtype(np.float64)}

xp: Namespace = np
