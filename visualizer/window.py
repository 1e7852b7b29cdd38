"""The window: slide, stage, caption and transport. What is connected to what stands in `visualizer/wiring.py`."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from engine.beats import Cursor
from engine.errors import both
from engine.messages import Checked, Failed, Measured
from engine.sentence import at_line, joined
from visualizer.actions import keymap
from visualizer.banner import Banner
from visualizer.caption import Caption, check_words, shortened
from visualizer.channel import Channel
from visualizer.commands import Commands
from visualizer.curtain import Curtain
from visualizer.debugger.debugger import Debugger
from visualizer.deck import Slide
from visualizer.director import Director
from visualizer.gallery.gallery import Gallery
from visualizer.help import HelpOverlay
from visualizer.jump import JumpNumber
from visualizer.keys import key_names
from visualizer.lecture import Lecture
from visualizer.measures import own_words, race_notes
from visualizer.outline import Outline
from visualizer.paint import Look, colour
from visualizer.qt_words import qt_speaks
from visualizer.scenes import caption
from visualizer.session import Session
from visualizer.slide_pane import SlidePane
from visualizer.stage import Stage
from visualizer.timeline import Timeline
from visualizer.transport import Transport
from visualizer.trying import Trying
from visualizer.visit import Visit
from visualizer.wiring import connect

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
        self.typed = ""
        self.checked: Checked | None = None
        self.measured: Measured | None = None
        self._build()
        self.commands = Commands(self)
        connect(self)
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
        self.outline, self.curtain, self.gallery = Outline(self), Curtain(self), Gallery(self)
        self.debugger, self.trying, self.visit = Debugger(self), Trying(self), Visit(self)

    # -- what is shown

    def show_slide(self, slide: Slide) -> None:
        """Show a slide's text."""
        self.banner.clear()
        self.debugger.report.hide()
        self.slide_pane.show_slide(slide, self.lecture.index + 1, len(self.lecture.deck.slides))
        self.reveal()

    def show_cue(self) -> None:
        """Show what stands around the scene: its bullet, its caption, and the text or the stage alone."""
        scene = self.lecture.scene
        self.slide_pane.set_current(None if scene is None or scene.bullet is None else scene.bullet - 1)
        self.caption.show_texts(self._said, self.caption.right)
        self.stage.set_heading(self.lecture.slide.title if scene is not None and self._wide else "")
        self._place()
        if scene is not None and not self.channel.alive:
            self.show_loss_of_engine()

    @property
    def _said(self) -> str:
        """What the scene says, or which input of the room's own is on stage in its place."""
        scene, place, reached = self.lecture.scene, self.session.place, self.session.reached
        if scene is None:
            return ""
        own = place.input if place is not None and reached is not None and place.input == reached.input else None
        if own is not None and own != scene.input:
            return self.look.word("自己的输入：", "your own input: ") + shortened(own, self.look)
        return caption(scene, self.look.lang)

    def show_check(self, checked: Checked | None) -> None:
        """Take what the check of the gradients found."""
        self.checked = checked
        self.debugger.show_check(checked)
        self.show_status()

    def show_measures(self, measured: Measured | None) -> None:
        """Take how the nets do."""
        self.measured = measured
        self.show_status()

    def show_status(self) -> None:
        """Write what is known of the picture: over the lanes of a race, and beside the caption."""
        self.stage.set_notes(race_notes(self.measured, self.look))
        check = "" if self.checked is None else check_words(self.checked, self.look)
        parts = (check, self.director.changes(self.look), *own_words(self.measured, self.look))
        self.caption.show_texts(self._said, "   ".join(part for part in parts if part))

    def reveal(self) -> None:
        """Show as many bullets as have come."""
        if self.lecture.slide.steps:
            self.slide_pane.set_revealed(self.lecture.bullets_shown)

    def show_moment(self, cursor: Cursor | None) -> None:
        """Put the stage to a moment."""
        if cursor is not None:
            self.director.stage.seek(cursor)
        self.debugger.seek(cursor)
        self.show_transport()

    def show_transport(self) -> None:
        """Show where we are in the bar."""
        place, shown = self.session.place, self.session.shown
        if place is None or shown is None or self.director.cue is None:
            return
        self.transport.show_state(
            self.timeline.cursor, shown.traces[0].step, place.runs[0].updates, shown.losses[0], self.director.loss,
            self.timeline.playing, self.timeline.speed, self.director.pace, self.session.training,
        )
        self.debugger.show_play(place, shown)

    def seek(self, done: int) -> None:
        """Go to a moment; whatever runs stops."""
        self.timeline.pause()
        self.session.train(False)
        self.timeline.seek(done)

    def warn(self, message: str) -> None:
        """Show one failure on the banner; the lecture goes on."""
        self.banner.show_failure(message)

    def warn_of_scene(self, message: str) -> None:
        """Show what is wrong with the scene on stage, and where it stands in the deck."""
        source = self.lecture.slide.scenes
        self.warn(message if source is None else at_line(self.lecture.deck.path.name, source.line, message))

    def show_failure(self, failed: Failed) -> None:
        """Show what went wrong; of an update that broke, all that is known of it."""
        self.stage.wait(False)
        what, *then = both(failed)
        self.banner.show_failure(what, joined(filter(None, then)))
        if failed.crash is not None:
            self.debugger.report.show_crash(failed.crash)

    def show_loss_of_engine(self) -> None:
        """Say that the engine is gone."""
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

    def make_room(self) -> None:
        """Give a strip its room at the foot, and the stage what is left."""
        self._place()
        self.show_status()

    def _place(self) -> None:
        unit, wide, high = self.unit, self.width(), self.height()
        staged = self.lecture.scene is not None
        strip = round(self.trying.tall * unit)
        below = max(strip, round((CAPTION + BAR) * unit) if staged else 0)
        bar = round(BAR * unit)
        self.splitter.setGeometry(0, 0, wide, high - below)
        self.slide_pane.setVisible(not staged or not self._wide)
        self.stage.setVisible(staged)
        self.splitter.setVisible(not self.debugger.open)
        for widget in (self.caption, self.transport):
            widget.setVisible(staged and not self.debugger.open and not strip)
        if staged and not self._wide:
            text = round(TEXT_SHARE * unit)
            self.splitter.setSizes([text, wide - text])
        self.caption.setGeometry(0, high - round((CAPTION + BAR) * unit), wide, round((CAPTION + BAR) * unit) - bar)
        self.transport.setGeometry(0, high - bar, wide, bar)
        self.banner.lift = self.debugger.report.lift = strip or (bar if staged else 0)
        self.debugger.desk.setGeometry(self.rect().adjusted(0, 0, 0, -strip))
        for overlay in (self.banner, self.help, self.jump, self.outline, self.curtain, self.gallery,
                        *self.debugger.covers, *self.trying.strips.values()):
            overlay.place(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale everything with the window."""
        super().resizeEvent(event)
        self.restyle(self.look)

    def restyle(self, look: Look) -> None:
        """Take a theme and a language."""
        self.look, self.lecture.lang = look, look.lang
        qt_speaks(look.lang)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), colour(look.theme.paper))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.splitter.setStyleSheet(f"QSplitter::handle {{ background: {look.theme.paper} }}")
        self.slide_pane.set_unit(self.unit)
        self.slide_pane.restyle(look.theme)
        for widget in (self.stage, self.caption, self.transport, self.banner, self.help, self.outline, self.jump,
                       self.curtain, self.gallery, self.debugger.desk):
            widget.restyle(look, self.unit)
        for cover in (*self.debugger.covers, *self.trying.strips.values()):
            cover.restyle(look, self.unit)
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
            action = keymap(desk=self.debugger.open).get(name)
            if action is not None:
                self.do(action)
                return

    def do(self, action: str) -> None:
        """Do an action by its name in the table."""
        getattr(self.commands, action)()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the engine end with the window."""
        self.gallery.darkroom.close()
        self.channel.close()
        super().closeEvent(event)
