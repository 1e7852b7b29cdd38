"""The source text of every cell: forward it computes what the trace holds, backward it names every use of a line."""

import re

import pytest

from engine.cells import CELLS
from engine.run import Run
from engine.surgery import clamped, frozen
from engine.trainer import Trainer
from visualizer.debugger.equations import gradient_terms, gradient_text, held_lines, uses, value_text


@pytest.mark.parametrize("cell", CELLS)
def test_every_line_of_every_cell_has_both_equations(cell: str) -> None:
    trace = Trainer(Run(task="brackets", cell=cell, hidden=2, length=4)).trace()
    for line in trace.lines:
        text = value_text(line)
        assert all(source.replace("'", "′") in text for source in line.inputs), text
        terms = gradient_terms(trace, line.name)
        used = uses(trace.lines, line.name) + uses(trace.lines, f"{line.name}'")
        assert len(terms) == max(1 if line is trace.cell.head else 0, len(used))
        named = {name for term in terms for name in re.findall(r"∂(\w+)", term)}
        assert named >= {reader.name for reader, _ in used}
        assert gradient_text(trace, line.name)


def test_an_lstm_reads_as_its_papers_do() -> None:
    trace = Trainer(Run(task="brackets", cell="lstm", hidden=2, length=4)).trace()
    told = {line.name: (value_text(line), gradient_text(trace, line.name)) for line in trace.lines}
    assert told["zf"] == ("W x + U h′ + b", "∂f f(1−f)")
    assert told["c"] == ("kept + new", "∂m (1−m²) + ∂kept⁺ f⁺")
    assert told["h"] == ("o × m", "V ∂y + Σ U ∂z⁺")
    assert told["f"] == ("σ(zf)", "∂kept × c′")
    assert told["y"] == ("V h + b", "∂L/∂y")


def test_a_held_line_says_that_it_was_not_computed_where_it_is_held_and_nowhere_else() -> None:
    edits = (clamped("f", 1.0, 0, 2, (3, 4)), *frozen(1, 0, ("c",), 5))
    trace = Trainer(Run(task="brackets", hidden=3, length=6, batch=1, edits=edits)).trace()
    assert held_lines(trace, 2, 1) == {"f": ("固定，没有计算", "held, not computed")}
    assert held_lines(trace, 4, 0) == {"c": ("保持上一步的数", "kept from before")}
    assert held_lines(trace, 4, 1) == held_lines(trace, 2, 0) == {}
