"""All that can be done, over the whole window: the table of actions in columns of groups, with their keys as caps."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from visualizer.actions import Action
from visualizer.key_caps import caps_width, paint_caps
from visualizer.overlay import ALONE, Cover
from visualizer.paint import RIGHT, Look, rule, write
from visualizer.wrap import wrapped

MARGIN, TOP, BOTTOM = 60.0, 158.0, 36.0
TITLE, HEAD, WORDS = 56, 30, 24
COLUMN_GAP, KEYS_GAP = 56.0, 24.0
HEAD_TALL, ROW_TALL, LINE_TALL, GROUP_GAP = 54.0, 40.0, 30.0, 24.0
SCALES = tuple(1 - 0.04 * step for step in range(18))


@dataclass(frozen=True, slots=True)
class Row:
    """One action: its keys, and its words broken into lines."""

    keys: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def tall(self) -> float:
        """The height."""
        return ROW_TALL + LINE_TALL * (len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class Group:
    """Actions under one heading; their words begin at one x."""

    title: str
    rows: tuple[Row, ...]
    words_x: float

    @property
    def tall(self) -> float:
        """The height."""
        return HEAD_TALL + sum(row.tall for row in self.rows)


@dataclass(frozen=True, slots=True)
class Page:
    """Groups in columns, and how much smaller than designed all is drawn."""

    columns: tuple[tuple[Group, ...], ...]
    wide: float
    scale: float


class HelpOverlay(Cover):
    """Lists the actions; any key or click closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.actions_shown: tuple[Action, ...] = ()

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Take the table; `rise` shows it."""
        self.actions_shown = tuple(actions)
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the title and the columns."""
        theme, right = self.look.theme, self.room.width() - MARGIN
        self.fill(painter, theme.paper)
        write(painter, MARGIN, 106, self.look.word("按键", "Keys"), self.look.font(TITLE, medium=True), theme.ink)
        close = self.look.word("按任意键返回", "press any key to return")
        write(painter, right, 106, close, self.look.font(WORDS), theme.ink2, RIGHT)
        page = arranged(self.actions_shown, self.look, right - MARGIN, self.room.height() - TOP - BOTTOM)
        painter.translate(MARGIN, TOP)
        painter.scale(page.scale, page.scale)
        for place, column in enumerate(page.columns):
            _paint_column(painter, column, place * (page.wide + COLUMN_GAP), page.wide, self.look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at any key that means something by itself."""
        event.accept()
        if event.key() not in ALONE and not event.isAutoRepeat():
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.hide()


def arranged(actions: Sequence[Action], look: Look, width: float, height: float) -> Page:
    """Choose the largest scale, then the fewest columns, at which everything fits."""
    page = Page((), width, 1.0)
    for scale in SCALES:
        for count in (2, 3, 4):
            wide = (width / scale - COLUMN_GAP * (count - 1)) / count
            page = Page(_columns(_groups(actions, look, wide), count), wide, scale)
            if max((_tall(column) for column in page.columns), default=0.0) * scale <= height and _readable(page):
                return page
    return page


def _readable(page: Page) -> bool:
    return all(len(row.lines) <= 2 for column in page.columns for group in column for row in group.rows)


def _groups(actions: Sequence[Action], look: Look, wide: float) -> list[Group]:
    groups = []
    for title, members in groupby(actions, lambda action: look.word(action.group_zh, action.group_en)):
        rows = list(members)
        words_x = max(caps_width(row.keys, look) for row in rows) + KEYS_GAP
        font = look.font(WORDS)
        lines = [wrapped(look.word(row.zh, row.en), font, wide - words_x) for row in rows]
        groups.append(Group(title, tuple(Row(row.keys, line) for row, line in zip(rows, lines, strict=True)), words_x))
    return groups


def _columns(groups: list[Group], count: int) -> tuple[tuple[Group, ...], ...]:
    """Cut the groups, in order, into at most so many columns, the tallest as low as can be."""
    runs = (groups[i:j] for i in range(len(groups)) for j in range(i + 1, len(groups) + 1))
    for limit in sorted({_tall(run) for run in runs}):
        columns = _filled(groups, limit)
        if len(columns) <= count:
            return columns
    return ()


def _filled(groups: list[Group], limit: float) -> tuple[tuple[Group, ...], ...]:
    columns: list[list[Group]] = []
    for group in groups:
        if columns and _tall([*columns[-1], group]) <= limit:
            columns[-1].append(group)
        else:
            columns.append([group])
    return tuple(tuple(column) for column in columns)


def _tall(groups: Sequence[Group]) -> float:
    return sum(group.tall for group in groups) + GROUP_GAP * max(0, len(groups) - 1)


def _paint_column(painter: QPainter, groups: Sequence[Group], x: float, wide: float, look: Look) -> None:
    y = 0.0
    for group in groups:
        write(painter, x, y + 32, group.title, look.font(HEAD, medium=True), look.theme.ink)
        rule(painter, x, y + 48.5, x + wide, y + 48.5, look.theme.rule)
        y += HEAD_TALL
        for row in group.rows:
            paint_caps(painter, x, y + ROW_TALL / 2, row.keys, look)
            for place, line in enumerate(row.lines):
                baseline = y + ROW_TALL / 2 + 9 + place * LINE_TALL
                write(painter, x + group.words_x, baseline, line, look.font(WORDS), look.theme.ink)
            y += row.tall
        y += GROUP_GAP
