"""Measures the engine: a traced step of an LSTM, every value and gradient kept, against PyTorch's that keeps none.

We and each rival take turns in one process, so that whatever else the machine does hits both alike; a figure is the
median over the rounds, a ratio the median of the rounds' own ratios. Each number of threads gets a process of its own.
The layer alone is measured, float32: as many inputs as hidden units, the slope of h given, weights brought in each
time. `update` is all that a training does for an update of the text task: data, layer, head, loss, clipping, Adam.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from math import prod
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from engine.cells import CELLS
from engine.child import ONE_THREAD
from engine.compile import Compiled
from engine.errors import RunError
from engine.kernels import kernels
from engine.layer import Layer
from engine.model import Model, Start, draw
from engine.passing import Inside, Shape
from engine.run import Run
from engine.trainer import Trainer
from engine.vector import Packing

Step = Callable[[], None]
Size = tuple[int, int, int]
Make = Callable[[int, int, int], Step]
Report = dict[str, Any]

CELL, DTYPE = CELLS["lstm"], "float32"
SIZES: tuple[Size, ...] = ((32, 1, 16), (32, 16, 32), (64, 32, 64), (64, 32, 128), (100, 64, 256), (128, 64, 512))
LARGEST = 1 << 20
"""The numbers in a line that a run may have."""
ROUNDS = (3, 400)
"""The fewest and the most."""


@dataclass(frozen=True, slots=True)
class Target:
    """How many times as fast as a rival we want to be at a size."""

    rival: str
    size: Size
    wanted: float


TARGETS = (
    Target("fused", SIZES[0], 8.0), Target("fused", SIZES[1], 1.2), Target("fused", SIZES[2], 1 / 1.3),
    *(Target("fused", size, 1 / 1.5) for size in SIZES[3:]),
    *(Target("looped", size, 8.0) for size in SIZES[:2]),
)  # fmt: skip
EXPONENT, PEAK = 1.05, 1.3
"""The largest exponent of time against T, and of peak memory over the arrays' own size."""

# what grows -> the sizes
GROWTH: dict[str, tuple[Size, ...]] = {
    "T": tuple((T, 1, 32) for T in (100, 300, 1000, 3000, 10_000)),
    "T, a batch of 8, H 64": tuple((T, 8, 64) for T in (100, 300, 1000, 3000, 10_000)),
    "B": tuple((32, B, 32) for B in (1, 4, 16, 64, 256)),
    "H": tuple((32, 16, H) for H in (16, 32, 64, 128, 256, 512, 1024)),
}


def layer(T: int, B: int, H: int) -> Layer:
    """Make the layer that is measured."""
    made = kernels(CELL, DTYPE)
    assert made is not None
    return Layer(made, Shape(H, H, T, B, DTYPE, ((0, T),)))


def ours(T: int, B: int, H: int) -> Step:
    """One forward and backward pass, every line's value and gradient kept."""
    rng, played = np.random.default_rng(0), layer(T, B, H)
    weight = draw(Model(CELL.name, "softmax", H, H, 1), Start(), rng, DTYPE)
    x, seed = (rng.normal(size=(T, B, H)).astype(DTYPE) for _ in range(2))
    packing = Packing.of(weight)
    weights, inside = [packing.views(packing.pack(weight))], Inside()  # one vector, as a training has them

    def step() -> None:
        played.forward(weights, x, inside)
        played.slope[...] = seed
        played.backward()

    return step


def arrays(T: int, B: int, H: int) -> Step:
    """The same by NumPy's operations, as where there are no kernels."""
    rng, passes = np.random.default_rng(0), Compiled(CELL, Shape(H, H, T, B, DTYPE, ((0, T),)))
    weights, inside = [draw(Model(CELL.name, "softmax", H, H, 1), Start(), rng, DTYPE)], Inside()
    x, seed = (rng.normal(size=(T, B, H)).astype(DTYPE) for _ in range(2))

    def step() -> None:
        passes.forward(weights, x, inside)
        passes.slope[...] = seed
        passes.backward()

    return step


def update(T: int, B: int, H: int) -> Step:
    """All that a training does for one update."""
    keys = {"task": "text", "length": T, "cell": CELL.name, "hidden": H, "batch": B, "dtype": DTYPE}
    return Trainer(Run.model_validate(keys)).advance


def products(T: int, B: int, H: int) -> Step:
    """The matrix products of the two passes and nothing else, by BLAS: for all steps at once where that can be."""
    rng = np.random.default_rng(0)
    x, dz, h, d, w = (
        rng.normal(size=shape).astype(DTYPE) for shape in ((T * B, H), (T * B, 4 * H), (B, H), (B, 4 * H), (H, 4 * H))
    )
    z, one, back, taken = np.empty_like(dz), np.empty_like(d), np.empty_like(h), np.empty_like(w)

    def step() -> None:
        np.matmul(x, w, out=z)
        for _ in range(T):
            np.matmul(h, w, out=one)
        for _ in range(T):
            np.matmul(d, w.T, out=back)
        for _ in range(2):
            np.matmul(x.T, dz, out=taken)

    return step


RIVALS: dict[str, Make] = {"update": update, "arrays": arrays, "products": products}


def turns(steps: Mapping[str, Step], seconds: float) -> dict[str, list[float]]:
    """Let all take turns for a while; gives the seconds of each in each round."""
    took: dict[str, list[float]] = {name: [] for name in steps}
    for step in (*steps.values(), *steps.values()):
        step()
    begun = perf_counter()
    while len(took["ours"]) < ROUNDS[0] or (perf_counter() - begun < seconds and len(took["ours"]) < ROUNDS[1]):
        for name, step in steps.items():
            start = perf_counter()
            step()
            took[name].append(perf_counter() - start)
    return took


def compared(size: Size, makers: Mapping[str, Make], seconds: float) -> Report:
    """Measure all at a size: milliseconds, and how many times as long as ours each takes."""
    first = ours(*size)
    ms: dict[str, float] = {}
    ratio, rounds = dict(ms), dict[str, int]()
    for name, make in makers.items():
        if name == "update" and prod(size) > LARGEST:
            continue
        took = turns({"ours": first, name: make(*size)}, seconds)
        ms = {name: 1000 * median(each) for name, each in took.items()} | ms
        ratio[name] = median(b / a for a, b in zip(took["ours"], took[name], strict=True))
        rounds[name] = len(took[name])
    return {"size": size, "rounds": rounds, "ms": ms, "ratio": ratio}


def growth(seconds: float) -> Report:
    """Measure ours along each size, and fit time = a × size^exponent by least squares of logarithms."""
    grown: Report = {}
    for axis, sizes in GROWTH.items():
        ms = [1000 * median(turns({"ours": ours(*size)}, seconds)["ours"]) for size in sizes]
        along = [size["TBH".index(axis[0])] for size in sizes]
        exponent = float(np.polyfit(np.log(along), np.log(ms), 1)[0])
        grown[axis] = {"sizes": sizes, "ms": ms, "exponent": exponent}
    return grown


def memory(T: int, B: int, H: int) -> Report:
    """Hold the growth of the process's peak memory against the arrays' own size, and that against T."""
    from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415  Windows has none

    def peak() -> int:
        return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    ours(2, B, H)()
    before = peak()
    step = ours(T, B, H)
    step()
    step()
    own = layer(T, B, H).bytes
    return {
        "size": (T, B, H),
        "arrays": own,
        "per_step": own / T,
        "peak": peak() - before,
        "ratio": (peak() - before) / own,
    }


def measure(threads: int, seconds: float) -> Report:
    """Measure with so many threads, set before this process began; one thread is measured in all ways."""
    found: Report = {"threads": threads}
    if threads == 1:
        found |= {"memory": memory(100, 64, 256) if sys.platform != "win32" else None, "growth": growth(seconds / 4)}
    makers: dict[str, Make] = {}
    try:
        from engine import rivals  # noqa: PLC0415  PyTorch is an extra, and large
    except ImportError:
        found["torch"] = None
    else:
        found["torch"] = rivals.begin(threads)
        makers = {"fused": rivals.fused, "looped": rivals.looped}
    return found | {"sizes": [compared(size, makers | RIVALS, seconds) for size in SIZES]}


def targets(found: Report) -> list[Report]:
    """Hold what was measured against what was wanted."""
    ratio = {tuple(each["size"]): each["ratio"] for each in found["sizes"]}
    held = [asdict(t) | {"found": ratio[t.size].get(t.rival)} for t in TARGETS if t.size in ratio]
    judged = [each | {"met": each["found"] is not None and each["found"] >= each["wanted"]} for each in held]
    for what, most, value in (
        ("growth", EXPONENT, found["growth"]["T"]["exponent"] if "growth" in found else None),
        ("memory", PEAK, found["memory"]["ratio"] if found.get("memory") else None),
    ):
        judged += [] if value is None else [{"rival": what, "wanted": most, "found": value, "met": value <= most}]
    return judged


def report(threads: tuple[int, ...], seconds: float) -> Report:
    """Measure in a process for each number of threads."""
    each = []
    for count in threads:
        environment = os.environ | dict.fromkeys(ONE_THREAD, str(count))
        command = [sys.executable, "-m", "engine.bench", str(count), str(seconds)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise RunError("The bench failed.", "Its words stand above.", "Is llvmlite installed?")
        each.append(json.loads(done.stdout))
    machine = {"processor": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
    return {
        "machine": machine | {"numpy": np.__version__},
        "measured": [one | {"targets": targets(one)} for one in each],
    }


def told(found: Report) -> str:
    """Write a report for people."""
    lines = []
    for one in found["measured"]:
        lines.append(f"BLAS threads: {one['threads']}")
        for each in one["sizes"]:
            times = "  ".join(f"{name} {ms:.3f}" for name, ms in each["ms"].items())
            lines.append(f"  T, B, H {each['size']}  ms: {times}")
        for axis, grown in one.get("growth", {}).items():
            lines.append(f"  time grows with {axis} to the power of {grown['exponent']:.2f}")
        for each in one["targets"]:
            verdict = "met" if each["met"] else "NOT MET"
            size = each.get("size", "")
            lines.append(f"  {each['rival']:8} {size}  {each['found']:.3g}, wanted {each['wanted']:.3g}: {verdict}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), float(sys.argv[2]))))
