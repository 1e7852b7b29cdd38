"""Where did this number come from? For every value, gradient, weight's gradient, update, answer and loss of a trace.

`origin` says it for one number; `strongest` is the number before it that weighed most, and `path` follows those.
"""

from engine.grad_terms import grad_origin, weight_grad_origin
from engine.ops import REST, SIGMOID
from engine.origin import MOST, Address, Factor, Origin, Term, look_up
from engine.trace import Trace
from engine.update_terms import delta_origin
from engine.value_terms import answer_origin, loss_origin, value_origin

EVERY = 10**9
"""More terms than there are: the largest may be a bias, which leads nowhere."""


def origin(trace: Trace, at: Address, most: int = MOST) -> Origin:
    """Say where a number came from; of more terms than so many, the largest, and the sum of the rest."""
    learned = at.name in trace.weight
    match at.side:
        case "value" if not learned:
            return value_origin(trace, at, most)
        case "grad":
            return weight_grad_origin(trace, at, most) if learned else grad_origin(trace, at, most)
        case "delta":
            return delta_origin(trace, at)
        case "answer":
            return answer_origin(trace, at)
        case "loss":
            return loss_origin(trace, at, most)
    return Origin(at, look_up(trace, at), says="given from outside", zh="由外界给定")


def strongest(trace: Trace, at: Address) -> Address | None:
    """The number that weighed most in another: where to look next; None where there is nothing before it."""
    terms = [term for term in origin(trace, at, most=EVERY).terms if _followed(trace, term) is not None]
    if not terms:
        return None
    return _followed(trace, max(terms, key=lambda term: abs(term.value)))


def path(trace: Trace, at: Address, most: int = 1000) -> list[Address]:
    """The way back from a number, by the strongest before each, itself first."""
    found = [at]
    while len(found) < most:
        before = strongest(trace, found[-1])
        if before is None or before in found[-3:]:
            break
        found.append(before)
    return found


def _followed(trace: Trace, term: Term) -> Address | None:
    """Which factor of a term to follow: the gradient, else what is no weight and no gate."""
    gates = {line.name for line in trace.lines if line.op in {SIGMOID, REST}}

    def rank(factor: Factor) -> int:
        at = factor.at
        assert at is not None
        if at.side in {"grad", "loss", "delta"}:
            return 0
        return 2 if at.name in gates else 1

    outside = {"target", "state"}
    found = [factor for factor in term.factors if factor.at and factor.at.side not in outside]
    usable = sorted((factor for factor in found if not _is_weight(trace, factor)), key=rank)
    return usable[0].at if usable else None


def _is_weight(trace: Trace, factor: Factor) -> bool:
    """Whether a factor is a weight: it has no number before it in this training step."""
    return factor.at is not None and factor.at.side == "value" and factor.at.name in trace.weight
