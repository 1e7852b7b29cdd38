"""The views, by the names that scenes and presets use."""

from engine.survey import Wanted
from engine.trace import Trace
from visualizer.views.by_layer import ByLayer
from visualizer.views.carry import CarryView
from visualizer.views.cell import CellView
from visualizer.views.clip import ClipView
from visualizer.views.depth import DepthView
from visualizer.views.formula import FormulaView
from visualizer.views.gap import GapView
from visualizer.views.gradients import GradientsView
from visualizer.views.hand import HandView
from visualizer.views.loss import LossView
from visualizer.views.maps import MapsView
from visualizer.views.memory import MemoryView
from visualizer.views.pictures import PicturesView
from visualizer.views.race import RaceView
from visualizer.views.roles import RolesView
from visualizer.views.saturation import SaturationView
from visualizer.views.stack import StackView
from visualizer.views.theory import TheoryView
from visualizer.views.tokens import TokensView
from visualizer.views.triangle import TriangleView
from visualizer.views.truncation import TruncationView
from visualizer.views.unrolled import UnrolledView
from visualizer.views.view import View

VIEWS: dict[str, type[View]] = {
    "unrolled": UnrolledView,
    "cell": CellView,
    "maps": MapsView,
    "stack": StackView,
    "gradients": GradientsView,
    "tokens": TokensView,
    "pictures": PicturesView,
    "loss": LossView,
    "depth": DepthView,
    "formula": FormulaView,
    "hand": HandView,
    "triangle": TriangleView,
    "carry": CarryView,
    "theory": TheoryView,
    "memory": MemoryView,
    "saturation": SaturationView,
    "clip": ClipView,
    "truncation": TruncationView,
    "roles": RolesView,
    "gap": GapView,
    "race": RaceView,
}

INSIDE = ("cell", "maps", "stack", "formula")
"""Views that look into one cell: of a net with several, into that of the moment."""

EXPLORED: dict[str, Wanted] = {"triangle": "influence", "memory": "influence", "theory": "spectrum"}
"""Views that need what takes long to find out of a large trace."""


def fitted(name: str, view: View, trace: Trace) -> View:
    """The view of a name that fits a trace: the one at hand, or one that has a view for each layer."""
    several = name in INSIDE and len(trace.net.blocks) > 1
    if several == isinstance(view, ByLayer):
        return view
    return ByLayer(VIEWS[name]) if several else VIEWS[name]()
