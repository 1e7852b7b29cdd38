"""A preset's small picture: of a real trace, trained as its scene says, in the look that is asked for."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from engine.trainer import Trainer
from presets.load import load, names
from tests.presets.test_load import GOOD
from visualizer.gallery.portrait import SIZE, portrait, sitting, telling
from visualizer.paint import Look
from visualizer.theme import DARK

pytestmark = pytest.mark.usefixtures("fonts")
SCENES = GOOD + (
    '[[scene]]\nviews = ["loss"]\nuntil = 9\npace = "update"\n'
    '[[scene]]\nstep = 3\nviews = ["tokens", "maps"]\nto = "forward 4"\n[[scene]]\nstep = 3\nviews = ["stack"]\n'
)


def image(path: Path, look: Look) -> QImage:
    return portrait(sitting(load(path)), look).toImage()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(SCENES, "utf-8")
    return tmp_path / "mine.toml"


def test_the_scene_that_tells_most_is_taken_after_training(path: Path) -> None:
    scene = telling(load(path))
    assert scene is not None
    assert scene.views == ("tokens", "maps")
    sat = sitting(load(path))
    trainer = Trainer(load(path).runs["one"], "one")
    trainer.goto(3)
    np.testing.assert_array_equal(sat.traces[0].value["h"], trainer.trace().value["h"])


def test_the_same_preset_gives_the_same_picture_and_another_training_another(path: Path, tmp_path: Path) -> None:
    look = Look()
    first = image(path, look)
    assert first.size() == SIZE
    assert image(path, look) == first
    (tmp_path / "other.toml").write_text(SCENES.replace("step = 3", "step = 30"), "utf-8")
    assert image(tmp_path / "other.toml", look) != first


def test_it_is_drawn_in_the_look_that_is_asked_for(path: Path) -> None:
    dark = image(path, Look(DARK, "en"))
    assert dark.pixelColor(2, 2).name().upper() == DARK.paper


@pytest.mark.parametrize("name", names())
def test_every_shipped_preset_has_a_scene_to_take(name: str) -> None:
    assert telling(load(name)) is not None


def test_a_scene_of_its_own_runs_in_chinese_has_a_picture_of_those(tmp_path: Path) -> None:
    text = SCENES.replace('step = 3\nviews = ["tokens", "maps"]', 'run = { zh = "two", en = "one" }\nstep = 3\n'
                          'views = ["tokens", "maps"]')  # fmt: skip
    (tmp_path / "both.toml").write_text(text, "utf-8")
    preset = load(tmp_path / "both.toml")
    assert [sitting(preset, lang).traces[0].run for lang in ("en", "zh")] == ["one", "two"]
