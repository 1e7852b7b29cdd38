"""The maps view."""

from visualizer.views.view import View


class MapsView(View):
    """Being written."""
