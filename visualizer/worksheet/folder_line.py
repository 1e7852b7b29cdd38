"""A line to type a folder's name into: where a worksheet and its key are written."""

from visualizer.input_line import InputLine


class FolderLine(InputLine):
    """Asks for the name of a folder; Enter gives it, Esc leaves all as it was."""

    words = ("文件夹", "folder")
