"""The gradients view."""

from visualizer.views.view import View


class GradientsView(View):
    """Being written."""
