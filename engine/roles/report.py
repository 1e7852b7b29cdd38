"""A ranking as the terminal shows it."""

from engine.roles.probes import PROBES
from engine.roles.ranking import Ranking


def told(ranking: Ranking) -> str:
    """Write a line for each unit, and what may be said of them."""
    words = {probe.name: probe.en for probe in PROBES}
    searched = f"{ranking.units} units, {len(ranking.probes)} probes, {ranking.sequences} held-out sequences"
    if not ranking.probes:
        return f"no probe makes sense of these sequences ({searched})"
    rows = [("unit", "role", "r", "AUC", "p")]
    for each in ranking.roles:
        area = "" if each.auc is None else f"{each.auc:.3f}"
        unit, r = f"{each.line} {each.unit + 1}", f"{each.correlation:.3f}"
        rows.append((unit, words[each.probe], r, area, f"{each.p:.3f}"))
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows]
    best = ranking.best
    said = f"best: {best.line} {best.unit + 1}, {words[best.probe]}" if best else "no role found (p ≥ 0.05)"
    return "\n".join((*lines, searched, said))
