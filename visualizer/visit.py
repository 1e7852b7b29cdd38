"""A visit to a preset's scenario, and the way back to the very slide, scene and moment that it was left for."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from presets.load import Preset, Scene
from visualizer.deck import Deck, read_deck, sibling
from visualizer.errors import VisualizerError
from visualizer.lecture import Page
from visualizer.left import Left, left, resume
from visualizer.scenario import scenario_deck

if TYPE_CHECKING:
    from visualizer.window import Window


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a lecture was left: its deck, the page of it, and what was on stage."""

    deck: Deck
    page: Page
    left: Left | None
    lang: str
    scene: Scene | None


class Visit:
    """Opens presets over a lecture, and the lecture again."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.mark: Bookmark | None = None
        self.preset: Preset | None = None
        self._folder = Path()

    def open(self, preset: Preset, folder: Path) -> None:
        """Play a preset's scenario; the lecture keeps its place."""
        window = self._window
        if self.mark is None:
            lecture = window.lecture
            self.mark = Bookmark(lecture.deck, lecture.page, left(window.director), window.look.lang, lecture.scene)
        self.preset, self._folder = preset, folder
        window.lecture.change_deck(scenario_deck(preset, window.look.lang, folder))
        window.lecture.next()

    def back(self) -> None:
        """Go back to where the lecture was left."""
        mark, window = self.mark, self._window
        if mark is None:
            return
        self.mark = self.preset = None
        window.lecture.return_to(mark.deck, mark.page)
        if mark.left is not None and window.lecture.scene == mark.scene:
            resume(window.director, mark.left)
        other = self.other_deck(window.look.lang) if mark.lang != window.look.lang else None
        if other is not None:
            window.lecture.translate(other)

    def other_deck(self, lang: str) -> Deck | None:
        """The deck on screen in another language, if there is one."""
        if self.preset is not None:
            return scenario_deck(self.preset, lang, self._folder)
        path = sibling(self._window.lecture.deck.path, lang)
        try:
            return None if path is None else read_deck(path)
        except VisualizerError as error:
            self._window.warn(error.told)
            return None
