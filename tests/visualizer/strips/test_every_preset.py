"""Every preset has a strip: a gesture on it gives an input that its task takes, and the net's answer comes back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt

from engine.run import Run, build
from engine.saying import said
from engine.tasks.takes import Curved, Filmed, Inked, Painted, Placed, Takes, Typed, Worded
from engine.tasks.task import typed
from engine.trainer import Trainer
from presets.load import load, names
from tests.visualizer.strips.conftest import Bench
from visualizer.strips import STRIPS
from visualizer.strips.reply import reply

Open = Callable[..., Bench]


def runs() -> Iterator[tuple[str, Run]]:
    """The runs of all presets that differ in what they take: one of each task and its options a preset."""
    for preset in names():
        seen: set[object] = set()
        for name, run in load(preset).runs.items():
            if (task := build(run)) not in seen:
                seen.add(task)
                yield f"{preset}-{name}", run


def drag(made: Bench) -> None:
    """Drag over the left half of the field."""
    field = made.strip.field
    y = field.top() + field.height() * 0.4
    made.drag(*((field.left() + 130 + 12 * place, y + 5 * (place % 2)) for place in range(9)))


def type_signs(made: Bench) -> None:
    """Type a sign that is offered, or a letter."""
    takes = made.strip.takes
    made.type(takes.signs[0] if isinstance(takes, Typed) and takes.signs and takes.signs[0].isascii() else "a")


def pick(made: Bench) -> None:
    """Click on the first thing offered."""
    made.press(Qt.Key.Key_L, held=Qt.KeyboardModifier.ControlModifier)
    _, area = made.strip.chips()[0]
    made.click(area.center().x(), area.center().y())


def gesture(made: Bench, takes: Takes) -> None:
    """Do what the strip is for."""
    if isinstance(takes, Typed):
        (pick if takes.signs and not takes.signs[0].isascii() else type_signs)(made)
    else:
        {Worded: pick, Curved: drag, Inked: drag, Painted: drag, Placed: drag, Filmed: drag}[type(takes)](made)


@pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in runs()])
def test_a_gesture_is_answered(bench: Open, run: Run) -> None:
    small = run.model_copy(update={"hidden": 4, "batch": 2, "layers": 1, "edits": ()})
    trainer, takes = Trainer(small), build(run).takes
    assert type(takes) in STRIPS
    made = bench(takes, typed([token for token in trainer.trace().tokens if token]))
    assert type(made.strip) is STRIPS[type(takes)]
    gesture(made, takes)
    assert made.heard[-1:] == [made.strip.text] != [""]
    trace = trainer.trace(made.heard[-1])
    answer = reply(trace, takes, said(trainer, made.heard[-1]), made.strip.look)
    assert trace.probe
    assert answer.words or answer.guesses or answer.numbers
    made.strip.show_replies((("net", answer),), (trace,), fresh=True)
    assert not made.strip.grab().isNull()
