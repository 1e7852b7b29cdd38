"""A place that can be wanted of the engine: runs, how many updates in, on which input."""

from dataclasses import dataclass

from engine.run import Run


@dataclass(frozen=True, slots=True)
class Place:
    """Which runs, how many updates in, on which input; together with a moment it names a picture for good."""

    names: tuple[str, ...]
    runs: tuple[Run, ...]
    step: int
    input: str | None = None
    every: int = 0
    """Which updates on the way there are measured, on the training and on the test part: every so many, or none."""
