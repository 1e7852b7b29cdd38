"""What of a preset's parts does not fit another part: scenes and criteria of runs that are not there, and the like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine import address
from engine.errors import RunError, meant
from engine.promise import Proof, Solved, Stated, broken
from engine.run import Run, build, dropped, model
from engine.sight import sight_of
from engine.toml import Source, lines_of
from presets.spoken import LANGUAGES

if TYPE_CHECKING:
    from presets.load import Scene

Runs = Mapping[str, Run | None]
"""Runs by name; None stands for one that is not right itself, of which nothing is known."""


def misfits(scene: "Scene", runs: Runs) -> list[str]:
    """Say what in a scene does not fit the runs of its preset; of one that is not right itself nothing is known."""
    wrong = [_no_run(name, runs) for name in scene.runs if name not in runs]
    for run in filter(None, map(runs.get, scene.runs)):
        names = model(run, build(run)).names
        if scene.line and scene.line not in (*names, "x"):
            wrong.append(f'no line "{scene.line}" in the cell {run.cell}. Its lines are {", ".join(names)}.')
        if "pictures" in scene.views and sight_of(build(run)) is None:
            wrong.append(f"no pictures go into a run of {run.task}. Look at its tokens.")
        if "dropout" in scene.remedies and not {"drop_recurrent", "drop_outputs"} <= set(dropped(run)):
            wrong.append("dropout as a remedy needs a run that begins with its lines. Give it edits of both at 0.")
        if "examples" in scene.remedies and not hasattr(build(run), "examples"):
            wrong.append(f"the task {run.task} has no examples to add. Leave out that remedy.")
        if scene.unit and scene.unit > run.hidden:
            wrong.append(f"no unit {scene.unit}. The run has {run.hidden}.")
        wrong += [told for moment in (scene.at, scene.to) if (told := no_moment(moment, names))]
    return wrong


def _no_run(name: str, runs: Runs) -> str:
    return f'no run "{name}". The runs are {", ".join(runs)}. {meant(name, runs)}'.rstrip()


def no_moment(moment: str | None, names: tuple[str, ...]) -> str:
    """Say why it is none, or nothing."""
    try:
        address.checked(moment or "start", names)
    except RunError as error:
        return str(error)
    return ""


def scene_misfits(listed: Sequence["Scene | None"], runs: Runs, source: Source) -> list[str]:
    """Say the same of all scenes, with their lines."""
    places = lines_of(source.text)
    return [
        f"{source.where}:{source.first + places.get(('scene', place), 0)}: scene {place + 1}: {told}"
        for place, scene in enumerate(listed) if scene is not None
        for told in dict.fromkeys(told for lang in LANGUAGES for told in misfits(scene.spoken(lang), runs))
    ]


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a preset is right by itself; None stands for what is not."""

    runs: Runs
    scenes: Sequence["Scene | None"]
    promised: Mapping[str, Sequence[Stated | None]]
    proof: Proof | None

    def wrong(self, source: Source) -> list[str]:
        """Say what of it does not fit another part."""
        return [*self._promises(source), *scene_misfits(self.scenes, self.runs, source)]

    def _promises(self, source: Source) -> list[str]:
        """Tell criteria of runs that are not there, and a proof of something else."""
        places, wrong = lines_of(source.text), list[str]()
        for key, listed in self.promised.items():
            for place, each in enumerate(listed):
                line = source.first + places.get((key, place), places.get((key,), 0))
                named = [name for name in (each.run, each.against) if name] if each else []
                wrong += [f"{source.where}:{line}: {key}: {_no_run(name, self.runs)}"
                          for name in named if name not in self.runs]
        every = [each for listed in self.promised.values() for each in listed]
        if self.proof is None or wrong or None in every:
            return wrong
        solved = tuple(each for each in every if isinstance(each, Solved))
        stated = tuple(each for each in every if each and not isinstance(each, Solved))
        line = source.first + places.get(("proof",), 0)
        return [f"{source.where}:{line}: {told}" for told in broken(solved, stated, self.proof)]
