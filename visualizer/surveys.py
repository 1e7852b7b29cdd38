"""What the engine has found out about the traces on stage that takes long, and what is still wanted of it."""

from engine.messages import Explored
from engine.survey import Survey, Wanted, at_hand, has
from engine.trace import Trace
from visualizer.views import EXPLORED


class Surveys:
    """Findings by trace; what is not on stage any more is forgotten."""

    def __init__(self) -> None:
        self.known: dict[Trace, Survey] = {}

    def take(self, traces: tuple[Trace, ...], explored: Explored) -> None:
        """Take what was found out about traces, to what is known of them."""
        before = [self.known.get(trace, Survey()) for trace in traces]
        self.known = {
            trace: old.joined(new) for trace, old, new in zip(traces, before, explored.each, strict=True)
        }

    def wanted(self, traces: tuple[Trace, ...], views: tuple[str, ...]) -> tuple[Wanted, ...]:
        """What views need of traces, takes long, and is not known yet."""
        self.known = {trace: self.known[trace] for trace in traces if trace in self.known}
        needed = sorted({EXPLORED[name] for name in views if name in EXPLORED})
        return tuple(what for what in needed if not all(
            at_hand(trace, what) or has(self.known.get(trace), what) for trace in traces
        ))
