"""The tokens view."""

from visualizer.views.view import View


class TokensView(View):
    """Being written."""
