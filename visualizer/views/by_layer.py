"""A view that looks into one cell, for nets that have several: it shows the layer in which the moment is."""

from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from engine.beats import Beat, Cursor
from engine.net import Block
from engine.one_layer import layer_cursor, layer_trace, net_beat
from visualizer.paint import write
from visualizer.views.view import View

NAME = 32.0
"""The height of the line that says which layer it is."""


class ByLayer(View):
    """Keeps a view for each layer and direction, and paints one of them."""

    def __init__(self, kind: type[View]) -> None:
        super().__init__()
        self.kind = kind

    def prepare(self) -> None:
        """Show each layer to a view of its own; a net of one layer has one."""
        self.each = [(block, self._view(block)) for block in self.trace.net.blocks]

    def _view(self, block: Block) -> View:
        """A view of one layer; one that runs against time has no axis in common with the others."""
        made = self.kind()
        made.look, made.spill = self.look, self.spill
        made.area = self.area.adjusted(0, NAME, 0, 0)
        made.axis = self.axis if block.way > 0 else None
        made.trace = layer_trace(self.trace, block)
        made.subject = replace(self.subject, trace=made.trace)
        made.prepare()
        return made

    def _shown(self, cursor: Cursor) -> tuple[Block, View]:
        """The layer of the moment, or the uppermost one that runs with time."""
        line = cursor.beat.line if cursor.beat else ""
        for block, view in self.each:
            if line in [block.name(each.name) for each in block.cell.lines]:
                return block, view
        return next((block, view) for block, view in reversed(self.each) if block.way > 0)

    def paint(self, painter: QPainter, cursor: Cursor) -> None:
        """Paint the layer of the moment, and say which it is."""
        block, view = self._shown(cursor)
        own = layer_cursor(cursor, block)
        view.paint_still(painter)
        view.paint(painter, own)
        font = self.look.font(22, medium=True)
        write(painter, self.left, self.area.top() + 20, self._name(block), font, self.look.theme.ink2)

    def _name(self, block: Block) -> str:
        layer = "".join(filter(str.isdigit, block.suffix)) or "1"
        against = block.way < 0
        zh = f"第 {layer} 层" + ("，从右往左" if against else "")
        return self.look.word(zh, f"layer {layer}" + (", from right to left" if against else ""))

    def picked(self, point: QPointF, cursor: Cursor) -> Beat | None:
        """The beat of the layer that was clicked, as the net has it."""
        block, view = self._shown(cursor)
        beat = view.picked(point, layer_cursor(cursor, block))
        return None if beat is None else net_beat(beat, block, self.trace.T)
