"""The cell view."""

from visualizer.views.view import View


class CellView(View):
    """Being written."""
