"""Measures a card against the CPU's kernels: whole updates of a training, and the trace of a step; and where it gains.

CPU and card take turns in one process, as in `engine.bench`. An update is data, passes, loss, clipping and Adam. Of the
LSTM it is torch's own layer that trains, of the LSTM with peepholes a graph of the table.
"""

from functools import partial
from itertools import pairwise
from math import log

from engine.bench import Report, Size, turns
from engine.device import FUSED_FROM, TABLE_FROM, work
from engine.run import Run
from engine.torched import called
from engine.trainer import Trainer

SIZES: tuple[Size, ...] = ((32, 16, 32), (64, 32, 64), (64, 32, 128), (64, 64, 256), (32, 64, 512))
CELLS = {"lstm": FUSED_FROM, "lstm-peephole": TABLE_FROM}
"""A cell of each kind, and from how many multiplications a time step the card is taken."""


def measure(device: str, seconds: float) -> Report:
    """Measure a device of torch's."""
    found: Report = {"device": called(device), "cells": {}}
    for cell, taken_from in CELLS.items():
        sizes = [compared(cell, size, device, seconds) for size in SIZES]
        found["cells"][cell] = {"sizes": sizes, "taken_from": taken_from, "gains_from": crossing(sizes)}
    return found


def compared(cell: str, size: Size, device: str, seconds: float) -> Report:
    """Measure both at a size: milliseconds, and how many times as fast the device is."""
    T, B, H = size
    keys = {"task": "text", "length": T, "cell": cell, "hidden": H, "batch": B, "dtype": "float32"}
    run = Run.model_validate(keys)
    here, there = Trainer(run), Trainer(run, device=device)
    took = {name: sorted(each) for name, each in turns({"ours": here.advance, "there": there.advance}, seconds).items()}
    shown = sorted(turns({"ours": partial(_show, there)}, seconds)["ours"])
    ms = {name: 1000 * each[len(each) // 2] for name, each in (took | {"shown": shown}).items()}
    return {
        "size": size,
        "work": work(here.model, B),
        "ms": {"cpu": ms["ours"], "update": ms["there"], "trace": ms["shown"]},
        "ratio": ms["ours"] / ms["there"],
    }


def _show(trainer: Trainer) -> None:
    trainer.trace()


def crossing(sizes: list[Report]) -> float | None:
    """From how much work a time step the device is faster, between two sizes as on a straight line of logarithms."""
    for one, other in pairwise(sizes):
        if one["ratio"] < 1 <= other["ratio"]:
            share = -log(one["ratio"]) / (log(other["ratio"]) - log(one["ratio"]))
            return float(one["work"] * (other["work"] / one["work"]) ** share)
    return float(sizes[0]["work"]) if sizes[0]["ratio"] >= 1 else None


def told(found: Report) -> str:
    """Write a report for people."""
    lines = [f"{found['device']} against the CPU's kernels, whole updates in float32"]
    for cell, each in found["cells"].items():
        for one in each["sizes"]:
            times = "  ".join(f"{name} {ms:.3f}" for name, ms in one["ms"].items())
            lines.append(f"  {cell} {one['size']}  ms: {times}  {one['ratio']:.2f} times as fast")
        gains = "at no size measured" if each["gains_from"] is None else f"from {each['gains_from']:.3g}"
        lines.append(f"  {cell}: gains {gains} multiplications a time step; auto takes it from {each['taken_from']}")
    return "\n".join(lines)
