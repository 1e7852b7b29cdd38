"""The stack view."""

from visualizer.views.view import View


class StackView(View):
    """Being written."""
