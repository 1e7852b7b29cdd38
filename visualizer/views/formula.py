"""The formula of the line of the moment, with names and then with numbers, a bar of its colour under each."""

from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor, Phase
from visualizer.paint import superscript, text_width, write
from visualizer.views.formula_row import Row, fitted
from visualizer.views.quantity import power, unit_of
from visualizer.views.terms import Formula, backward, forward, moved, summed
from visualizer.views.view import View

READABLE = 26.0
"""Smaller than this, and the formula takes the room of what is said beside it."""


class FormulaView(View):
    """Paints one formula in the middle of its area."""

    def prepare(self) -> None:
        """Forget the formulas of another trace."""
        self.unit = min(self.subject.unit, self.trace.value["h"].shape[1] - 1)
        self._rows: dict[Beat, tuple[str, Row]] = {}

    def formula(self, beat: Beat) -> tuple[str, Formula]:
        """The formula of a beat, and what has to be said beside it."""
        if beat.phase is Phase.LOSS:
            return "", summed(self.trace)
        if beat.phase is Phase.UPDATE:
            said, formula = moved(self.trace)
            return self.look.word("探针：权重不变", "a probe: weights stay") if self.trace.probe else said, formula
        said = self._answer(beat)
        if beat.phase is Phase.FORWARD:
            return said, forward(self.trace, beat.line, beat.t, self.unit)
        shift = power(self.trace, beat.t, self.unit)
        if shift:
            said += "   " * bool(said) + self.look.word("梯度", "gradients") + f" × 10{superscript(shift)}"
        return said, backward(self.trace, beat.line, beat.t, self.unit)

    def _answer(self, beat: Beat) -> str:
        """Which of the answers is written out, where the line is the answers."""
        if beat.line != "y" or not self.trace.symbols:
            return ""
        place = unit_of(self.trace, "y", beat.t, self.unit)
        return self.look.word("答案", "answer") + f" {self.trace.symbols[place]}"

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the formula of the moment; the numbers take their places one by one."""
        beat = cursor.beat
        if beat is None:
            return
        if beat not in self._rows:
            said, formula = self.formula(beat)
            shift = power(self.trace, beat.t, self.unit) if beat.phase is Phase.BACKWARD else 0
            wide = text_width(self.look.font(24).toString(), said) + 30 if said else 0.0
            row = fitted(formula, shift, self.look, self.area.adjusted(wide, 0, -wide, 0))
            if row.size < READABLE:
                row = fitted(formula, shift, self.look, self.area)
            self._rows[beat] = said, row
        said, row = self._rows[beat]
        row.paint(painter, self.look, cursor.part)
        if said and text_width(self.look.font(24).toString(), said) + 10 < row.left - self.left:
            write(painter, self.left, row.baseline, said, self.look.font(24), self.look.theme.ink2)
