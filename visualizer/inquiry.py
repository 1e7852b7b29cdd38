"""What is asked about the place on screen besides its traces: watches, a check, measures, what watches were before."""

from engine.messages import (
    Check,
    Checked,
    Explore,
    Explored,
    Follow,
    Goto,
    Load,
    Measure,
    Measured,
    Question,
    Rank,
    Ranked,
    Say,
    Superseded,
    Watch,
)
from engine.run import Run
from engine.survey import Wanted
from visualizer.place import Place

FOLLOWED = 240
"""Updates over which watches are followed, up to the present one."""
WATCHES: tuple[type, ...] = (Watch, Follow)


def followed_from(step: int) -> int:
    """From which update on watches are followed."""
    return max(0, step - FOLLOWED)


def questions(  # noqa: PLR0913  all that may be wanted of a place
    step: int, given: str | None, watching: tuple[str, ...], exploring: tuple[Wanted, ...] = (), *, measuring: bool,
    ranking: bool = False, broken: bool = False,
) -> tuple[Question, ...]:  # fmt: skip
    """All questions about an update, or an input of the user's own there, the most urgent first.

    The gradients of an update that cannot be done are not finite, so there is nothing to check.
    """
    here = (Watch(watching, given),) if watching else ()
    measures = (Measure(),) if measuring else ()
    before = (Follow(watching, followed_from(step), step),) if watching and given is None else ()
    ranks = (Rank(),) if ranking else ()
    checks = () if broken else (Check(given),)
    explores = (Explore(exploring, given),) if exploring else ()
    return (*here, *ranks, *explores, *checks, *measures, *before)


def going(place: Place, loaded: tuple[Run, ...], *, patient: bool, broken: bool) -> Question:
    """The question whose answer is a place; of runs that the engine has loaded already, it is a mere step."""
    if place.runs == loaded:
        return Goto(place.step, place.input, patient, broken, place.every)
    return Load(place.runs, place.names, place.step, place.input, broken, place.every)


def replies(given: str | None) -> tuple[Question, ...]:
    """The one question about an input that somebody is still making: what the nets say to it."""
    return () if given is None else (Say(given),)


class Known:
    """What has been asked about a place, and what of the answers is kept."""

    def __init__(self) -> None:
        self.verdict: Checked | None = None
        """What the check of the gradients found."""
        self.measures: Measured | None = None
        """How the nets do on held-out data."""
        self.ranks: Ranked | None = None
        """Which units know what."""
        self.explored = False
        """Whether what was to be explored is."""
        self._asked: set[type] = set()

    def take(self, answer: object) -> None:
        """Keep an answer, if it is one to be kept; what was left for a newer question is to be asked again."""
        if isinstance(answer, Checked):
            self.verdict = answer
        elif isinstance(answer, Measured):
            self.measures = answer
        elif isinstance(answer, Ranked):
            self.ranks = answer
        elif isinstance(answer, Explored):
            self.explored = True
        elif isinstance(answer, Superseded):
            there = {Check: self.verdict is not None, Rank: self.ranks is not None, Explore: self.explored}
            self.reopen(tuple(kind for kind, known in there.items() if not known))

    def reopen(self, kinds: tuple[type, ...]) -> None:
        """Let questions of some kinds be asked again."""
        self._asked -= set(kinds)
        self.explored = self.explored and Explore not in kinds

    def next(self, questions: tuple[Question, ...]) -> Question | None:
        """Take the first question that has not been asked; None if all have."""
        question = next((each for each in questions if type(each) not in self._asked), None)
        self._asked.add(type(question))
        return question
