"""A worksheet as pages: what stands on each, and how a page is drawn; the key is the same pages, filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPainter

from engine.by_hand import Section, sections
from engine.hand_writing import DIGITS, Slot
from engine.trace import Trace
from visualizer.paint import CENTRE, RIGHT, Look
from visualizer.worksheet.items import Heading, Item, Sentences, blanks, given, sentences
from visualizer.worksheet.paper import BOTTOM, LEFT, RIGHT_EDGE, SMALL, TOP, Paper

Page = tuple[tuple[float, Item], ...]
"""What stands on a page, each at its height."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A training step on paper."""

    title: str
    source: str
    """Which run and which update it is of."""
    look: Look
    pages: tuple[Page, ...]

    def paint(self, painter: QPainter, number: int, *, filled: bool) -> None:
        """Draw a page, from 0."""
        paper, word = Paper(painter, self.look, filled), self.look.word
        kind = word("答案", "key") if filled else word("演算纸", "worksheet")
        paper.text(LEFT, 112, self.title, 34.0)
        paper.text(RIGHT_EDGE, 112, kind, 28.0, RIGHT)
        paper.line(LEFT, RIGHT_EDGE, 130, strong=True)
        for top, item in self.pages[number]:
            item.paint(paper, top)
        paper.line(LEFT, RIGHT_EDGE, 1656)
        paper.text(LEFT, 1688, self.source, SMALL)
        paper.text((LEFT + RIGHT_EDGE) / 2, 1688, f"{number + 1} / {len(self.pages)}", SMALL, CENTRE)
        paper.text(RIGHT_EDGE, 1688, "Unrolled", SMALL, RIGHT)


def sheet(trace: Trace, title: str, look: Look) -> Sheet:
    """Write a training step out on pages."""
    every = sections(trace)
    items: list[Item] = [*_front(every, look)]
    for section in every:
        items.append(Heading(heading(section, trace.T, look)))
        if section.given:
            items.append(given(section.given, look))
        items += blanks(section, look)
    name = trace.run or trace.cell.name
    source = look.word(f"{name}，更新 {trace.step}", f"{name}, update {trace.step}")
    return Sheet(f"{title} · {trace.cell.title}", source, look, tuple(_paged(items)))


def _front(every: Sequence[Section], look: Look) -> Iterator[Item]:
    """What is said before anything is computed: whose sheet it is, how to round, the data, the weights."""
    word = look.word
    yield Sentences((word("姓名 ____________________    日期 ______________",
                          "Name ______________________    Date ______________"),))
    off = max(row.off for part in every for row in part.rows)
    yield sentences(word(
        f"∂a 是 ∂L/∂a，σ(z) 是 1 / (1 + exp(−z))。每行先代入数字，再算出结果，四舍五入到 {DIGITS} 位小数。"
        f"用印出的数来算，就得到答案里的数；旁边有 ± 的，末位最多差 {off}。",
        f"∂a is ∂L/∂a, and σ(z) is 1 / (1 + exp(−z)). Put the numbers in, compute, and round to {DIGITS} decimals. "
        f"From the printed numbers the key's come out; where a ± stands, the last digit may be off by {off}.",
    ), look)
    read = {slot.at: slot for part in every for row in part.rows for slot in row.formula.slots}
    yield Heading(word("给定：输入 x、目标 q、权重", "Given: inputs x, targets q, weights"))
    data = [slot for slot in read.values() if slot.at.name == "x" or slot.at.side == "target"]
    yield given(sorted(data, key=_order), look)
    weights = {slot.name: slot for slot in read.values() if slot.weight}
    yield given(weights.values(), look)


def _order(slot: Slot) -> tuple[bool, int]:
    """Inputs before targets, by time step."""
    return slot.at.side == "target", slot.at.t or 0


def heading(section: Section, steps: int, look: Look) -> str:
    """What a section computes."""
    word, t = look.word, section.t + 1
    return {
        "forward": word(f"前向，第 {t} 步（共 {steps} 步）", f"Forward, step {t} of {steps}"),
        "loss": word("损失", "The loss"),
        "backward": word(f"反向，第 {t} 步（共 {steps} 步）", f"Backward, step {t} of {steps}"),
        "update": word("更新：每个权重的梯度是各步之和", "The update: a weight's gradient is the sum over all steps"),
    }[section.kind]


def _paged(items: Sequence[Item]) -> Iterator[Page]:
    """Fill page after page; what leads goes with what follows."""
    page, top = list[tuple[float, Item]](), TOP
    for place, item in enumerate(items):
        if top + _wanted(items[place:]) > BOTTOM and page:
            yield tuple(page)
            page, top = [], TOP
        page.append((top, item))
        top += item.tall
    yield tuple(page)


def _wanted(items: Sequence[Item]) -> float:
    """The height of an item, and of what it must not be parted from."""
    tall = 0.0
    for item in items:
        tall += item.tall
        if not item.leads:
            break
    return tall
