"""What a session says of the place on screen: one signal for each kind of answer, None until the answer is known."""

from PySide6.QtCore import QObject, Signal

from engine.messages import Checked, Exampled, Explored, Followed, Measured, Ranked, Said, Tried, Watched
from visualizer.inquiry import Known


class Announcements(QObject):
    """The signals, and who gets which answer."""

    checked = Signal(object)
    """(Checked or None): how the gradients on screen compare with finite differences; None until that is known."""
    measured = Signal(object)
    """(Measured or None): how the nets on screen do on held-out data; None until that is known."""
    watched = Signal(object)
    """(Watched or None): what the watches are at the place on screen; None until that is known."""
    followed = Signal(object)
    """(Followed): what they were over the updates up to this one."""
    tried = Signal(object)
    """(Tried): the step on screen, as it is and with changes."""
    told = Signal(object)
    """(Said or Exampled): what the nets say to an input that somebody is making, or an input to begin with."""
    ranked = Signal(object)
    """(Ranked or None): which units of the nets on screen know what; None until that is known."""

    explored = Signal(object)
    """(Explored): what the engine found out about the traces on screen."""

    def announce(self, answer: object) -> None:
        """Say what the engine told of the place."""
        signals = {Checked: self.checked, Measured: self.measured, Watched: self.watched, Followed: self.followed,
                   Tried: self.tried, Said: self.told, Exampled: self.told, Ranked: self.ranked,
                   Explored: self.explored}
        if type(answer) in signals:
            signals[type(answer)].emit(answer)

    def announce_known(self, known: Known) -> None:
        """Say again what is kept of a place that one is at already."""
        self.checked.emit(known.verdict)
        self.measured.emit(known.measures)
        self.ranked.emit(known.ranks)

    def announce_nothing(self) -> None:
        """Say that nothing is known of the place that is wanted."""
        for signal in (self.checked, self.measured, self.ranked, self.watched):
            signal.emit(None)
