"""Where the cards of the gallery stand."""

from visualizer.picture_grid import Form, PictureGrid

MARGIN, HEAD, FOOT = 60.0, 132.0, 126.0
WORDS = 146.0
"""The height of what stands under a card's picture."""


class CardGrid(PictureGrid):
    """So many cards, each with its words."""

    __slots__ = ()
    form = Form(MARGIN, HEAD, FOOT, least=432.0, gutter=24.0, words=WORDS, gap=22.0, inset=6.0)
