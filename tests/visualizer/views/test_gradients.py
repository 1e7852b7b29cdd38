"""The sizes of the gradients: an empty axis first, fixed decades, bands only where the data go."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from engine.beats import Phase
from tests.visualizer.views.subjects import brackets, has, ink, moment, painted, stage, view
from visualizer.paint import Look, write
from visualizer.theme import LIGHT, ROLES
from visualizer.views import gradients
from visualizer.views.head_labels import Label

pytestmark = pytest.mark.usefixtures("fonts")


def test_the_curves_grow_to_the_left(qtbot: QtBot) -> None:
    trace = brackets()
    made = stage(trace, "unrolled", "gradients")
    qtbot.addWidget(made)
    assert ink(painted(made, "gradients", moment(trace, Phase.LOSS))) == 0
    picture = painted(made, "gradients", moment(trace, Phase.BACKWARD, 8))
    assert has(picture, ROLES["c"])
    assert has(picture, ROLES["h"])


def test_the_scale_holds_every_gradient() -> None:
    shown = view(stage(brackets(), "gradients"), "gradients")
    for curve in shown.curves:
        assert all(shown.scale.has(float(size)) for size in curve.sizes)
    assert shown.scale.high - shown.scale.low >= 2


def test_a_band_is_shaded_once_a_gradient_has_vanished(qtbot: QtBot) -> None:
    trace = brackets("rnn")
    fading = trace.grad["h"] * 10.0 ** np.linspace(-8, 0, trace.T)[:, None]
    made = stage(replace(trace, grad={**trace.grad, "h": fading}), "unrolled", "gradients")
    qtbot.addWidget(made)
    axis = view(made, "gradients").axis
    assert axis
    late, early = (painted(made, "gradients", moment(trace, Phase.BACKWARD, t)) for t in (1, 9))
    far = (axis.x(11), axis.right)
    assert ink(late, *far) > ink(early, *far) + 1000


def test_what_is_not_finite_is_marked(qtbot: QtBot) -> None:
    trace = brackets("rnn")
    grad = trace.grad["h"].copy()
    grad[4] = np.inf
    made = stage(replace(trace, grad={**trace.grad, "h": grad}), "unrolled", "gradients")
    qtbot.addWidget(made)
    assert not has(painted(made, "gradients", moment(trace, Phase.BACKWARD, 5)), LIGHT.positive)
    for t in (4, 2):
        assert has(painted(made, "gradients", moment(trace, Phase.BACKWARD, t)), LIGHT.positive)


def test_the_title_says_what_the_dashed_line_is_in_as_many_words_as_fit() -> None:
    for width, start in ((1300, "size of the gradient; dashed: ρᵏ, ρ ="), (330, "dashed: ρᵏ, ρ =")):
        shown = view(stage(brackets("rnn"), "gradients", size=(width, 600)), "gradients")
        shown.look = Look(lang="en")
        assert shown.title().startswith(start)
    assert "ρ" not in view(stage(brackets("lstm"), "gradients"), "gradients").title()


@pytest.mark.parametrize("width", [340, 420, 700])
def test_labels_of_a_narrow_lane_stay_in_it_and_off_the_word_that_says_what_vanished(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    trace = brackets("rnn")
    fading = trace.grad["h"] * 10.0 ** np.linspace(-14, 0, trace.T)[:, None]
    made = stage(replace(trace, grad={**trace.grad, "h": fading}), "gradients", size=(width, 600))
    qtbot.addWidget(made)
    labels: list[tuple[float, float, float]] = []
    words: list[tuple[float, float, float]] = []

    def drawn(label: Label, _painter: QPainter, x: float, baseline: float) -> None:
        labels.append((x, x + label.wide, baseline))

    def written(painter: QPainter, x: float, baseline: float, text: str, *more: object) -> float:
        wide = write(painter, x, baseline, text, *more)  # type: ignore[arg-type]  # as it was given
        if text in {"消失", "vanishes"}:
            words.append((x - wide, x, baseline))
        return wide

    monkeypatch.setattr(Label, "draw", drawn)
    monkeypatch.setattr(gradients, "write", written)
    axis = view(made, "gradients").axis
    assert axis
    for t in reversed(range(trace.T)):
        labels.clear()
        words.clear()
        painted(made, "gradients", moment(trace, Phase.BACKWARD, t))
        for left, right, base in labels:
            assert left >= axis.left
            assert right <= axis.right + 1 or right - left > axis.right - axis.left - 8
            for word_left, word_right, word_base in words:
                assert right < word_left or left > word_right or abs(base - word_base) > 17
    assert words
