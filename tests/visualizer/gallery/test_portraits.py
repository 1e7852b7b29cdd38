"""Where pictures are kept: named by what they show, found again, small, and shipped for every preset of ours."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPixmap

from engine.shelf import Entry
from presets.load import Preset, load, names
from tests.presets.test_load import GOOD
from visualizer.gallery.portraits import SHIPPED, Portraits, cache_folder, compact, keep, key, shipped_keys
from visualizer.paint import Look
from visualizer.theme import DARK

pytestmark = pytest.mark.usefixtures("fonts")
TEXT = GOOD + '[[scene]]\nstep = 3\nsay = "a"\n'


def preset(tmp_path: Path, text: str = TEXT) -> Preset:
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    return load(tmp_path / "mine.toml")


def pixmap(ink: str) -> QPixmap:
    made = QPixmap(64, 36)
    made.fill(QColor(ink))
    return made


def test_a_key_follows_what_is_shown_and_not_what_is_said(tmp_path: Path) -> None:
    first = key(preset(tmp_path))
    said = TEXT.replace('en = "B"', 'en = "other"').replace('say = "a"', "seconds = 9.0")
    assert key(preset(tmp_path, said)) == first
    for before, after in (("length = 12", "length = 14"), ("step = 3", "step = 4"), ("step = 3", 'views = ["maps"]')):
        assert key(preset(tmp_path, TEXT.replace(before, after))) != first


def test_a_key_follows_what_is_shown_in_either_language(tmp_path: Path) -> None:
    by_language = TEXT.replace("step = 3", 'step = 3\nrun = { zh = "two", en = "one" }')
    keys = {key(preset(tmp_path, text)) for text in (TEXT, by_language, by_language.replace('"one" }', '"two" }'))}
    assert len(keys) == 3


def test_a_picture_that_is_kept_is_found_in_its_look_only(tmp_path: Path) -> None:
    portraits, made = Portraits(tmp_path / "cache", tmp_path / "ships"), preset(tmp_path)
    entry, look = Entry(tmp_path / "mine.toml", made, own=True), Look()
    assert portraits.picture(entry, look) is None
    assert not portraits.current(entry, look)
    keep(pixmap("#224466"), portraits.file(made, look))
    found = portraits.picture(entry, look)
    assert found is not None
    assert found.toImage().pixelColor(1, 1).name() == "#224466"
    assert portraits.current(entry, look)
    assert not portraits.current(entry, replace(look, theme=DARK))
    assert [file.suffix for file in (tmp_path / "cache").iterdir()] == [".png"]


def test_one_of_ours_that_changed_shows_its_last_picture_until_there_is_another(tmp_path: Path) -> None:
    ships = tmp_path / "ships"
    portraits, made, look = Portraits(tmp_path / "cache", ships), preset(tmp_path), Look()
    keep(pixmap("#224466"), ships / "mine.zh.light.png")
    (ships / "keys.json").write_text('{"mine": "something else"}', "utf-8")
    entry = Entry(tmp_path / "mine.toml", made)
    assert portraits.picture(entry, look) is not None
    assert not portraits.current(entry, look)
    keep(pixmap("#446622"), portraits.file(made, look))
    found = portraits.picture(entry, look)
    assert found is not None
    assert found.toImage().pixelColor(1, 1).name() == "#446622"


def test_a_compact_picture_is_nearly_the_same_in_at_most_256_colours() -> None:
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (36, 65, 3)).astype(np.uint8)
    pixels[:20] = (251, 250, 246)
    image = QImage(pixels.tobytes(), 65, 36, 65 * 3, QImage.Format.Format_RGB888)
    small = compact(image)
    assert len(small.colorTable()) == 256
    assert small.size() == image.size()
    assert small.pixelColor(3, 3).getRgb()[:3] == (251, 250, 246)
    off = [abs(a - b) for y in range(36) for x in range(65)
           for a, b in zip(small.pixelColor(x, y).getRgb()[:3], image.pixelColor(x, y).getRgb()[:3], strict=True)]
    assert np.mean(off) < 20
    few = QImage(8, 8, QImage.Format.Format_RGB32)
    few.fill(QColor("#0072B2"))
    assert compact(few).convertToFormat(QImage.Format.Format_RGB32) == few


def test_most_shipped_pictures_are_of_what_their_presets_are_now() -> None:
    known = shipped_keys(SHIPPED)
    now = [known.get(name) == key(load(name)) for name in names()]
    assert np.mean(now) > 0.7, "make them anew: python -m visualizer portraits --ship"


def test_shipped_pictures_are_there_in_both_languages_and_looks() -> None:
    known = shipped_keys(SHIPPED)
    assert len(known) >= 30
    for name in known:
        for look in ("zh.light", "zh.dark", "en.light", "en.dark"):
            assert (SHIPPED / f"{name}.{look}.png").stat().st_size < 60_000


@pytest.mark.parametrize(("platform", "environment", "folder"), [
    ("linux", {"HOME": "/h"}, "/h/.cache/unrolled/portraits"),
    ("darwin", {"HOME": "/h"}, "/h/Library/Caches/Unrolled/portraits"),
    ("win32", {"LOCALAPPDATA": "/l"}, "/l/Unrolled/portraits"),
    ("linux", {"UNROLLED_CACHE": "/mine"}, "/mine"),
])
def test_the_cache_is_where_each_system_keeps_such_things(
    platform: str, environment: dict[str, str], folder: str
) -> None:
    assert cache_folder(environment, platform) == Path(folder)
