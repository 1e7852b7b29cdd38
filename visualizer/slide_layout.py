"""Where everything on a slide stands, in design pixels: title, text, pictures, pages.

The largest type that fits is taken; below 28 pixels nothing shrinks, the text then goes on to a second page.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

from visualizer.blocks import Block, Blocks, Heading, Picture
from visualizer.deck import Slide
from visualizer.flow import Flow, Print, Scale
from visualizer.fonts import Fonts
from visualizer.markdown import MOST_PICTURES
from visualizer.pictures import aspect, place_picture, without_pictures
from visualizer.pieces import Piece, bounds, moved
from visualizer.text_box import text_box
from visualizer.theme import Theme

MARGIN = 60.0
NARROW = 1000.0  # a pane narrower than this stands beside a stage
_MEASURE = 1500.0
_GAP = 72.0  # between text and a picture
_NARROW_STEPS = tuple(
    Scale(*step) for step in ((38, 1.0), (38, 0.7), (35, 0.6), (32, 0.5), (30, 0.4), (28, 0.3))
)
_WIDE_STEPS = (Scale(48, 1.1), Scale(48, 0.8), Scale(42, 0.8), *_NARROW_STEPS[1:])
_CENTRED = frozenset({"center", "subsection", "section", "title"})


@dataclass(frozen=True, slots=True)
class Pane:
    """The room a slide is laid out in, and the look it has."""

    width: float
    height: float
    theme: Theme
    fonts: Fonts
    current: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether a stage stands beside the text."""
        return self.width < NARROW

    @property
    def left(self) -> float:
        """Where text begins."""
        return min(MARGIN, 0.1 * self.width)

    @property
    def room(self) -> float:
        """How wide text may be."""
        return max(160.0, self.width - self.left - (40.0 if self.narrow else MARGIN))

    @property
    def floor(self) -> float:
        """Where text ends."""
        return max(200.0, self.height - (24.0 if self.narrow else 72.0))


@dataclass(frozen=True, slots=True, eq=False)
class SlideLayout:
    """A slide's pieces: the head stays, the body is seen page by page.

    `breaks` are the heights in the body where a page may end, `starts` those where one begins.
    """

    head: tuple[Piece, ...]
    body: tuple[Piece, ...]
    top: float
    room: float
    scale: Scale
    breaks: tuple[float, ...] = ()
    starts: tuple[float, ...] = (0.0,)


def lay_out(slide: Slide, pane: Pane) -> SlideLayout:
    """Lay a slide out in the largest type that fits."""
    title, blocks = _parted(slide.blocks)
    bare = not blocks and slide.scenes is None
    if title and not pane.narrow and slide.scenes is None and (bare or slide.classes & _CENTRED):
        return _centred(title, blocks, pane)
    steps = _NARROW_STEPS if pane.narrow else _WIDE_STEPS
    made = _attempt(title, blocks, pane, steps[0])
    hopeless = bounds(made.body).bottom() > 6 * made.room
    for scale in steps[-1:] if hopeless else steps[1:]:
        if _fits(made):
            break
        made = _attempt(title, blocks, pane, scale)
    return replace(made, starts=_pages(made)) if not _fits(made) else made


def _parted(blocks: Blocks) -> tuple[tuple[Heading, ...], Blocks]:
    """The title with the subtitle right below it, and all the rest."""
    at = next((number for number, block in enumerate(blocks) if isinstance(block, Heading)), None)
    if at is None:
        return (), blocks
    heads = [blocks[at]]
    if at + 1 < len(blocks) and isinstance(blocks[at + 1], Heading) and _level(blocks[at + 1]) > _level(blocks[at]):
        heads.append(blocks[at + 1])
    rest = blocks[:at] + blocks[at + len(heads) :]
    return tuple(head for head in heads if isinstance(head, Heading)), rest


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 0


def _fits(made: SlideLayout) -> bool:
    return bounds(made.body).bottom() <= made.room + 0.5


def _attempt(title: tuple[Heading, ...], blocks: Blocks, pane: Pane, scale: Scale) -> SlideLayout:
    """Lay out at one size."""
    style = Print(pane.theme, pane.fonts, scale)
    head, below = _head(title, pane, style)
    top = below + (80.0 if scale.air >= 0.8 else 52.0 if scale.air > 0.5 else 32.0)
    text, pictures = without_pictures(blocks)
    pictures = pictures[:MOST_PICTURES]
    room = pane.floor - top
    body, breaks = _body(text, pictures, pane, style, room)
    return SlideLayout(head, body, top, room, scale, tuple(breaks))


def _head(title: tuple[Heading, ...], pane: Pane, style: Print) -> tuple[tuple[Piece, ...], float]:
    """The title from its baseline at 136, the small subtitle below it; and where they end."""
    pieces: list[Piece] = []
    y = 75.0
    for number, heading in enumerate(title):
        box = None
        for size in (28,) if number else (60, 56, 52, 48):
            colour = pane.theme.ink2 if number else pane.theme.ink
            manner = replace(style.manner(size, colour, medium=not number), pitch=round(1.25 * size + 1))
            box = text_box(heading.spans, manner, pane.room)
            if len(box.tops) == 1:
                break
        assert box is not None, "there is at least one size to try"
        pieces.append(Piece(box, pane.left + 2 * number, y, box.width, box.height))
        y += box.height + 11
    return tuple(pieces), max(y, 166.0) if pieces else 40.0


def _body(
    text: Blocks, pictures: tuple[Picture, ...], pane: Pane, style: Print, room: float
) -> tuple[tuple[Piece, ...], list[float]]:
    """Text and pictures: side by side where both have room, else one above the other."""
    if not pictures:
        flow = _flow(text, pane, style, min(pane.room, _MEASURE))
        if flow.y > room and not pane.narrow and bounds(flow.pieces).width() < (pane.room - _GAP) / 2:
            flow = _in_two(flow, (pane.room + _GAP) / 2, room)
        return moved(flow.pieces, pane.left, 0), flow.breaks
    if not text:
        return moved(_gallery(pictures, style, pane.room, room), pane.left, 0), []
    if pane.narrow or aspect(pictures[0]) >= 2.2:
        return _stacked(text, pictures, pane, style, room)
    wide = 0.56 * pane.room
    flow = _flow(text, pane, style, wide)
    shown = _column(pictures, style, pane.room - wide - _GAP, room)
    return moved(flow.pieces, pane.left, 0) + moved(shown, pane.left + wide + _GAP, 0), flow.breaks


def _stacked(
    text: Blocks, pictures: tuple[Picture, ...], pane: Pane, style: Print, room: float
) -> tuple[tuple[Piece, ...], list[float]]:
    """Text above, pictures below in what it leaves."""
    flow = _flow(text, pane, style, min(pane.room, _MEASURE))
    gap = 0.7 * style.scale.gap
    left = max(room - flow.y - gap, min(260.0, 0.4 * room))
    shown = _gallery(pictures, style, pane.room, left)
    return moved(flow.pieces, pane.left, 0) + moved(shown, pane.left, flow.y + gap), [*flow.breaks, flow.y + gap]


def _flow(text: Blocks, pane: Pane, style: Print, width: float) -> Flow:
    flow = Flow(style, width, pane.current)
    flow.blocks(text, 0.0, 0, pane.theme.ink)
    return flow


def _in_two(flow: Flow, shift: float, room: float) -> Flow:
    """A long list of short lines in two columns, cut between two of its bullets, if that makes it fit."""
    tops = sorted({min(p.y for p in flow.pieces if p.bullet == n) for n in range(flow.count)})
    cuts = [top for top in tops if top > 0 and max(top, flow.y - top) <= room]
    if not cuts:
        return flow
    cut = min(cuts, key=lambda top: max(top, flow.y - top))
    first = tuple(piece for piece in flow.pieces if piece.y < cut)
    second = moved((piece for piece in flow.pieces if piece.y >= cut), shift, -cut)
    breaks = [at for at in flow.breaks if at < cut]
    return replace(flow, pieces=[*first, *second], breaks=breaks, y=max(cut, flow.y - cut))


def _gallery(pictures: tuple[Picture, ...], style: Print, width: float, height: float) -> tuple[Piece, ...]:
    """Pictures side by side, each in its share of the width."""
    share = (width - 40.0 * (len(pictures) - 1)) / len(pictures)
    return tuple(
        piece
        for number, picture in enumerate(pictures)
        for piece in moved(place_picture(picture, style, share, height), number * (share + 40.0), 0)
    )


def _column(pictures: tuple[Picture, ...], style: Print, width: float, height: float) -> tuple[Piece, ...]:
    """Pictures below one another, each as high as its share allows."""
    share = (min(height, 760.0) - 32.0 * (len(pictures) - 1)) / len(pictures)
    return tuple(
        piece
        for number, picture in enumerate(pictures)
        for piece in _at_top(place_picture(picture, style, width, share), number * (share + 32.0))
    )


def _at_top(pieces: tuple[Piece, ...], y: float) -> tuple[Piece, ...]:
    return moved(pieces, 0, y - bounds(pieces).y())


def _centred(title: tuple[Heading, ...], blocks: Blocks, pane: Pane) -> SlideLayout:
    """A title page, or an overview: all in the middle of the screen, its lists with one left edge."""
    for scale in _WIDE_STEPS:
        style = Print(pane.theme, pane.fonts, scale)
        head = _centred_head(title, pane, style)
        text, pictures = without_pictures(blocks)
        flow = _flow(text, pane, style, _MEASURE)
        low = bounds(head).bottom()
        shift = (pane.width - bounds(flow.pieces).width()) / 2 - bounds(flow.pieces).x()
        body = moved(flow.pieces, shift, low + (72.0 if blocks else 0.0))
        if pictures:
            below = max([low, *(piece.bottom for piece in body)]) + 48
            shown = _gallery(pictures, style, pane.room, max(200.0, pane.floor - MARGIN - below))
            body += moved(shown, pane.left, below)
        tall = bounds(head + body).bottom()
        if tall <= pane.floor - MARGIN:
            break
    else:
        return _attempt_plain(title, blocks, pane)
    rise = 0.46 * (pane.height - tall)
    return SlideLayout(moved(head, 0, rise), moved(body, 0, rise), 0.0, pane.height, scale)


def _attempt_plain(title: tuple[Heading, ...], blocks: Blocks, pane: Pane) -> SlideLayout:
    """A title page with too much on it is a slide like any other."""
    made = _attempt(title, blocks, pane, _WIDE_STEPS[-1])
    return replace(made, starts=_pages(made))


def _centred_head(title: tuple[Heading, ...], pane: Pane, style: Print) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    y = 0.0
    for number, heading in enumerate(title):
        size, colour = (36, pane.theme.ink2) if number else (80, pane.theme.ink)
        manner = replace(style.manner(size, colour, medium=not number), centred=True, pitch=round(1.3 * size))
        box = text_box(heading.spans, manner, pane.room)
        pieces.append(Piece(box, pane.left, y, pane.room, box.height))
        y += box.height + 16
    return tuple(pieces)


def _pages(made: SlideLayout) -> tuple[float, ...]:
    """Where each page begins: the last place a page may end before it is full."""
    end = bounds(made.body).bottom()
    room = max(made.room - 48.0, 120.0)  # the hint that there is more needs its line
    breaks = sorted(made.breaks)
    starts = [0.0]
    while end - starts[-1] > room:
        full = starts[-1] + room
        last = breaks[bisect_right(breaks, full) - 1] if breaks else 0.0
        starts.append(last if last > starts[-1] + 0.3 * room else full)
    return tuple(starts)
