"""What the actions do: one method an action, by its name in the table."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from engine.beats import Unit
from visualizer.actions import listed
from visualizer.debugger.desk_commands import DeskCommands
from visualizer.slide_pane import thumbnail
from visualizer.theme import DARK, LIGHT
from visualizer.timeline import SPEEDS
from visualizer.tongue import translate

if TYPE_CHECKING:
    from visualizer.window import Window


TRAINING = 20.0
"""Seconds that the planned training takes when it is watched: time lapse, not a blur."""


class Commands(DeskCommands):
    """The actions of a window."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._lecture, self._timeline = window.lecture, window.timeline
        self._session, self._director = window.session, window.director

    def next(self) -> None:
        """Finish the motion, turn the page, or go on in the lecture."""
        if self._timeline.bound is not None:
            self._timeline.finish()
        elif self._window.slide_pane.isHidden() or not self._window.slide_pane.turn_page(1):
            self._lecture.next()

    def previous(self) -> None:
        """Go back in the lecture."""
        self._lecture.previous()

    def first(self) -> None:
        """Open the first slide."""
        self._lecture.open(0)

    def last(self) -> None:
        """Open the last slide."""
        self._lecture.open(len(self._lecture.deck.slides) - 1)

    def outline(self) -> None:
        """Show all slides."""
        slides, theme = self._lecture.deck.slides, self._window.look.theme
        titles = tuple(slide.title for slide in slides)
        self._window.outline.show_slides(
            titles, self._lecture.index, lambda index, wide, high: thumbnail(slides[index], QSize(wide, high), theme)
        )
        self._window.outline.rise()

    def gallery(self) -> None:
        """Show all presets to choose from."""
        window = self._window
        self._timeline.pause()
        self._session.train(False)
        staging = self._lecture.staging
        window.gallery.show_presets(staging.preset.name if staging.preset else "")

    def toggle_text(self) -> None:
        """Hide or show the text beside a scene."""
        self._window.text_hidden = not self._window.text_hidden
        self._window.show_cue()

    def toggle_language(self) -> None:
        """Change the language of the room, and take the deck's other half if there is one."""
        window, look = self._window, self._window.look
        window.restyle(replace(look, lang="en" if look.lang == "zh" else "zh"))
        other = window.visit.other_deck(window.look.lang)
        if other is not None:
            self._lecture.translate(other)
        translate(self._director, self._lecture.scene)
        window.show_cue()

    def toggle_theme(self) -> None:
        """Light or dark."""
        look = self._window.look
        self._window.restyle(replace(look, theme=LIGHT if look.theme is DARK else DARK))

    def blank(self) -> None:
        """Show nothing, until the next key."""
        self._window.curtain.rise()

    def full_screen(self) -> None:
        """Fill the screen, or not."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def play(self) -> None:
        """Run on from here, or stop; from the end, start again."""
        if self._session.training:
            self._session.train(False)
        elif self._timeline.playing:
            self._timeline.pause()
        else:
            self._run(1)

    def play_back(self) -> None:
        """Run backwards, or stop."""
        if self._timeline.playing:
            self._timeline.pause()
        else:
            self._run(-1)

    def _run(self, direction: int) -> None:
        beats = self._timeline.beats
        if beats is None or self._lecture.scene is None:
            return
        if direction > 0 and self._timeline.done == len(beats):
            self._timeline.seek(0)
        unit = Unit.LINE if self._director.pace == "line" else Unit.TIME
        self._timeline.play(direction, unit)

    def faster(self) -> None:
        """Double the speed."""
        self._timeline.set_speed(min((s for s in SPEEDS if s > self._timeline.speed), default=SPEEDS[-1]))

    def slower(self) -> None:
        """Halve the speed."""
        self._timeline.set_speed(max((s for s in SPEEDS if s < self._timeline.speed), default=SPEEDS[0]))

    def train(self) -> None:
        """Train on, or pause."""
        self._timeline.pause()
        self._session.train(not self._session.training and self._lecture.scene is not None, seconds=TRAINING)

    def rewind(self) -> None:
        """Back to the start of this step of the slide."""
        self._lecture.rewind()

    def time_on(self) -> None:
        """One time step on; on a slide without a scene, the next slide."""
        self._step(Unit.TIME, 1)

    def time_back(self) -> None:
        """One time step back; on a slide without a scene, the slide before."""
        self._step(Unit.TIME, -1)

    def line_on(self) -> None:
        """One line on."""
        self._step(Unit.LINE, 1)

    def line_back(self) -> None:
        """One line back."""
        self._step(Unit.LINE, -1)

    def pass_on(self) -> None:
        """One pass on."""
        self._step(Unit.PASS, 1)

    def pass_back(self) -> None:
        """One pass back."""
        self._step(Unit.PASS, -1)

    def _step(self, unit: Unit, direction: int) -> None:
        if self._lecture.scene is None:
            (self.next if direction > 0 else self.previous)()
        else:
            self._session.train(False)
            self._timeline.step(unit, direction)

    def update_on(self) -> None:
        """One training update on, at the same moment."""
        self._update(1)

    def update_back(self) -> None:
        """One training update back, at the same moment."""
        self._update(-1)

    def _update(self, direction: int) -> None:
        if self._lecture.scene is not None and self._session.place is not None:
            self._timeline.pause()
            self._session.goto(self._session.place.step + direction)

    def own_input(self) -> None:
        """Open the strip to try the net on an input of the user's own, if a scene is on stage."""
        if self._lecture.scene is not None:
            self._timeline.pause()
            self._window.trying.begin()

    def knob_up(self) -> None:
        """Turn the scene's knob up."""
        self._director.turn_knob(1)

    def knob_down(self) -> None:
        """Turn the scene's knob down."""
        self._director.turn_knob(-1)

    def next_unit(self) -> None:
        """Look at the next unit."""
        self._director.choose_unit(1)

    def previous_unit(self) -> None:
        """Look at the unit before."""
        self._director.choose_unit(-1)

    def roles(self) -> None:
        """Show which unit knows what, or what was shown before."""
        self._director.show_roles()

    def side(self) -> None:
        """Show values, gradients, or whichever the pass computes."""
        self._director.choose_side()

    def next_views(self) -> None:
        """Show another set of views."""
        self._director.choose_views()

    def worksheet(self) -> None:
        """Ask where to print the step on screen as a worksheet and its key."""
        self._window.debugger.worksheets.ask()

    def remedy_l1(self) -> None:
        """Switch L1 on or off, from the next update on."""
        self._director.switch("l1")

    def remedy_l2(self) -> None:
        """Switch L2 on or off."""
        self._director.switch("l2")

    def remedy_dropout(self) -> None:
        """Switch dropout on or off."""
        self._director.switch("dropout")

    def remedy_examples(self) -> None:
        """Learn from more examples, or again from the first ones."""
        self._director.switch("examples")

    def restart_engine(self) -> None:
        """Start a new engine where the old one was lost."""
        if not self._window.channel.alive:
            self._window.banner.clear()
            self._session.restart()

    def help(self) -> None:
        """Show all keys that do something here."""
        self._window.help.show_actions(listed(desk=self._window.debugger.open))
        self._window.help.rise()

    def close(self) -> None:
        """Take away what lies over the lecture, the first failure first; then go back to the lecture."""
        if self._window.debugger.dismiss_report():
            return
        if self._window.banner.isVisible():
            self._window.banner.dismiss()
        elif self._window.trying.strip is not None:
            self._window.trying.end(False)
        elif self._window.debugger.open:
            self.leave()
        else:
            self._window.visit.back()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()
