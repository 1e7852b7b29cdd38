"""Where the small pictures of the slides stand."""

from visualizer.picture_grid import Form, PictureGrid

MARGIN, TOP = 60.0, 148.0


class SlideGrid(PictureGrid):
    """So many slides, each with its title."""

    __slots__ = ()
    form = Form(MARGIN, TOP, foot=0.0, least=300.0, gutter=32.0, words=44.0, gap=20.0, end=28.0, above=8.0)
