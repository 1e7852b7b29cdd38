"""What is asked about the place on screen besides its traces: watches, a check, measures, what watches were before."""

from engine.messages import Check, Follow, Measure, Question, Watch

FOLLOWED = 240
"""Updates over which watches are followed, up to the present one."""
WATCHES: tuple[type, ...] = (Watch, Follow)


def followed_from(step: int) -> int:
    """From which update on watches are followed."""
    return max(0, step - FOLLOWED)


def questions(step: int, given: str | None, watching: tuple[str, ...], *, measuring: bool) -> tuple[Question, ...]:
    """All questions about an update, or an input of the user's own there, the most urgent first."""
    here = (Watch(watching, given),) if watching else ()
    measures = (Measure(),) if measuring else ()
    before = (Follow(watching, followed_from(step), step),) if watching and given is None else ()
    return (*here, Check(given), *measures, *before)
