"""Train and prove from the terminal, without a window: `python -m engine train brackets --steps 600`.

The training runs in the same process of its own as under the window: with one BLAS thread, which is faster here.
"""

import sys
from dataclasses import asdict, dataclass
from json import dumps
from pathlib import Path
from time import perf_counter
from typing import Literal

from cyclopts import App, CycloptsError, Parameter

from engine.client import Client
from engine.course import Rule
from engine.device import CUDA, Wish, settled
from engine.errors import EngineError, RunError, meant
from engine.messages import Load, Rank, Ranked
from engine.own import Kind, read_file, save
from engine.own_folder import own_folder
from engine.prove import goals, prove, table
from engine.racing import race
from engine.roles.report import told
from engine.run import Run
from engine.shelf import Entry, shelf, take
from presets.load import Preset

app = App(name="engine", help="Train recurrent nets and measure what they learnt.", result_action="return_value")
app.command(race)
REPORTS = 10
Bench = Literal["cpu", "cuda"]


@app.command(name="presets")
def list_presets(*, presets: Path | None = None) -> int:
    """List the presets: title, runs, criterion, and how often it was met when it was measured.

    Parameters
    ----------
    presets
        The folder of your own presets, if it is not the usual one.
    """
    entries = shelf(presets or own_folder())
    for entry in entries:
        print("\n".join(_listed(entry)))
    return int(any(entry.mistakes for entry in entries))


def _listed(entry: Entry) -> list[str]:
    """What is said of a preset; of a broken one every mistake."""
    preset = entry.preset
    if preset is None:
        count = len(entry.mistakes)
        told = f"{entry.name:16} BROKEN: {count} mistake{'s' * (count > 1)} in {entry.path}"
        return [told, *(f"{'':16} {mistake}" for mistake in entry.mistakes)]
    lines = [f"{entry.name:16} {preset.title.en}: {', '.join(preset.runs)}{'  (your own)' * entry.own}"]
    if preset.solved:
        proof = f"met {preset.proof.verdict}" if preset.proof else "not measured yet"
        lines.append(f"{'':16} {', '.join(each.bound for each in preset.solved)}: {proof}")
    return lines


@app.command
def own(file: Path, *, name: str, kind: Kind | None = None, seed: int = 1, presets: Path | None = None) -> None:
    """Make a preset of your own of a text, a grammar or a table, and say where it is kept.

    Parameters
    ----------
    file
        The text, the rules or the lines of numbers.
    name
        What the preset is called.
    kind
        What the file is, if it is not what it looks like.
    seed
        The seed of its run.
    presets
        The folder of your own presets, if it is not the usual one.
    """
    path = save(read_file(file), name, presets or own_folder(), kind, seed)
    print(f"{name} is kept in {path}. Train it: python -m engine train {name} --steps 400")


@app.command(name="prove")
def prove_presets(preset: str = "all", *, seeds: int = 5, json: bool = False, presets: Path | None = None) -> int:
    """Train presets with seeds 1, 2, … and say how often they met their criteria on test data.

    Parameters
    ----------
    preset
        The name of a preset, the path of its file, or all that promise something.
    seeds
        How many seeds.
    json
        Print one JSON object for each preset.
    presets
        The folder of your own presets, if it is not the usual one.
    """
    if seeds < 1:
        raise RunError(f"--seeds {seeds} proves nothing.", "At least one seed is trained.", "Try --seeds 5.")
    mine = presets or own_folder()
    whole, told = _readable(mine) if preset == "all" else ([take(preset, mine)], [])
    promising = [each for each in whole if each.solved]
    if not promising:
        raise RunError(f"{preset} has no criterion.", "It promises nothing.", "Try the name of another, or all.")
    client, proved = Client(heard=False), []
    for each in promising:
        proved.append(prove(each, seeds, client))
        print(dumps(proved[-1].told()) if json else f"{each.name}: {proved[-1].met} of {seeds}", flush=True)
    if not json:
        print(table(proved))
    print("\n".join(told), file=sys.stderr, end="\n" if told else "")
    return int(bool(told) or any(each.worse for each in proved))


def _readable(mine: Path) -> tuple[list[Preset], list[str]]:
    """Read all presets that can be read, and what is wrong with the others."""
    entries = shelf(mine)
    return ([entry.preset for entry in entries if entry.preset], [told for entry in entries for told in entry.mistakes])


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


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class How:
    """What a training may be given beside its preset."""

    seed: int | None = None
    """Another seed than the preset's."""
    device: Wish = "auto"
    """Where it is done: by the CPU, by a graphics card, or by the card if it is there and the net is large."""
    presets: Path | None = None
    """The folder of your own presets, if it is not the usual one."""


AS_IT_IS = How()


@app.command
def train(
    preset: str, *, run: str = "", steps: int, json: bool = False, how: How = AS_IT_IS, stops: Stops = FREE
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
    json
        Print the result as one JSON object.
    """
    if steps < 0:
        raise RunError(f"--steps {steps} cannot be done.", "It is a number of updates, 0 or more.", "Try --steps 600.")
    found = take(preset, how.presets or own_folder())
    name, chosen = _chosen(found, run, how.seed)
    client = Client(wish=how.device)
    began = perf_counter()
    ended = client.train(name, chosen, _rule(found, name, steps, stops))
    seconds = perf_counter() - began
    step = ended.best if ended.why == "patience" else ended.step
    loss, measures = client.goto(step), client.measure()
    _report({
        "preset": preset, "run": name, "step": step, "ended": ended.why,
        "loss": loss, "measures": measures,
        "validation": dict(ended.looks)[step], "seconds": round(seconds, 3),
        "steps_per_second": round(ended.step / seconds, 1),
    }, json)  # fmt: skip


@app.command
def roles(preset: str, *, run: str = "", steps: int | None = None, json: bool = False, how: How = AS_IT_IS) -> None:
    """Train a run of a preset, and rank its units by what they know of sequences it has not seen.

    Parameters
    ----------
    preset
        The name of a preset, or the path of its file.
    run
        The name of one of its runs; the first if not given.
    steps
        How many updates to do; those that are planned if not given.
    json
        Print the result as one JSON object.
    """
    name, chosen = _chosen(take(preset, how.presets or own_folder()), run, how.seed)
    client = Client(heard=False, wish=how.device)
    client.ask(Load((chosen,), (name,), chosen.updates if steps is None else steps))
    answer = client.ask(Rank())
    assert isinstance(answer, Ranked)
    print(dumps(asdict(answer.each[0])) if json else told(answer.each[0]))


@app.command
def bench(
    *, threads: tuple[int, ...] = (1, 2), seconds: float = 2.0, json: bool = False, device: Bench = "cpu"
) -> None:
    """Measure a traced step of the LSTM against PyTorch's, or a graphics card against the CPU.

    Parameters
    ----------
    threads
        Numbers of BLAS threads, each measured in a process of its own.
    seconds
        How long to measure each size.
    json
        Print the result as one JSON object.
    device
        With cuda: measure whole updates on the card against those by the CPU's kernels.
    """
    if settled(device) == CUDA:
        from engine import device_bench  # noqa: PLC0415  it needs PyTorch

        measured = device_bench.measure(CUDA, seconds)
        print(dumps(measured) if json else device_bench.told(measured))
        return
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
    if not stops.solved:
        return Rule(steps, every, patience=stops.patience)
    own = [each for each in preset.solved if each.run == name and not each.against]
    if not own:
        whose = ", ".join(dict.fromkeys(each.run for each in preset.solved))
        expected = f"It has one for {whose}." if whose else "It promises nothing."
        raise RunError(f"{preset.name} has no criterion for the run {name}.", expected, "Leave out --solved.")
    return Rule(steps, every, goals(own), stops.patience)


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
        code = app(arguments, exit_on_error=False, print_error=False)
    except (CycloptsError, EngineError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
