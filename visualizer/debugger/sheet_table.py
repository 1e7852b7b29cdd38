"""A sheet as a table on screen: sorted by a click on a head, selected, copied; a click asks where it came from."""

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from visualizer.debugger.sheet import Sheet
from visualizer.paint import Look, colour

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW, SIZE, SMALL = 27.0, 17, 15
OWN = {Qt.Key.Key_Up, Qt.Key.Key_Down}
SORTED = " ↓"


class SheetModel(QAbstractTableModel):
    """A sheet's numbers as Qt asks for them, in the order of one column's sizes if it was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.look = Look()
        self.unit = 0
        self.by: str | None = None
        self.order: list[int] = []
        """Which row of the sheet stands where."""

    def show_sheet(self, sheet: Sheet | None, unit: int) -> None:
        """Take a sheet; one of the same shape keeps what is selected."""
        same = self.sheet is not None and sheet is not None and self.sheet.values.shape == sheet.values.shape
        if not same:
            self.beginResetModel()
        heads = self._heads
        self.sheet, self.unit = sheet, unit
        self._sort()
        if not same:
            self.endResetModel()
        elif sheet is not None:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            if heads != self._heads:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    @property
    def _heads(self) -> tuple[object, ...]:
        """All that the heads of the columns say."""
        return () if self.sheet is None else (self.by, self.sheet.heads, self.sheet.settings)

    def _sort(self) -> None:
        if self.sheet is None:
            return
        self.order = list(range(len(self.sheet.rows)))
        if self.by in self.sheet.heads:
            sizes = np.abs(self.sheet.values[:, self.sheet.heads.index(self.by)])
            self.order = np.argsort(-np.nan_to_num(sizes, nan=np.inf), kind="stable").tolist()

    def sort_by(self, column: int) -> None:
        """Put the largest of a column first, or the rows back in order."""
        if self.sheet is not None:
            head = self.sheet.heads[column]
            self.by = None if self.by == head else head
            self.show_sheet(self.sheet, self.unit)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows."""
        del parent
        return 0 if self.sheet is None else len(self.sheet.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns."""
        del parent
        return 0 if self.sheet is None else len(self.sheet.heads)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The text of a number, its side and its colours."""
        if self.sheet is None:
            return None
        row = self.order[index.row()]
        if role == Role.DisplayRole:
            return self.sheet.text(row, index.column())
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.BackgroundRole and self.sheet.units and row == self.unit:
            return colour(self.look.theme.now_wash)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The names of columns with their factor, and of rows."""
        if self.sheet is None or role not in {Role.DisplayRole, Role.TextAlignmentRole}:
            return None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if way == Qt.Orientation.Vertical:
            return self.sheet.rows[self.order[section]]
        head = self.sheet.heads[section]
        factor = self.sheet.settings[section].factor
        return f"{head}{SORTED if self.by == head else ''}" + (f"\n{factor}" if factor else "")


class NumberDelegate(QStyledItemDelegate):
    """Draws a number and nothing else: a style sheet takes ten times as long for it."""

    look = Look()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, if it is not paper, and the number."""
        rect = option.rect
        ground = index.data(Role.BackgroundRole)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(self.look.theme.rule))
        elif ground is not None:
            painter.fillRect(rect, ground)
        painter.setPen(colour(self.look.theme.ink))
        painter.setFont(option.font)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -rect.height() // 4, 0), flags, str(index.data()))


class Heads(QHeaderView):
    """The heads of rows or columns; how much room they take is given, not asked of each of them."""

    room = 40

    def __init__(self, way: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(way, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def sizeHint(self) -> QSize:
        """The room that is given."""
        return QSize(self.room, self.room)


class SheetTable(QTableView):
    """The table; up and down are its own, every other key is the window's."""

    asked = Signal(object)
    """(Address)"""
    chosen = Signal(int)
    """A unit's row was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheets = SheetModel(self)
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(Heads(Qt.Orientation.Vertical, self))
        self.setModel(self.sheets)
        self.numbers = NumberDelegate(self)
        self.setItemDelegate(self.numbers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().sectionClicked.connect(self.sheets.sort_by)
        self.verticalHeader().sectionClicked.connect(self._choose)
        self.clicked.connect(self._ask)
        self.unit_scale = 1.0

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or another scale."""
        self.sheets.look, self.numbers.look, self.unit_scale = look, look, unit
        theme = look.theme
        font = QFont(look.font(SIZE))
        font.setPixelSize(max(8, round(SIZE * unit)))
        small = QFont(look.font(SMALL))
        small.setPixelSize(max(8, round(SMALL * unit)))
        self.setFont(font)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setFont(small)
            header.setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(max(10, round(ROW * unit)))
        bar = max(5, round(9 * unit))
        heads = f"""
            QHeaderView {{ background: {theme.paper}; border: none; }}
            QHeaderView::section {{ background: {theme.paper}; color: {theme.ink2}; border: none; padding: 0 4px; }}
            QHeaderView::section:horizontal {{ border-bottom: 1px solid {theme.rule}; }}"""
        bars = f"""
            QScrollBar {{ background: {theme.paper}; border: none; }}
            QScrollBar:vertical {{ width: {bar}px; }} QScrollBar:horizontal {{ height: {bar}px; }}
            QScrollBar::handle {{ background: {theme.rule}; border-radius: {bar // 2}px; min-height: 20px; }}
            QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
            QScrollBar::add-page, QScrollBar::sub-page {{ background: {theme.paper}; }}"""
        for part in (self.horizontalHeader(), self.verticalHeader()):
            part.setStyleSheet(heads)
        for edge in (self.horizontalScrollBar(), self.verticalScrollBar()):
            edge.setStyleSheet(bars)
        self.setStyleSheet(f"""
            QTableView {{ background: {theme.paper}; border: none; }}
            QTableCornerButton::section {{ background: {theme.paper}; border: none; }}""")
        self._spread()

    def show_sheet(self, sheet: Sheet | None, unit: int) -> None:
        """Take a sheet and the unit in focus."""
        before = self.sheets.columnCount()
        self.sheets.show_sheet(sheet, unit)
        if self.sheets.columnCount() != before:
            self._spread()

    def _spread(self) -> None:
        """Share the width out where all columns fit, else give each what a number needs."""
        count = self.sheets.columnCount()
        head = round(42 * self.unit_scale)
        self.verticalHeader().setFixedWidth(head)
        least = round(74 * self.unit_scale)
        fits = count * least <= self.width() - head
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Fixed
        self.horizontalHeader().setSectionResizeMode(mode)
        self.horizontalHeader().setDefaultSectionSize(least)
        self.horizontalHeader().setFixedHeight(round(40 * self.unit_scale))

    def resizeEvent(self, event: object) -> None:
        """Spread the columns anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event, passed on
        self._spread()

    def _ask(self, index: QModelIndex) -> None:
        sheet = self.sheets.sheet
        if sheet is not None and sheet.known[index.column()]:
            self._choose(index.row())
            self.asked.emit(sheet.address(self.sheets.order[index.row()], index.column()))

    def _choose(self, row: int) -> None:
        if self.sheets.sheet is not None and self.sheets.sheet.units:
            self.chosen.emit(self.sheets.order[row])

    def copied(self) -> str:
        """What is selected, with the names of its columns, tabs between numbers of nine digits."""
        sheet, picked = self.sheets.sheet, self.selectedIndexes()
        if sheet is None or not picked:
            return ""
        rows = sorted({index.row() for index in picked})
        columns = sorted({index.column() for index in picked})
        lines = ["\t".join(["", *(sheet.heads[column] for column in columns)])]
        for row in (self.sheets.order[place] for place in rows):
            numbers = (f"{sheet.values[row, column]:.9g}" if sheet.known[column] else "" for column in columns)
            lines.append("\t".join([sheet.rows[row], *numbers]))
        return "\n".join(lines)

    def copy(self) -> None:
        """Put what is selected into the clipboard."""
        if text := self.copied():
            QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move up and down once something is selected; leave every other key to the window."""
        if event.key() in OWN and self.selectedIndexes():
            super().keyPressEvent(event)
        else:
            event.ignore()
