"""The formula view."""

from visualizer.views.view import View


class FormulaView(View):
    """Being written."""
