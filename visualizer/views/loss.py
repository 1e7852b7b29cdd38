"""The loss view."""

from visualizer.views.view import View


class LossView(View):
    """Being written."""
