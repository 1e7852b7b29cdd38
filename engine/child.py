"""What the engine's process begins with: one BLAS thread, memory that is kept, and nothing of the window's."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
KEPT = {"MALLOC_TRIM_THRESHOLD_": str(1 << 28), "MALLOC_MMAP_THRESHOLD_": str(1 << 26)}
"""glibc keeps up to 256 MiB that were freed. Every look at a step needs some 10 MiB of buffers, and asking the system
for them anew took a third of its time; other systems do not know these words."""


@contextmanager
def bare_start() -> Iterator[None]:
    """Start a child with one BLAS thread, and without our main module.

    WORKAROUND: spawn imports the parent's main script again, and that imports Qt; it looks it up in sys.modules
    (CPython 3.11–3.14, multiprocessing.spawn.get_preparation_data) and has no option to leave it.
    """
    wanted = ONE_THREAD | KEPT
    real, before = sys.modules["__main__"], {name: os.environ.get(name) for name in wanted}
    bare = ModuleType("__main__")
    sys.modules["__main__"] = bare
    os.environ.update(wanted)
    try:
        yield
    finally:
        sys.modules["__main__"] = real
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
