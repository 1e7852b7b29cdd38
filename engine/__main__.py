"""Train from the terminal, without a window: `python -m engine train brackets --steps 600`.

The training runs in the same process of its own as under the window: with one BLAS thread, which is faster here.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from json import dumps
from time import perf_counter
from typing import TYPE_CHECKING

from cyclopts import App, CycloptsError, Parameter

from engine.course import Goal, Rule, follow
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


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Stops:
    """What may end a training before its updates are done; measured on validation data, which training never sees."""

    solved: bool = False
    """End when the preset's criterion is met."""
    patience: int | None = None
    """End after so many looks in a row without anything better, and go back to the best."""
    every: int | None = None
    """Updates from look to look; a tenth of them if not given."""


FREE = Stops()


@app.command
def train(
    preset: str, *, run: str = "", steps: int, seed: int | None = None, json: bool = False, stops: Stops = FREE
) -> None:
    """Train a run of a preset and measure it on test data.

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
    found = load(preset)
    name, chosen = _chosen(found, run, seed)
    _, connection = start()
    _asked(connection, Load((chosen,), (name,)))
    began = perf_counter()
    ended = follow(_rule(found, name, steps, stops), *_hands(connection))
    seconds = perf_counter() - began
    step = ended.best if ended.why == "patience" else ended.step
    answer, measured = _asked(connection, Goto(step)), _asked(connection, Measure())
    assert isinstance(answer, Advanced)
    assert isinstance(measured, Measured)
    _report({
        "preset": preset, "run": name, "step": step, "ended": ended.why,
        "loss": float(answer.losses[0][-1]) if step else None, "measures": measured.each[0],
        "validation": dict(ended.looks)[step], "seconds": round(seconds, 3),
        "steps_per_second": round(ended.step / seconds, 1),
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
    try:
        from engine.bench import report, told  # noqa: PLC0415  it needs the kernels, and nothing else here does
    except ImportError as error:
        raise RunError(
            "The bench measures kernels, and they cannot be loaded.", f"{error}.", "Install llvmlite."
        ) from None
    found = report(threads, seconds)
    print(dumps(found) if json else told(found))


def _rule(preset: Preset, name: str, steps: int, stops: Stops) -> Rule:
    """Say when to stop; refuse a criterion that the preset has not, or has for another run."""
    every = max(1, steps // REPORTS) if stops.every is None else stops.every
    if every < 1 or (stops.patience is not None and stops.patience < 1):
        raise RunError("--every and --patience are counted from 1.", "They are whole numbers.", "Try --patience 3.")
    solved = preset.solved
    if not stops.solved:
        return Rule(steps, every, patience=stops.patience)
    if solved is None or (solved.run or preset.first) != name:
        whose = f"It has one for {solved.run or preset.first}." if solved else "It promises nothing."
        raise RunError(f"{preset.name} has no criterion for the run {name}.", whose, "Leave out --solved.")
    return Rule(steps, every, Goal(solved.measure, solved.at_least, solved.at_most), stops.patience)


def _hands(connection: "Connection[Question, Answer]") -> tuple[Callable[[int], None], Callable[[], dict[str, float]]]:
    """How a rule goes to a step and measures there, through the pipe."""

    def goto(step: int) -> None:
        answer = _asked(connection, Goto(step))
        assert isinstance(answer, Advanced)
        for loss in answer.losses[0][-1:]:
            print(f"update {len(answer.losses[0]):6}   loss {loss:.4f}", file=sys.stderr, flush=True)

    def measure() -> dict[str, float]:
        answer = _asked(connection, Measure("validation"))
        assert isinstance(answer, Measured)
        return answer.each[0]

    return goto, measure


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
    validation = result.pop("validation")
    assert isinstance(validation, dict)
    for key, value in (result | measures | {f"validation {name}": each for name, each in validation.items()}).items():
        print(f"{key:24} {value:.5g}" if isinstance(value, float) else f"{key:24} {value}")


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
