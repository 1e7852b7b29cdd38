"""One box for a task of one's own: what is pasted, dropped or named becomes a preset; mistakes have places."""

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from engine.errors import RunError, TextError, sentences
from engine.own import Kind, kind_of, read_file, save
from visualizer.gallery.own_words import EXAMPLES, KINDS, free_name
from visualizer.key_caps import caps_width, paint_caps
from visualizer.overlay import Cover
from visualizer.paint import RIGHT, Look, box, rule, write
from visualizer.wrap import wrapped

TEXT, NAME = QRectF(60, 150, 1160, 700), QRectF(1290, 190, 570, 60)
CHIP_Y, CHIP_TALL, CHIP_GAP = 322.0, 56.0, 16.0
MAKE = QRectF(1290, 786, 570, 64)
TOLD = 900.0
SIZE = 26


class OwnBox(Cover):
    """A text, a name, and what the text is taken for; Ctrl+Return makes the preset, Esc goes back."""

    made = Signal(object)
    """(Path): the preset that was made."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = Path()
        self.chosen: Kind | None = None
        """What the text is, if somebody has said so."""
        self.trouble: RunError | None = None
        self.edit, self.name = QPlainTextEdit(self), QLineEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setAcceptDrops(False)
        self.edit.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.name.setFrame(False)
        self.name.setMaxLength(40)
        self.edit.textChanged.connect(self._take_text)
        self.setFocusProxy(self.edit)
        self.setAcceptDrops(True)

    def place(self, room: QRect) -> None:
        """Lie all over the window."""
        super().place(room)
        for widget, area in ((self.edit, TEXT), (self.name, NAME)):
            wide = min(area.width(), max(200.0, self.room.width() - area.x() - 60))
            widget.setGeometry(QRectF(area.x() * self.unit, area.y() * self.unit, wide * self.unit,
                                      area.height() * self.unit).toRect())

    def restyle(self, look: Look, unit: float) -> None:
        """Take another look or scale."""
        super().restyle(look, unit)
        font, theme = QFont(look.font(SIZE)), look.theme
        font.setPixelSize(max(8, round(SIZE * unit)))
        inside, corner = round(16 * unit), round(8 * unit)
        for widget in (self.edit, self.name):
            widget.setFont(font)
            above = inside if widget is self.edit else 0
            widget.setStyleSheet(f"{type(widget).__name__} {{ color: {theme.ink}; background: {theme.wash}; "
                                 f"border-radius: {corner}px; padding: {above}px {inside}px; "
                                 f"placeholder-text-color: {theme.ink2}; }}")
        self.edit.setPlaceholderText(look.word("在这里粘贴，或把文件拖到这里，或写下一个文件的路径",
                                               "paste here, or drop a file, or write the path of one"))

    def ask(self, folder: Path) -> None:
        """Open the box; presets are kept in a folder. What was typed before is still there."""
        self.folder = folder
        self._take_text()
        self.rise()

    @property
    def kind(self) -> Kind:
        """What the text is taken for."""
        return self.chosen or kind_of(self.edit.toPlainText())

    def _take_text(self) -> None:
        """Forget what was said of the text before, and propose a name."""
        self._say(None)
        if not self.name.isModified():
            self.name.setText(free_name(self.kind, self.folder))

    def make(self) -> None:
        """Make the preset, or say what is wrong and where."""
        text = self.edit.toPlainText()
        try:
            if "\n" not in text.strip() and text.strip() and Path(text.strip()).is_file():
                self.take_file(Path(text.strip()))
                text = self.edit.toPlainText()
            path = save(text, self.name.text().strip(), self.folder, self.chosen)
        except RunError as error:
            self._say(error)
            return
        self.edit.clear()
        self.name.setModified(False)
        self.chosen = None
        self.hide()
        self.made.emit(path)

    def take_file(self, path: Path) -> None:
        """Put a file's text into the box."""
        try:
            self.edit.setPlainText(read_file(path))
        except RunError as error:
            self._say(error)

    def _say(self, trouble: RunError | None) -> None:
        """Tell what is wrong, and mark its place in the text."""
        self.trouble = trouble
        marks: list[QTextEdit.ExtraSelection] = []
        if isinstance(trouble, TextError) and self.edit.toPlainText():
            marks.append(self._mark(trouble))
        self.edit.setExtraSelections(marks)
        self.update()

    def _mark(self, trouble: TextError) -> QTextEdit.ExtraSelection:
        """Put the cursor to the place of a mistake, and mark its line."""
        block = self.edit.document().findBlockByNumber(trouble.line - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(trouble.column - 1, max(0, block.length() - 1)))
        self.edit.setTextCursor(cursor)
        self.edit.setFocus()
        mark, form = QTextEdit.ExtraSelection(), QTextCharFormat()
        form.setBackground(QColor(self.look.theme.rule))
        form.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        mark.cursor, mark.format = cursor, form
        return mark

    # -- how it looks

    def paint(self, painter: QPainter) -> None:
        """Draw the title, the kinds, the key that makes it, and what is wrong."""
        theme, look, word = self.look.theme, self.look, self.look.word
        self.fill(painter, theme.paper)
        write(painter, 60, 92, word("自己的任务", "Your own"), look.font(48, medium=True), theme.ink)
        becomes = word("粘贴文字、文法或表格，它会成为一个预设", "a text, a grammar or a table becomes a preset")
        write(painter, NAME.right(), 84, becomes, look.font(24), theme.ink2, RIGHT)
        write(painter, NAME.x(), 172, word("名称", "name"), look.font(22), theme.ink2)
        write(painter, NAME.x(), CHIP_Y - 18, word("它是", "it is"), look.font(22), theme.ink2)
        for kind, area in self.chips().items():
            on = kind == self.kind
            box(painter, area, theme.ink if on else theme.wash, None if on else theme.ink3, 1.5, corner=8)
            write(painter, area.center().x(), area.y() + 37, word(*KINDS[kind].name), look.font(24),
                  theme.paper if on else theme.ink, 0.5)
        self._paint_example(painter)
        self._paint_make(painter)
        self._paint_trouble(painter)

    def chips(self) -> dict[Kind, QRectF]:
        """Where the kinds stand."""
        wide = (NAME.width() - CHIP_GAP * (len(KINDS) - 1)) / len(KINDS)
        return {kind: QRectF(NAME.x() + place * (wide + CHIP_GAP), CHIP_Y, wide, CHIP_TALL)
                for place, kind in enumerate(KINDS)}

    def _paint_example(self, painter: QPainter) -> None:
        """Say what becomes of the kind, and give an example."""
        look, theme, y = self.look, self.look.theme, CHIP_Y + CHIP_TALL + 54
        for line in wrapped(look.word(*KINDS[self.kind].becomes), look.font(24), NAME.width()):
            write(painter, NAME.x(), y, line, look.font(24), theme.ink)
            y += 36
        y += 20
        for line in EXAMPLES[self.kind]:
            write(painter, NAME.x(), y, line, look.font(22), theme.ink2)
            y += 34

    def _paint_make(self, painter: QPainter) -> None:
        look, theme = self.look, self.look.theme
        box(painter, MAKE, theme.wash, theme.ink, 2.5, corner=10)
        make = look.word("做成预设并播放", "make it and play")
        wide = write(painter, MAKE.x() + 24, MAKE.y() + 42, make, look.font(26, medium=True), theme.ink)
        keys = ("Ctrl+Return",)
        if wide + caps_width(keys, look) + 72 < MAKE.width():
            paint_caps(painter, MAKE.right() - 24 - caps_width(keys, look), MAKE.center().y(), keys, look)

    def _paint_trouble(self, painter: QPainter) -> None:
        """Say in three sentences what is wrong, what was expected, what to do; else where presets are kept."""
        look, theme, right = self.look, self.look.theme, NAME.right()
        rule(painter, 60, TOLD - 26, right, TOLD - 26, theme.rule, 2)
        if self.trouble is None:
            kept = look.word("保存在 ", "kept in ") + str(self.folder)
            write(painter, 60, TOLD + 16, kept, look.font(20), theme.ink2)
            return
        box(painter, QRectF(60, TOLD - 8, 8, 130), theme.negative, corner=3)
        y = TOLD + 20
        for place, sentence in enumerate(sentences(self.trouble, look.lang)):
            font = look.font(26 if place == 0 else 24, medium=place == 0)
            for line in wrapped(sentence, font, right - 90)[:2]:
                write(painter, 90, y, line, font, theme.ink)
                y += 38

    # -- what keys, clicks and files do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make it, or go back; every other key is the text's own."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.name.hasFocus()
        ):
            self.make()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what the text is, or make it."""
        point = self.point(event)
        if MAKE.contains(point):
            self.make()
            return
        for kind, area in self.chips().items():
            if area.contains(point):
                self.chosen = kind
                self._take_text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()
