"""The unrolled view."""

from visualizer.views.view import View


class UnrolledView(View):
    """Being written."""
