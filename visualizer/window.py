"""The window: slide, stage, caption and transport, and every connection between our objects.

One way: lecture → director → session → engine → director → timeline and stage. Nothing downstream writes upstream;
a view says only which beat was picked, and the transport only what was sought.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from engine.beats import Cursor
from engine.messages import Checked, Failed, Measured
from visualizer.actions import ACTIONS
from visualizer.banner import Banner
from visualizer.caption import Caption, check_words
from visualizer.channel import Channel
from visualizer.commands import Commands
from visualizer.curtain import Curtain
from visualizer.deck import Slide, read_deck
from visualizer.director import Director
from visualizer.errors import VisualizerError
from visualizer.help import HelpOverlay
from visualizer.input_line import InputLine
from visualizer.jump import JumpNumber
from visualizer.keys import key_names
from visualizer.lecture import Lecture
from visualizer.measures import measure_words
from visualizer.outline import Outline
from visualizer.paint import Look, colour
from visualizer.scenes import caption
from visualizer.session import Session
from visualizer.slide_pane import SlidePane
from visualizer.stage import Stage
from visualizer.timeline import Timeline
from visualizer.transport import Transport

DESIGN = (1920, 1080)
TEXT_SHARE = 620
CAPTION, BAR = 60, 156


class Window(QWidget):
    """A lecture on screen."""

    def __init__(self, lecture: Lecture, channel: Channel, look: Look) -> None:
        super().__init__()
        self.lecture, self.channel, self.look = lecture, channel, look
        self.session = Session(channel)
        self.timeline = Timeline(self)
        self.slide_pane, self.stage = SlidePane(look.theme), Stage()
        self.caption, self.transport = Caption(self), Transport(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.director = Director(self.session, self.timeline, self.stage)
        self.text_hidden = False
        self.trying = False
        """Whether the last thing asked for was an input of the room's own."""
        self.typed = self.checked = self.measured = ""
        self._build()
        self.commands = Commands(self)
        self._keys = {key: action.name for action in ACTIONS for key in action.keys}
        self._connect()
        self.restyle(look)
        self.resize(*DESIGN)
        self.setWindowTitle("Unrolled")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _build(self) -> None:
        self.splitter.addWidget(self.slide_pane)
        self.splitter.addWidget(self.stage)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(6)
        self.banner, self.help, self.jump = Banner(self), HelpOverlay(self), JumpNumber(self)
        self.outline, self.input_line, self.curtain = Outline(self), InputLine(self), Curtain(self)
        self.help.show_actions(ACTIONS)

    def _connect(self) -> None:
        """Make every connection between our objects."""
        self.lecture.opened.connect(self._show_slide)
        self.lecture.cued.connect(self.director.direct)
        self.lecture.cued.connect(self.show_cue)
        self.lecture.revealed.connect(self._reveal)
        self.lecture.troubled.connect(self.warn)
        self.channel.received.connect(self.session.take)
        self.channel.died.connect(self.session.lose)
        self.session.arrived.connect(self.director.take)
        self.session.checked.connect(self._show_check)
        self.session.measured.connect(self._show_measures)
        self.session.failed.connect(self._show_failure)
        self.session.lost.connect(self._show_loss_of_engine)
        self.session.training_changed.connect(self._show_transport)
        self.director.changed.connect(self._show_transport)
        self.director.changed.connect(self._show_status)
        self.director.troubled.connect(self._warn_of_scene)
        self.timeline.moved.connect(self._show_moment)
        self.timeline.play_changed.connect(self._show_transport)
        self.stage.picked.connect(lambda beat: self._seek(self.stage.done_of(beat)))
        self.transport.sought.connect(self._seek)
        self.transport.update_sought.connect(self.session.goto)
        self.transport.play_toggled.connect(self.commands.play)
        self.transport.stepped.connect(lambda way: self.commands.time_on() if way > 0 else self.commands.time_back())
        self.transport.speed_changed.connect(self.timeline.set_speed)
        self.outline.chosen.connect(self.lecture.open)
        self.input_line.given.connect(self._try_input)
        self.input_line.closed.connect(lambda: self.banner.dismiss() if self.trying else None)

    # -- what is shown

    def _show_slide(self, slide: Slide) -> None:
        self.banner.clear()
        self.slide_pane.show_slide(slide, self.lecture.index + 1, len(self.lecture.deck.slides))
        self._reveal()

    def show_cue(self) -> None:
        """Show what stands around the scene: its bullet, its caption, and the text or the stage alone."""
        scene = self.lecture.scene
        self.slide_pane.set_current(None if scene is None or scene.bullet is None else scene.bullet - 1)
        self.trying = False
        self.caption.show_texts(self._said, self.caption.right)
        self.stage.set_heading(self.lecture.slide.title if scene is not None and self._wide else "")
        self._place()
        if scene is not None and not self.channel.alive:
            self._show_loss_of_engine()

    @property
    def _said(self) -> str:
        """What the scene says, or which input of the room's own is on stage in its place."""
        scene, place, reached = self.lecture.scene, self.session.place, self.session.reached
        if scene is None:
            return ""
        own = place.input if place is not None and reached is not None and place.input == reached.input else None
        if own is not None and own != scene.input:
            return self.look.word(f"自己的输入：{own}", f"your own input: {own}")
        return caption(scene, self.look.lang)

    def _show_check(self, checked: Checked | None) -> None:
        """Say how the gradients on screen compare with finite differences, once that is known."""
        self.checked = "" if checked is None else check_words(checked, self.look)
        self._show_status()

    def _show_measures(self, measured: Measured | None) -> None:
        """Say how the nets do on held-out data: over the lanes of a race, else beside the caption."""
        words = () if measured is None else tuple(measure_words(each, self.look) for each in measured.each)
        race = len(words) > 1
        self.stage.set_notes(tuple(each[0] for each in words if each) if race else ())
        self.measured = "" if race or not words else "   ".join(" ".join(pair) for pair in words[0])
        self._show_status()

    def _show_status(self) -> None:
        self.trying = self.trying and self.session.place != self.session.reached
        parts = (self.checked, self.director.changes(self.look), self.measured)
        self.caption.show_texts(self._said, "   ".join(part for part in parts if part))

    def _reveal(self) -> None:
        if self.lecture.slide.steps:
            self.slide_pane.set_revealed(self.lecture.bullets_shown)

    def _show_moment(self, cursor: Cursor | None) -> None:
        if cursor is not None:
            self.stage.seek(cursor)
        self._show_transport()

    def _show_transport(self) -> None:
        place, shown = self.session.place, self.session.shown
        if place is None or shown is None or self.director.cue is None:
            return
        self.transport.show_state(
            self.timeline.cursor, shown.traces[0].step, place.runs[0].updates, shown.losses[0], self.director.loss,
            self.timeline.playing, self.timeline.speed, self.director.pace, self.session.training,
        )

    def _seek(self, done: int) -> None:
        self.timeline.pause()
        self.session.train(False)
        self.timeline.seek(done)

    def warn(self, message: str) -> None:
        """Show one failure on the banner; the lecture goes on."""
        self.banner.show_failure(message)

    def _warn_of_scene(self, message: str) -> None:
        """Show what is wrong with the scene on stage, and where it stands in the deck."""
        source = self.lecture.slide.scenes
        self.warn(message if source is None else f"{self.lecture.deck.path.name}:{source.line}: {message}")

    def _try_input(self, text: str) -> None:
        """Show a string of the room's own."""
        self.trying = bool(text)
        self.session.try_input(text)

    def _show_failure(self, failed: Failed) -> None:
        self.stage.wait(False)
        if self.trying:
            self.input_line.rise()
        self.banner.show_failure(failed.what, f"{failed.expected} {failed.remedy}".strip())

    def _show_loss_of_engine(self) -> None:
        word = self.look.word
        what = word("引擎停止了，最后的画面还在。", "The engine has stopped; the last picture stays.")
        self.banner.show_failure(what, word("按 R 重新启动引擎。", "Press R to start it again."))

    # -- where things stand

    @property
    def unit(self) -> float:
        """Screen pixels in a design pixel."""
        return max(0.2, min(self.width() / DESIGN[0], self.height() / DESIGN[1]))

    @property
    def _wide(self) -> bool:
        return self.text_hidden or (self.lecture.scene is not None and self.lecture.scene.wide)

    def _place(self) -> None:
        unit, wide, high = self.unit, self.width(), self.height()
        staged = self.lecture.scene is not None
        below = round((CAPTION + BAR) * unit) if staged else 0
        bar = round(BAR * unit)
        self.splitter.setGeometry(0, 0, wide, high - below)
        self.slide_pane.setVisible(not staged or not self._wide)
        for widget in (self.stage, self.caption, self.transport):
            widget.setVisible(staged)
        if staged and not self._wide:
            text = round(TEXT_SHARE * unit)
            self.splitter.setSizes([text, wide - text])
        self.caption.setGeometry(0, high - below, wide, below - bar)
        self.transport.setGeometry(0, high - bar, wide, bar)
        self.banner.lift = bar if staged else 0
        for overlay in (self.banner, self.help, self.jump, self.outline, self.input_line, self.curtain):
            overlay.place(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale everything with the window."""
        super().resizeEvent(event)
        self.restyle(self.look)

    def restyle(self, look: Look) -> None:
        """Take a theme and a language."""
        self.look = look
        palette = self.palette()
        palette.setColor(self.backgroundRole(), colour(look.theme.paper))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.splitter.setStyleSheet(f"QSplitter::handle {{ background: {look.theme.paper} }}")
        self.slide_pane.set_unit(self.unit)
        self.slide_pane.restyle(look.theme)
        for widget in (self.stage, self.caption, self.transport, self.banner, self.help, self.outline, self.jump,
                       self.input_line, self.curtain):
            widget.restyle(look, self.unit)
        self._place()

    # -- what keys do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the action of a key, or go on typing a slide's number; any other key is safe."""
        if event.text().isdecimal() and event.text().isascii():
            self._type(self.typed + event.text())
        elif self.typed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            number = int(self.typed)
            self._type("")
            self.lecture.open(number - 1)
        elif self.typed and event.key() == Qt.Key.Key_Backspace:
            self._type(self.typed[:-1])
        else:
            self._type("")
            self._do(key_names(event))

    def _type(self, digits: str) -> None:
        """Take the digits of a slide's number typed so far."""
        self.typed = digits[-4:]
        place = int(self.typed or 0) - 1
        slides = self.lecture.deck.slides
        self.jump.show_number(self.typed, slides[place].title if 0 <= place < len(slides) else "")

    def _do(self, names: tuple[str, ...]) -> None:
        for name in names:
            if name in self._keys:
                getattr(self.commands, self._keys[name])()
                return

    def translate(self, path: Path) -> None:
        """Take the deck's other language; one that cannot be read leaves the lecture as it is."""
        try:
            self.lecture.translate(read_deck(path))
        except VisualizerError as error:
            self.warn(str(error))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the engine end with the window."""
        self.channel.close()
        super().closeEvent(event)
