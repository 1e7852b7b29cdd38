"""What takes long to find out about a large trace: how far each loss reaches, and the spectra of its Jacobians.

Of a small one it is found at once, where it is wanted; of a large one the engine is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from engine.arrays import Named
from engine.horizon import measured
from engine.influence import Influence, influence, influence_unless
from engine.spectrum import Spectrum, carried, spectrum, spectrum_unless
from engine.trace import Trace

Wanted = Literal["influence", "spectrum"]
PULLS, WORK = 1500, 3e7
"""Lines pulled back, and multiplications in it, that take no longer than one may wait for a picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What was found out about a trace; None is what was not asked."""

    influence: Influence | None = None
    spectrum: Spectrum | None = None
    horizons: Named | None = None
    """In how many steps each unit's gradient falls to 1/e, by carried name; with the influence."""

    def joined(self, newer: "Survey") -> "Survey":
        """What either knows, the newer one first."""
        return Survey(newer.influence or self.influence, newer.spectrum or self.spectrum,
                      newer.horizons or self.horizons)


def survey(trace: Trace, wanted: tuple[Wanted, ...], stop: Callable[[], bool] = lambda: False) -> Survey | None:
    """Find out what is wanted; None if stopped."""
    reach = influence_unless(stop, trace) if "influence" in wanted else None
    spectra = spectrum_unless(stop, trace) if "spectrum" in wanted and carried(trace) else None
    return None if stop() else Survey(reach, spectra, _horizons(reach))


def _horizons(found: Influence | None) -> Named | None:
    return None if found is None else {name: measured(found, name) for name in found.fading}


def has(known: Survey | None, what: Wanted) -> bool:
    """Whether a survey knows something."""
    return known is not None and getattr(known, what) is not None


def at_hand(trace: Trace, what: Wanted) -> bool:
    """Whether a trace is so small that what is wanted is found at once."""
    if what == "spectrum" and not carried(trace):
        return True
    rows = trace.T / 2 if what == "influence" else sum(trace.value[name].shape[1] for name in carried(trace))
    work = trace.T * rows * sum(array.size for array in trace.weight.values())
    return trace.T * len(trace.lines) <= PULLS and work <= WORK


def found_influence(trace: Trace, known: Survey | None) -> Influence | None:
    """How far each loss reaches: what is known, or what is at hand."""
    if known is not None and known.influence is not None:
        return known.influence
    return influence(trace) if at_hand(trace, "influence") else None


def found_spectrum(trace: Trace, known: Survey | None) -> Spectrum | None:
    """The spectra of the Jacobians: what is known, or what is at hand."""
    if known is not None and known.spectrum is not None:
        return known.spectrum
    return spectrum(trace) if carried(trace) and at_hand(trace, "spectrum") else None


def found_horizons(trace: Trace, known: Survey | None) -> Named | None:
    """How long each unit remembers by its gradients: what is known, or what is at hand."""
    return known.horizons if known is not None and known.horizons else _horizons(found_influence(trace, None))
