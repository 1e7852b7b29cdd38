"""Break a text into lines that fit, as Chinese and English want to be broken."""

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def wrapped(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """Break at line ends, else where a line is full: between words, or between any two Chinese letters."""
    return tuple(line for paragraph in text.split("\n") for line in _lines(paragraph, font, width))


def _lines(paragraph: str, font: QFont, width: float) -> list[str]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = paragraph.encode("utf-16-le")  # Qt counts in these
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        start = line.textStart()
        lines.append(units[2 * start: 2 * (start + line.textLength())].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines or [""]
