"""Where we are in a lecture: slide, scene, and whether its motion has been played. Absolute, never relative.

Opening a slide stages its first scene, still. `next` plays it; then each `next` stages the next scene with its text
and plays it; after the last comes the next slide. A slide looks the same from whichever side it is opened.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from presets.load import Preset, Scene
from visualizer.deck import Deck, Slide
from visualizer.scenes import Staging, stage_of


@dataclass(frozen=True, slots=True)
class Cue:
    """What the stage is asked to show: a scene of a preset, at its start or at its end, in motion or still."""

    preset: Preset
    scene: Scene
    play: bool
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A place in a deck: slide, scene, whether its motion was played, and the bullets that have come."""

    index: int
    scene_index: int
    played: bool
    bullets_shown: int


@dataclass(slots=True)
class _Seen:
    """The scenes of the deck's slides that were read already."""

    stagings: dict[int, Staging] = field(default_factory=dict)


class Lecture(QObject):
    """A deck, a slide of it and a scene of that slide."""

    opened = Signal(object)
    """(Slide): its text, its scene follows by `cued`."""
    cued = Signal(object)
    """(Cue or None)"""
    revealed = Signal()
    troubled = Signal(object)

    def __init__(self, deck: Deck, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.deck = deck
        self.lang = "zh"
        """The language of the room."""
        self.index = 0
        self.scene_index = 0
        self.played = False
        self.bullets_shown = 0
        self._seen = _Seen()

    @property
    def slide(self) -> Slide:
        """The slide we are at."""
        return self.deck.slides[self.index]

    @property
    def staging(self) -> Staging:
        """The scenes of the slide we are at."""
        return self.staging_of(self.index)

    @property
    def scene(self) -> Scene | None:
        """The scene we are at, if the slide has any, as it is in the language of the room."""
        return self.staging.scenes[self.scene_index].spoken(self.lang) if self.staging.scenes else None

    def staging_of(self, index: int) -> Staging:
        """The scenes of any slide."""
        if index not in self._seen.stagings:
            self._seen.stagings[index] = stage_of(self.deck, self.deck.slides[index])
        return self._seen.stagings[index]

    def change_deck(self, deck: Deck, index: int = 0) -> None:
        """Take another deck, or the same in another language."""
        self.deck = deck
        self._seen = _Seen()
        self.open(index)

    @property
    def page(self) -> Page:
        """Where we are."""
        return Page(self.index, self.scene_index, self.played, self.bullets_shown)

    def return_to(self, deck: Deck, page: Page) -> None:
        """Open a deck where it was left, its scene still."""
        self.deck = deck
        self._seen = _Seen()
        self.open_text(page.index)
        self.scene_index, self.bullets_shown = page.scene_index, page.bullets_shown
        self.revealed.emit()
        self._cue(play=False)
        self.played = page.played

    def translate(self, deck: Deck) -> None:
        """Take the same deck in another language and stay where we are, scene and all."""
        scene, scenes = self.scene_index, len(self.staging.scenes)
        self.deck = deck
        self._seen = _Seen()
        self.index = min(self.index, len(deck.slides) - 1)
        if len(self.staging.scenes) != scenes:
            self.open(self.index)
            return
        self.scene_index = scene
        self.opened.emit(self.slide)

    def open_text(self, index: int) -> None:
        """Open a slide's text alone; a number outside the deck opens the nearest one."""
        self.index = max(0, min(len(self.deck.slides) - 1, index))
        self.scene_index, self.played = 0, False
        self.bullets_shown = 0
        self.opened.emit(self.slide)

    def open(self, index: int) -> None:
        """Open a slide and stage its first scene, still."""
        self.open_text(index)
        if self.staging.trouble:
            self.troubled.emit(self.staging.trouble)
        self._cue(play=False)

    def next(self) -> None:
        """Reveal, play, or go on."""
        if self.bullets_shown < self.slide.steps:
            self.bullets_shown += 1
            self.revealed.emit()
        elif self.scene is not None and not self.played and _moves(self.scene):
            self._cue(play=True)
        elif self.scene_index + 1 < len(self.staging.scenes):
            self.stage(self.scene_index + 1, play=True)
        elif self.index + 1 < len(self.deck.slides):
            self.open(self.index + 1)

    def previous(self) -> None:
        """Go back one scene, shown at its end, or to the slide before."""
        if self.scene_index > 0:
            self.stage(self.scene_index - 1, play=False, at_end=True)
        elif self.played or self.bullets_shown:
            self.open(self.index)
        elif self.index > 0:
            self.open(self.index - 1)

    def stage(self, scene_index: int, *, play: bool, at_end: bool = False) -> None:
        """Stage one scene of this slide."""
        self.scene_index = scene_index
        self._cue(play=play, at_end=at_end)

    def rewind(self) -> None:
        """Stage the same scene from its start, still."""
        self._cue(play=False)

    def _cue(self, *, play: bool, at_end: bool = False) -> None:
        self.played = play or at_end
        if self.scene is None or self.staging.preset is None:
            self.cued.emit(None)
        else:
            self.cued.emit(Cue(self.staging.preset, self.scene, play and _moves(self.scene), at_end))


def _moves(scene: Scene) -> bool:
    return scene.to is not None or scene.until is not None
