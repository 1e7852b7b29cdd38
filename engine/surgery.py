"""Changes tried on the step that is shown: what the loss and the gradients of this very step would be with them.

Nothing is changed by trying, so undoing is looking again. A change is an `Edit` at this step, so keeping it is writing
it into the run's history: the run that has it goes on from here with the same bits that were tried.
"""

from collections.abc import Sequence

from engine.edits import Edit
from engine.errors import RunError
from engine.fit import misfits
from engine.messages import Tried
from engine.run import Run, model
from engine.sentence import Sentence, joined
from engine.trainer import Trainer
from engine.watch.seen import Seen

NEW_LINES = Sentence(
    "dropout where there was none makes lines that the net does not have. Load a run that begins with it.",
    "原来没有丢弃，加上它会多出网络没有的线。载入一个一开始就有丢弃的运行。",
)


def clamped(line: str, number: float, at: int, unit: int | None = None, steps: tuple[int, int] | None = None) -> Edit:
    """Hold a line at a number: a gate at 1 is open, at 0 shut; all units and all time steps unless some are given."""
    return _edit(at, line=line, set=number, unit=unit, steps=steps)


def ablated(unit: int, at: int, state: str = "h") -> tuple[Edit, ...]:
    """Silence a unit: nobody hears of its state."""
    return (clamped(state, 0.0, at, unit),)


def frozen(unit: int, at: int, carried: Sequence[str], since: int = 1) -> tuple[Edit, ...]:
    """Keep all that a unit carries at what it was before a time step."""
    steps = None if since == 1 else (since, 1_000_000)
    return tuple(_edit(at, line=name, unit=unit, keeps=True, steps=steps) for name in carried)


def severed(source: int, unit: int, at: int, state: str = "h") -> tuple[Edit, ...]:
    """Cut what one unit hears of another's old state, for good: the weights are 0 and stay so."""
    weight = f"*.{state}'"
    return (
        _edit(at, weight=weight, source=source, unit=unit, set=0.0),
        _edit(at, weight=weight, source=source, unit=unit, learns=False),
    )


def _edit(at: int, **keys: object) -> Edit:
    return Edit.model_validate({"at": at} | keys)


def tried(trainer: Trainer, changes: Sequence[Edit], text: str | None = None) -> Seen:
    """Look at a trainer's step with changes; without any, as it is."""
    if not changes:
        return trainer.look(text)
    return trainer.branch(kept(trainer, changes)).look(text)


class Theatre:
    """Where changes are tried on a step; what it is without them is looked at once."""

    def __init__(self) -> None:
        self._before: tuple[Trainer, int, str | None, Seen] | None = None

    def trial(self, trainer: Trainer, changes: Sequence[Edit], text: str | None = None) -> Tried:
        """Look at a trainer's step without changes and with them."""
        branch = trainer.branch(kept(trainer, changes)) if changes else trainer
        before = self._look(trainer, text)
        after = branch.look(text) if changes else before
        return Tried(
            before.inside,
            after.inside,
            (float(before.losses[-1]), float(after.losses[-1])),
            (float(before.lengths[-1]), float(after.lengths[-1])),
            branch.run,
            branch.crash(text) if after.inside.broken else None,
        )

    def _look(self, trainer: Trainer, text: str | None) -> Seen:
        """Look at a step, or remember it: a trainer's step has the same bits whenever it is looked at."""
        if self._before is None or self._before[:3] != (trainer, trainer.step, text):
            self._before = (trainer, trainer.step, text, trainer.look(text))
        return self._before[3]


def kept(trainer: Trainer, changes: Sequence[Edit]) -> Run:
    """The run that has the changes in its history, from the step where the trainer stands."""
    now = tuple(change.model_copy(update={"at": trainer.step}) for change in changes)
    run = trainer.run.model_copy(update={"edits": (*trainer.run.edits, *now)})
    wrong = misfits(run, trainer.task, trainer.model)
    if not wrong and model(run, trainer.task) != trainer.model:
        wrong = [NEW_LINES]
    if wrong:
        raise RunError(
            f"This cannot be changed here: {wrong[0]}", " ".join(wrong[1:]),
            zh=(f"这里不能这样改：{wrong[0].zh}", joined(wrong[1:]).zh, ""),
        )  # fmt: skip
    return run


def continues(run: Run, trainer: Trainer) -> bool:
    """Whether a run is a trainer's with more edits, all of them where it stands: then it can branch off there."""
    old = trainer.run.edits
    first, more = run.edits[: len(old)], run.edits[len(old) :]
    same = first == old and run == trainer.run.model_copy(update={"edits": run.edits})
    here = bool(more) and all(edit.at == trainer.step for edit in more)
    return same and here and model(run, trainer.task) == trainer.model
