"""A line to type a file's name into: where a tensor is written."""

from visualizer.input_line import InputLine


class FileLine(InputLine):
    """Asks for the name of a file; Enter gives it, Esc leaves all as it was."""

    words = ("文件", "file")
