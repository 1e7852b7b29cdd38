"""What of a preset's parts does not fit another part: scenes and criteria of runs that are not there, and the like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine import address
from engine.errors import RunError, meant
from engine.promise import Proof, Solved, Stated, broken
from engine.run import Run, build, dropped, model
from engine.sentence import Sentence, at_line
from engine.sight import sight_of
from engine.toml import Source, lines_of
from presets.spoken import LANGUAGES

if TYPE_CHECKING:
    from presets.load import Scene

Runs = Mapping[str, Run | None]
"""Runs by name; None stands for one that is not right itself, of which nothing is known."""
DROPOUT = Sentence(
    "dropout as a remedy needs a run that begins with its lines. Give it edits of both at 0.",
    "丢弃作为办法，要求运行一开始就有它的线。在更新 0 给两者各一次修改。",
)


def misfits(scene: "Scene", runs: Runs) -> list[Sentence]:
    """Say what in a scene does not fit the runs of its preset; of one that is not right itself nothing is known."""
    wrong = [_no_run(name, runs) for name in scene.runs if name not in runs]
    for run in filter(None, map(runs.get, scene.runs)):
        names = model(run, build(run)).names
        if scene.line and scene.line not in (*names, "x"):
            wrong.append(Sentence(f'no line "{scene.line}" in the cell {run.cell}. Its lines are {", ".join(names)}.',
                                  f"单元 {run.cell} 里没有叫“{scene.line}”的线。它的线有 {', '.join(names)}。"))
        if "pictures" in scene.views and sight_of(build(run)) is None:
            wrong.append(Sentence(f"no pictures go into a run of {run.task}. Look at its tokens.",
                                  f"任务 {run.task} 的输入不是图。改看 tokens。"))
        if "dropout" in scene.remedies and not {"drop_recurrent", "drop_outputs"} <= set(dropped(run)):
            wrong.append(DROPOUT)
        if "examples" in scene.remedies and not hasattr(build(run), "examples"):
            wrong.append(Sentence(f"the task {run.task} has no examples to add. Leave out that remedy.",
                                  f"任务 {run.task} 没有例子可加。去掉这种办法。"))
        if scene.unit and scene.unit > run.hidden:
            wrong.append(Sentence(f"no unit {scene.unit}. The run has {run.hidden}.",
                                  f"没有第 {scene.unit} 个单元。这次运行有 {run.hidden} 个。"))
        wrong += [told for moment in (scene.at, scene.to) if (told := no_moment(moment, names))]
    return wrong


def _no_run(name: str, runs: Runs) -> Sentence:
    known, guess = ", ".join(runs), meant(name, runs)
    return Sentence(f'no run "{name}". The runs are {known}. {guess}'.rstrip(),
                    f"没有叫“{name}”的运行。运行有 {known}。{guess.zh}")


def no_moment(moment: str | None, names: tuple[str, ...]) -> Sentence:
    """Say why it is none, or nothing."""
    try:
        address.checked(moment or "start", names)
    except RunError as error:
        return error.whole
    return Sentence()


def scene_misfits(listed: Sequence["Scene | None"], runs: Runs, source: Source) -> list[Sentence]:
    """Say the same of all scenes, with their lines."""
    places = lines_of(source.text)
    return [
        at_line(source.where, source.first + places.get(("scene", place), 0),
                Sentence(f"scene {place + 1}: {told}", f"第 {place + 1} 个场景：{told.zh}"))
        for place, scene in enumerate(listed) if scene is not None
        for told in dict.fromkeys(told for lang in LANGUAGES for told in misfits(scene.spoken(lang), runs))
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a preset is right by itself; None stands for what is not."""

    runs: Runs
    scenes: Sequence["Scene | None"]
    promised: Mapping[str, Sequence[Stated | None]]
    proof: Proof | None

    def wrong(self, source: Source) -> list[Sentence]:
        """Say what of it does not fit another part."""
        return [*self._promises(source), *scene_misfits(self.scenes, self.runs, source)]

    def _promises(self, source: Source) -> list[Sentence]:
        """Tell criteria of runs that are not there, and a proof of something else."""
        places, wrong = lines_of(source.text), list[Sentence]()
        for key, listed in self.promised.items():
            for place, each in enumerate(listed):
                line = source.first + places.get((key, place), places.get((key,), 0))
                named = [name for name in (each.run, each.against) if name] if each else []
                none = [_no_run(name, self.runs) for name in named if name not in self.runs]
                wrong += [at_line(source.where, line, Sentence(f"{key}: {told}", f"{key}：{told.zh}")) for told in none]
        every = [each for listed in self.promised.values() for each in listed]
        if self.proof is None or wrong or None in every:
            return wrong
        solved = tuple(each for each in every if isinstance(each, Solved))
        stated = tuple(each for each in every if each and not isinstance(each, Solved))
        line = source.first + places.get(("proof",), 0)
        return [at_line(source.where, line, told) for told in broken(solved, stated, self.proof)]
