"""Measure how the runs of a preset do with several seeds, for the thin lines of a race: never one lucky one."""

import sys
from json import dumps
from pathlib import Path

import numpy as np

from engine.arrays import Array
from engine.client import Client
from engine.errors import RunError, meant
from engine.messages import Advanced, Load
from engine.own_folder import own_folder
from engine.race import told
from engine.run import Run
from engine.shelf import take

MOST = 10


def race(preset: str, *runs: str, seeds: int = 5, out: Path | None = None, presets: Path | None = None) -> None:
    """Train runs of a preset with seeds 1, 2, … and write down their losses and what they know in the end.

    Parameters
    ----------
    preset
        The name of a preset, or the path of its file.
    runs
        Names of its runs; all if none is given.
    seeds
        How many seeds.
    out
        The file to write; the terminal if not given.
    presets
        The folder of your own presets, if it is not the usual one.
    """
    if not 1 <= seeds <= MOST:
        raise RunError(f"--seeds {seeds} cannot be drawn.", f"It is a number from 1 to {MOST}.", "Try --seeds 5.")
    known = take(preset, presets or own_folder()).runs
    for name in runs:
        if name not in known:
            raise RunError(f'No run "{name}".', f"The runs are {', '.join(known)}.", meant(name, known))
    client, done = Client(heard=False), []
    for name, run in known.items() if not runs else ((name, known[name]) for name in runs):
        for seed in range(1, seeds + 1):
            done.append(_trained(client, name, run.model_copy(update={"seed": seed})))
            print(f"{name} seed {seed}: loss {done[-1][1][-1]:.4f}", file=sys.stderr, flush=True)
    written = dumps(told(done))
    if out is None:
        print(written)
    else:
        out.write_text(written + "\n", "ascii")


def _trained(client: Client, name: str, run: Run) -> tuple[Run, Array, dict[str, float]]:
    answer = client.ask(Load((run,), (name,), run.updates))
    assert isinstance(answer, Advanced)
    return run, np.asarray(answer.losses[0]), client.measure("test")
