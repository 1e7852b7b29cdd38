"""Numbers under one another: one power of ten and as many decimals for a whole column, so that points align."""

from dataclasses import dataclass
from math import floor, log10

import numpy as np

from engine.arrays import Array
from visualizer.paint import number, superscript

PLAIN = (-2, 3)
"""Powers of ten within which a column is written as it is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a column is written: numbers times 10^shift, with so many decimals."""

    shift: int = 0
    decimals: int = 3

    @property
    def factor(self) -> str:
        """The factor, said once over the column; nothing if it is one."""
        return f"× 10{superscript(self.shift)}" if self.shift else ""

    def write(self, value: float) -> str:
        """Write one number, with a true minus sign."""
        if not np.isfinite(value):
            return number(value)
        text = f"{value * 10.0**self.shift:.{self.decimals}f}"
        return (text if text.strip("-0.") else text.lstrip("-")).replace("-", "−")


def setting(values: Array) -> Setting:
    """Three significant digits for the largest of these numbers."""
    sizes = np.abs(np.asarray(values, dtype=np.float64))
    sizes = sizes[np.isfinite(sizes)]
    largest = float(sizes.max()) if sizes.size else 0.0
    if largest == 0:
        return Setting()
    power = floor(log10(largest))
    shift = 0 if PLAIN[0] <= power < PLAIN[1] else min(300, -power)
    return Setting(shift, max(0, min(4, 2 - power - shift)))
