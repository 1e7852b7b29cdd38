"""What can go wrong in the window, as one small tree.

VisualizerError
├── DeckError       a deck that cannot be shown at all
└── FormulaError    a formula that cannot be drawn

`str()` of each is the whole message: what happened and where, what was expected, what to do.
"""


class VisualizerError(Exception):
    """A mistake the lecturer can mend, told in three sentences."""


class DeckError(VisualizerError):
    """A deck that cannot be shown."""


class FormulaError(VisualizerError):
    """A formula that cannot be drawn; its source is shown in its place."""
