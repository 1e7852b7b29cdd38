"""Train from the terminal, without a window: `python -m engine train brackets --steps 600`.

The training runs in the same process of its own as under the window: with one BLAS thread, which is faster here.
"""

import sys
from json import dumps
from time import perf_counter
from typing import TYPE_CHECKING

from cyclopts import App, CycloptsError

from engine.errors import EngineError, RunError, meant
from engine.messages import Advanced, Answer, Failed, Goto, Load, Measure, Measured, Question
from engine.run import Run
from engine.worker import start
from presets.load import Preset, load, names

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

app = App(name="engine", help="Train recurrent nets and measure what they learnt.", result_action="return_value")
REPORTS = 10


@app.command
def presets() -> None:
    """List the presets, with their runs."""
    for name in names():
        preset = load(name)
        print(f"{name:12} {preset.title.en}: {', '.join(preset.runs)}")


@app.command
def train(preset: str, *, run: str = "", steps: int, seed: int | None = None, json: bool = False) -> None:
    """Train a run of a preset and measure it on held-out data.

    Parameters
    ----------
    preset
        The name of a preset, or the path of its file.
    run
        The name of one of its runs; the first if not given.
    steps
        How many updates to do.
    seed
        Another seed than the preset's.
    json
        Print the result as one JSON object.
    """
    if steps < 0:
        raise RunError(f"--steps {steps} cannot be done.", "It is a number of updates, 0 or more.", "Try --steps 600.")
    name, chosen = _chosen(load(preset), run, seed)
    _, connection = start()
    answer = _asked(connection, Load((chosen,), (name,)))
    began = perf_counter()
    for part in range(1, REPORTS + 1):
        answer = _asked(connection, Goto(steps * part // REPORTS))
        assert isinstance(answer, Advanced)
        for loss in answer.losses[0][-1:]:
            print(f"update {len(answer.losses[0]):6}   loss {loss:.4f}", file=sys.stderr, flush=True)
    seconds = perf_counter() - began
    measured = _asked(connection, Measure())
    assert isinstance(answer, Advanced)
    assert isinstance(measured, Measured)
    _report({
        "preset": preset, "run": name, "step": steps, "loss": float(answer.losses[0][-1]) if steps else None,
        "measures": measured.each[0], "seconds": round(seconds, 3), "steps_per_second": round(steps / seconds, 1),
    }, json)  # fmt: skip


@app.command
def bench(*, threads: tuple[int, ...] = (1, 2), seconds: float = 2.0, json: bool = False) -> None:
    """Measure a traced step of the LSTM against PyTorch's.

    Parameters
    ----------
    threads
        Numbers of BLAS threads, each measured in a process of its own.
    seconds
        How long to measure each size.
    json
        Print the result as one JSON object.
    """
    from engine.bench import report, told  # noqa: PLC0415  it needs the kernels, and nothing else here does

    found = report(threads, seconds)
    print(dumps(found) if json else told(found))


def _chosen(preset: Preset, name: str, seed: int | None) -> tuple[str, Run]:
    name = name or preset.first
    if name not in preset.runs:
        raise RunError(
            f'There is no run "{name}" in {preset.name}.',
            f"Its runs are {', '.join(preset.runs)}.",
            meant(name, preset.runs),
        )
    if seed is not None and seed < 0:
        raise RunError(f"--seed {seed} is no seed.", "A seed is a whole number, 0 or more.", "Try --seed 1.")
    chosen = preset.runs[name]
    return name, chosen if seed is None else chosen.model_copy(update={"seed": seed})


def _asked(connection: "Connection[Question, Answer]", question: Question) -> Answer:
    connection.send(question)
    answer = connection.recv()
    if isinstance(answer, Failed):
        raise EngineError(answer.what, answer.expected, answer.remedy)
    return answer


def _report(result: dict[str, object], as_json: bool) -> None:
    if as_json:
        print(dumps(result))
        return
    measures = result.pop("measures")
    assert isinstance(measures, dict)
    for key, value in (result | measures).items():
        print(f"{key:18} {value:.5g}" if isinstance(value, float) else f"{key:18} {value}")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; an error is one message, never a traceback."""
    try:
        app(arguments, exit_on_error=False, print_error=False)
    except (CycloptsError, EngineError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
