"""Trying a net on an input of one's own: from a strip to the session and back, while somebody makes it.

Every state of the input is asked of the engine, unless a newer one has overtaken it by the time the engine is free;
the stage shows the end of the forward pass, so that gates and states move with each key or stroke.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.beats import Beats, Cursor
from engine.messages import Advanced, Example, Exampled, Failed, Said
from engine.run import build
from engine.saying import speaks
from engine.tasks.takes import Inked, Placed, Takes, Typed, Worded
from engine.tasks.task import typed
from visualizer.place import Place
from visualizer.scenes import run_titles
from visualizer.strips import strip_for
from visualizer.strips.reply import reply
from visualizer.strips.strip import Strip

if TYPE_CHECKING:
    from visualizer.window import Window

ASIDE = {
    "gradients", "loss", "triangle", "carry", "theory", "memory", "saturation", "clip", "truncation", "roles", "gap",
}  # fmt: skip
"""Views that show nothing of an input at the end of its forward pass."""
FORWARD = ("tokens", "maps")
"""Views in the place of a scene's, if all of these are such."""
AS_WRITTEN = (Typed, Worded, Inked, Placed)
"""What begins with the text that a scene gives, and not with what became of it on stage."""


class Trying(QObject):
    """The strip that is open, if one is, and what it was opened over."""

    shown = Signal()
    """A strip was opened or closed."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.strips: dict[type[Takes], Strip] = {}
        self.strip: Strip | None = None
        self._before: tuple[Place, int] | None = None
        """Where the stage was when the strip was opened, or where it goes back to."""
        self._views: tuple[str, ...] = ()
        """The views of the scene, while others stand in their place."""
        self._newest: str | None = None
        """What was made last, while the engine is busy with what was made before."""
        self._said: tuple[str, ...] = ()
        self._examples = 0
        self._keeping = False
        """Whether the strip is to close as soon as what stands there is on stage."""

    @property
    def tall(self) -> float:
        """How much of the window the open strip takes, in design pixels."""
        return self.strip.tall if self.strip is not None else 0.0

    def begin(self) -> None:
        """Open the strip for what is on stage, if the engine has shown something there."""
        place, shown, session = self._session.reached, self._session.shown, self._session
        if self.strip is not None or place is None or shown is None or session.place != place:
            return
        task = build(place.runs[0])
        takes = task.takes
        self.strip = self._strip(takes)
        self._before, self._said, self._newest = (place, self._window.timeline.done), (), None
        trace = shown.traces[0]
        given = place.input if place.input is not None and isinstance(takes, AS_WRITTEN) else typed(trace.tokens)
        self.strip.begin(takes, given)
        self._show_forward()
        session.listen(True, words=speaks(task))
        self._reply()
        self.shown.emit()

    def _show_forward(self) -> None:
        """Show what moves with an input, where the scene's views do not."""
        director = self._window.director
        self._views = director.views if set(director.views) <= ASIDE else ()
        if self._views:
            director.views = FORWARD
            director.refresh()

    def _show_scene(self) -> None:
        """Show the scene's own views again."""
        if self._views:
            self._window.director.views = self._views
            self._window.director.refresh()

    def _strip(self, takes: Takes) -> Strip:
        """The strip of a kind, made when it is first asked for."""
        kind = type(takes)
        if kind not in self.strips:
            strip = self.strips[kind] = strip_for(takes, self._window)
            strip.changed.connect(self.try_text)
            strip.left.connect(self.end)
            strip.turned.connect(self._turn)
            strip.example_wanted.connect(self._ask_example)
        self.strips[kind].restyle(self._window.look, self._window.unit)
        return self.strips[kind]

    def end(self, keep: bool) -> None:
        """Close the strip, and keep what is on stage, once it is what stands there, or put back what was."""
        strip, before = self.strip, self._before
        if strip is None or before is None:
            return
        self._keeping = keep and not strip.fresh and not strip.refusal
        if keep and not strip.fresh:
            return
        self.strip, self._newest = None, None
        strip.hide()
        self._session.listen(False)
        if keep:
            self._before = None
        else:
            self._show_scene()
            self._go_back(before)
        self.shown.emit()

    def _go_back(self, before: tuple[Place, int]) -> None:
        place, done = before
        if self._session.place == place and not self._session.busy:
            self._before = None
            self._window.timeline.seek(done)
        else:
            self._session.try_input(place.input)

    def _turn(self, action: str) -> None:
        """Go on in the lecture, which takes the strip away."""
        self.end(False)
        self._window.do(action)

    def forget(self) -> None:
        """Another scene is opened: the strip goes, and nothing is put back."""
        strip, self.strip, self._before, self._newest = self.strip, None, None, None
        if strip is not None:
            strip.hide()
            self._session.listen(False)
            self.shown.emit()

    # -- from the strip to the engine

    def try_text(self, text: str) -> None:
        """Show an input as soon as the engine is free."""
        self._newest, self._keeping = text, False
        self.ask_newest()

    def ask_newest(self) -> None:
        """Ask for what was made last, if the engine is free."""
        if self._newest is not None and not self._session.busy:
            text, self._newest = self._newest, None
            self._said = ()
            self._session.try_input(text)

    def _ask_example(self) -> None:
        self._examples += 1
        self._session.ask(Example(self._examples))

    # -- from the engine to the strip

    def take(self, place: Place, answer: Advanced) -> None:
        """Show the end of the forward pass of what was made; once the strip is gone, the moment that was left."""
        timeline = self._window.timeline
        if timeline.beats is None:
            return
        if self.strip is not None:
            timeline.pause()
            timeline.seek(answered(timeline.beats) if self._before and place != self._before[0] else self._before_done)
            self._reply()
            if self._keeping:
                self.end(True)
        elif self._before is not None:
            before, done = self._before
            self._before = None
            if place == before:
                timeline.seek(done)
        del answer

    @property
    def _before_done(self) -> int:
        return 0 if self._before is None else self._before[1]

    def take_told(self, told: object) -> None:
        """Show the words that the nets say, or go on from an example."""
        if self.strip is None:
            return
        if isinstance(told, Said) and not self.strip.refusal:
            self._said = told.each
            self._reply()
        elif isinstance(told, Exampled):
            self.strip.take_example(told.input)

    def take_refusal(self, failed: Failed) -> None:
        """Say on the strip why an input cannot be shown."""
        if self.strip is not None and self._newest is None:
            self._keeping = False
            self.strip.show_refusal(failed)

    def _reply(self) -> None:
        """Show the answers of all nets on stage."""
        place, shown, strip, look = self._session.reached, self._session.shown, self.strip, self._window.look
        if strip is None or place is None or shown is None:
            return
        said = self._said or ("",) * len(shown.traces)
        titles = run_titles(place.runs, look.lang) if len(shown.traces) > 1 else (look.word("网络说", "the net says"),)
        replies = tuple(
            (title, reply(trace, strip.takes, words, look))
            for title, trace, words in zip(titles, shown.traces, said, strict=False)
        )
        strip.show_replies(replies, shown.traces, fresh=place == self._session.place and self._newest is None)


def answered(beats: Beats) -> int:
    """How many beats are done when all has been read and said: those of the way forward.

    A net that reads both ways ends it at the first step; then the loss, which is of no step, is shown with all of it.
    """
    return beats.half + int(Cursor(beats, beats.half).t != beats.T - 1)
