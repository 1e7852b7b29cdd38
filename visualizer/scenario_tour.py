"""A tour of presets: the scenario of each is played in both languages, and a sheet of pictures kept of each."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from presets.load import FOLDER, Preset, load, names
from visualizer.app import Wish, application, build
from visualizer.scenario import scenario_deck
from visualizer.tour import Sheet, Stop, Tour, contact_sheet, make_folder, wish_paper
from visualizer.window import Window

LANGUAGES = ("zh", "en")
ALL = "all"
COLUMNS, THUMB = 3, (640, 360)


class ScenarioTour:
    """Plays one preset after the other in one window, whose engine so trains once for both languages."""

    def __init__(self, window: Window, out: Path, heard: list[str]) -> None:
        self.window, self.out, self.heard = window, out, heard
        self.tour = Tour(window, out)

    def play(self, preset: Preset, lang: str, folder: Path) -> list[Stop]:
        """Play the scenario of a preset of a folder, in a language; its pictures are kept, and a sheet of all."""
        window, tour = self.window, self.tour
        tour.out, tour.stops = self.out / preset.name / lang, []
        make_folder(tour.out)
        window.restyle(replace(window.look, lang=lang))
        window.lecture.change_deck(scenario_deck(preset, lang, folder))
        tour.play_slides()
        told = (*window.lecture.deck.warnings, *self.heard)
        self.heard.clear()
        tour.stops[-1] = replace(tour.stops[-1], warnings=(*tour.stops[-1].warnings, *told))
        sheet = Sheet(self.out / f"{preset.name}.{lang}.png", COLUMNS, THUMB)
        contact_sheet(tour.stops, tour.out, wish_paper(window), sheet)
        return tour.stops


def run_scenario_tour(wish: Wish, chosen: tuple[str, ...], out: Path) -> int:
    """Play the scenarios of presets; says where the pictures are, and gives 1 if one of them had trouble."""
    application()
    make_folder(out)
    presets = [(load(name), _folder(name)) for name in (names() if ALL in chosen else chosen)]
    told: list[dict[str, object]] = []
    trouble: list[str] = []
    with _heard() as heard:
        window = build(wish)
        window.timeline.still = False
        window.show()
        tour = ScenarioTour(window, out, heard)
        window.channel.open()
        for preset, folder in presets:
            for lang in LANGUAGES:
                stops = tour.play(preset, lang, folder)
                warnings = list(dict.fromkeys(text for stop in stops for text in stop.warnings))
                trouble += [f"{preset.name}, {lang}: {text}" for text in warnings]
                told.append(_told(preset, lang, stops, warnings))
                print(f"{preset.name}.{lang}.png   {len(stops)} pictures   warnings: {len(warnings)}", flush=True)
        window.close()
    report = {"size": list(wish.size), "theme": wish.theme, "scenarios": told}
    (out / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"{len(presets)} presets in {out}   report: {out / 'report.json'}   warnings: {len(trouble)}")
    print("\n".join(trouble), file=sys.stderr, end="\n" if trouble else "")
    return 1 if trouble else 0


def _folder(name: str) -> Path:
    """Where the file of a preset lies: one that is named by its file, or ours."""
    return Path(name).resolve().parent if name.endswith(".toml") else FOLDER


def _told(preset: Preset, lang: str, stops: list[Stop], warnings: list[str]) -> dict[str, object]:
    """All of one scenario as plain data."""
    seconds = sum(scene.seconds for scene in preset.scenes)
    return {"preset": preset.name, "lang": lang, "seconds": seconds, "warnings": warnings,
            "stops": [asdict(stop) for stop in stops]}  # fmt: skip


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what Qt says."""
    heard: list[str] = []
    before = qInstallMessageHandler(lambda kind, _context, text: heard.append(f"{QtMsgType(kind).name}: {text}"))
    try:
        yield heard
    finally:
        qInstallMessageHandler(before)
