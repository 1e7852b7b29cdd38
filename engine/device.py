"""Where a run is trained: by NumPy and kernels on the CPU, or by torch on a graphics card.

It is settled when a trainer is made and stays so, for the two do not give the same bits; a batch that does not fit on
the card sends the run to the CPU, where it begins again. `auto` takes the card where it gains time: there a time step
takes about as long in a small net as in a large one, so what counts is the products of a step. From how many on is an
estimate, until `python -m engine bench --device cuda` has measured it on a card.
"""

import sys
from typing import Literal

from engine.builtin import builtin
from engine.model import Model
from engine.run import Run, build, model

Wish = Literal["cpu", "cuda", "auto"]
CUDA = "cuda"
FUSED_FROM, TABLE_FROM = 1 << 22, 1 << 25
"""Multiplications that a time step takes at least, for a layer of cuDNN's and for a graph of the table.

A step forth and back takes cuDNN some 25 µs, a graph of a hundred lines some 300 µs, and the CPU's kernels 25 µs for a
million multiplications: the card is taken where it should be four times or three times as fast.
"""


def device(wish: Wish, run: Run) -> str:
    """Choose for a run: a device of torch's, or none."""
    if wish == "cpu" or (wish == "auto" and not gains(model(run, build(run)), run.batch)):
        return ""
    return "" if missing() else CUDA


def gains(net: Model, rows: int) -> bool:
    """Whether a net is large enough."""
    return work(net, rows) >= (FUSED_FROM if builtin(net) else TABLE_FROM)


def work(net: Model, rows: int) -> int:
    """How many multiplications a time step of so many sequences takes, forward, without the head."""
    numbers = 0
    for _, line, source in net.weights():
        size = net.shape(line, source)
        numbers += size[0] * size[-1] if len(size) > 1 and line is not net.cell.head else 0
    return rows * numbers // len(net.parts)


def missing() -> str:
    """What is missing for CUDA; nothing if it is there."""
    try:
        from engine.torched import has_cuda  # noqa: PLC0415  torch is an extra, and takes seconds
    except (ImportError, OSError):
        return "PyTorch is not installed"
    return "" if has_cuda() else "PyTorch finds no graphics card that it can use"


def settled(wish: Wish) -> Wish:
    """Take a wish as far as it can be met; if CUDA was asked for and is not there, say so and go on without."""
    lacking = missing() if wish == CUDA else ""
    if not lacking:
        return wish
    print(
        f"CUDA was asked for, but {lacking}. It takes a card of NVIDIA's, its driver, and PyTorch built for it. "
        "Training goes on with the CPU: install what is missing, or leave out --device.",
        file=sys.stderr,
        flush=True,
    )
    return "cpu"
