"""How fast every view and the debugger are, for nets of several sizes and cells; as numbers, and as a table to read."""

from collections.abc import Iterator

import numpy as np

from visualizer.debugger.desk_bench import measure_desk
from visualizer.view_bench import Times, bench_run, measure_views

SIZES = ((32, 64), (200, 64), (2000, 256))
CELLS = ("rnn", "gru", "lstm")
DESK = "desk"
"""The name under which the whole debugger stands beside the views."""
Spread = dict[str, float]
Pace = dict[str, dict[str, dict[str, dict[str, Spread]]]]
"""Milliseconds of size and cell, view, what was done, and clock."""


def spread(seconds: list[float]) -> dict[str, float]:
    """Milliseconds: p50, p99 and max."""
    p50, p99 = np.percentile(seconds, [50, 99])
    return {"p50": round(p50 * 1e3, 2), "p99": round(p99 * 1e3, 2), "max": round(max(seconds) * 1e3, 2)}


def measure_pace(size: tuple[int, int]) -> Pace:
    """Measure each view by itself, and the desk, at every size and with every cell."""
    found: Pace = {}
    for steps, hidden in SIZES:
        for cell in CELLS:
            views = measure_views(steps, hidden, cell, size)
            views[DESK] = measure_desk(bench_run(steps, hidden, cell), size)
            found[f"T {steps} H {hidden} {cell}"] = {name: _clocks(times) for name, times in views.items()}
    return found


def _clocks(times: Times) -> dict[str, dict[str, Spread]]:
    return {
        what: {f"{clock}_ms": spread([pair[place] for pair in each]) for place, clock in enumerate(("cpu", "wall"))}
        for what, each in times.items()
    }


def table(pace: Pace) -> Iterator[str]:
    """Write the figures line by line: CPU time, and in brackets the wall's, p50 and p99."""
    for net, views in pace.items():
        yield ""
        yield f"{net}: milliseconds of CPU (and on the wall), p50 / p99"
        for view, each in views.items():
            for what, clocks in each.items():
                cpu, wall = clocks["cpu_ms"], clocks["wall_ms"]
                yield (f"{view:12} {what:16} {cpu['p50']:9.1f} / {cpu['p99']:9.1f}"
                       f"   ({wall['p50']:9.1f} / {wall['p99']:9.1f})")
