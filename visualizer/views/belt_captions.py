"""What is written on the conveyor belt, forward and backward."""

from visualizer.paint import LEFT, RIGHT, Look
from visualizer.views.amounts import Amounts
from visualizer.views.belt_plan import BeltPlan, Span, Spans
from visualizer.views.caption import Caption
from visualizer.views.quantity import label


def captions(plan: BeltPlan, laid: Spans, now: Amounts, t: int, look: Look, backwards: bool) -> list[Caption]:
    """All captions of a time step."""
    return _backward(plan, laid, now, t, look) if backwards else _forward(plan, laid, now, t, look)


def _forward(plan: BeltPlan, laid: Spans, now: Amounts, t: int, look: Look) -> list[Caption]:
    def words(zh: str, en: str) -> str:
        return look.word(zh, en) if plan.wordy else ""

    s, (left, right) = plan.scale, plan.inner
    high = min(laid.top, plan.nominal(plan.upper)[0]) - 22 * s
    draft = "zg" if now.now == "zg" or (now.get("g") is None and now.get("zg") is not None) else "g"
    return [
        Caption(words("旧的记忆", "old memory"), label("c'", t), now.get("c'"), left, high),
        _kept(plan, now, words("留下", "kept"), "", high),
        Caption(words("新的记忆", "new memory"), label("c", t), now.get("c"), right, high, RIGHT),
        Caption(words("候选", "candidate"), label(draft, t), now.get(draft), left, _over(plan, laid.candidate) - 20 * s,
                now=now.now in {"g", "zg"}),
        Caption(words("写入", "written"), "" if plan.wordy else label("new", t), now.get("new"), plan.x(0.425),
                plan.lower + 10 * s, now=now.now == "new"),
        Caption("", "", now.get("m"), plan.out - 40 * s, _over(plan, laid.squashed) - 18 * s, RIGHT),
        _output(plan, laid, now, words("输出", "output"), label("h", t), right),
    ]


def _backward(plan: BeltPlan, laid: Spans, now: Amounts, t: int, look: Look) -> list[Caption]:
    s, (left, right) = plan.scale, plan.inner
    high = min(laid.top, plan.nominal(plan.upper)[0]) - 22 * s
    sent, came = (look.word("传给", "on to"), look.word("来自", "from")) if plan.wordy else ("", "")
    draft = "zg" if now.now == "zg" else "g"
    return [
        Caption(sent, "∂" + label("c'", t), now.get("c'"), left, high),
        _kept(plan, now, "", f"∂{label('kept', t)}" if plan.wordy else "", high),
        Caption("", f"∂{label('c', t)}", now.get("c"), plan.plus + 44 * s, high),
        Caption(came, "∂" + label("c'", t + 2), now.get("c>"), right, high, RIGHT),
        Caption("", f"∂{label(draft, t)}", now.get(draft), left, _over(plan, laid.candidate) - 20 * s,
                now=now.now in {"g", "zg"}),
        Caption("", f"∂{label('new', t)}", now.get("new"), plan.x(0.425), plan.lower + 10 * s, now=now.now == "new"),
        Caption("", f"∂{label('m', t)}", now.get("m"), plan.out - 40 * s, _over(plan, laid.squashed) - 18 * s, RIGHT),
        _output(plan, laid, now, "", f"∂{label('h', t)}", right),
    ]


def _over(plan: BeltPlan, span: Span) -> float:
    """The upper edge of a band in the lower lane, or of its outline if that is thicker."""
    return min(span[0], plan.nominal(plan.lower)[0])


def _kept(plan: BeltPlan, now: Amounts, words: str, name: str, high: float) -> Caption:
    x = plan.gate + (100 if plan.wordy else 28) * plan.scale
    return Caption(words, name, now.get("kept"), x, high, LEFT, now.now == "kept")


def _output(plan: BeltPlan, laid: Spans, now: Amounts, words: str, name: str, right: float) -> Caption:
    baseline = min(_over(plan, laid.squashed), laid.output[0]) - (18 if plan.wordy else 40) * plan.scale
    return Caption(words, name, now.get("h"), right, baseline, RIGHT, now.now == "h")
