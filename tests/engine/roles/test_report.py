"""What the terminal says of a ranking."""

from engine.roles.ranking import Ranking, Role
from engine.roles.report import told

SURE, FLUKE = Role("c", 4, "quoted", -0.98765, 0.999, 0.0125), Role("h", 0, "depth", 0.5, None, 0.4)


def test_each_unit_has_a_line_and_the_best_is_named() -> None:
    lines = told(Ranking((SURE, FLUKE), ("quoted", "depth"), 8, 40)).splitlines()
    assert lines[1].split() == ["c", "5", "inside", "quotes", "-0.988", "0.999", "0.013"]
    assert lines[2].split() == ["h", "1", "depth", "of", "brackets", "0.500", "0.400"]
    assert lines[-2] == "8 units, 2 probes, 40 held-out sequences"
    assert lines[-1] == "best: c 5, inside quotes"


def test_a_fluke_is_no_role() -> None:
    assert told(Ranking((FLUKE,), ("depth",), 8, 40)).endswith("no role found (p ≥ 0.05)")
    assert told(Ranking((), (), 8, 40)).startswith("no probe makes sense of these sequences (8 units")
