"""A slide's pictures: opened once, fitted into a place, or a framed note that says why not."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtSvg import QSvgRenderer

from visualizer.blocks import Block, Blocks, Break, Bullets, Picture, Words
from visualizer.flow import Print
from visualizer.pieces import Outline, Piece
from visualizer.text_box import text_box

_LARGEST_SVG = 2**20
_LONGEST_SIDE = 4096
_ENLARGED = 1.5  # old decks give sizes for a screen 1,280 wide
_LINKED = re.compile(rb"""href\s*=\s*["'](?!#|data:)""")
_WHY = {
    "missing": ("没有这张图", "This picture is missing"),
    "outside": ("图在讲稿文件夹之外", "This picture lies outside the deck's folder"),
    "remote": ("图在别的机器上", "This picture is not on this machine"),
    "large": ("图太大", "This picture is too large"),
    None: ("图读不出来", "This picture cannot be read"),
}
_NOTE_WIDTH, _NOTE_HEIGHT = 640.0, 300.0  # stands beside text, as most pictures do


def without_pictures(blocks: Iterable[Block]) -> tuple[Blocks, tuple[Picture, ...]]:
    """The blocks that are text, and the pictures that stood among them."""
    kept: list[Block] = []
    found: list[Picture] = []
    for block in blocks:
        if isinstance(block, Picture):
            found.append(block)
        elif isinstance(block, Bullets):
            parts = [without_pictures(item.blocks) for item in block.items]
            found += [picture for _, pictures in parts for picture in pictures]
            items = tuple(replace(item, blocks=part[0]) for item, part in zip(block.items, parts, strict=True))
            kept.append(replace(block, items=items))
        else:
            kept.append(block)
    return tuple(kept), tuple(found)


def natural_size(picture: Picture) -> QSizeF:
    """How large a picture wants to be."""
    content = _opened(picture.path) if picture.path else None
    if content is None:
        return QSizeF(_NOTE_WIDTH, _NOTE_HEIGHT)
    size = QSizeF(content.defaultSize() if isinstance(content, QSvgRenderer) else content.size())
    ratio = size.width() / max(size.height(), 1.0)
    if picture.width and picture.height:
        return QSizeF(picture.width, picture.height) * _ENLARGED
    if picture.width:
        return QSizeF(picture.width, picture.width / ratio) * _ENLARGED
    return QSizeF(picture.height * ratio, picture.height) * _ENLARGED if picture.height else size * 2.0


def aspect(picture: Picture) -> float:
    """Width over height."""
    size = natural_size(picture)
    return size.width() / max(size.height(), 1.0)


def place_picture(picture: Picture, style: Print, width: float, height: float) -> tuple[Piece, ...]:
    """A picture in the middle of a place, as large as it wants and as fits."""
    content = _opened(picture.path) if picture.path else None
    if content is None:
        return _note(picture, style, width, height)
    size = natural_size(picture)
    size = size * min(1.0, width / max(size.width(), 1.0), height / max(size.height(), 1.0))
    x, y = (width - size.width()) / 2, (height - size.height()) / 2
    return (Piece(content, x, y, size.width(), size.height()),)


def _note(picture: Picture, style: Print, width: float, height: float) -> tuple[Piece, ...]:
    """A frame with the file's name, and the reason in both languages where there is room."""
    wide, tall = min(width, _NOTE_WIDTH), min(height, _NOTE_HEIGHT)
    outline = Outline(style.theme.rule, style.theme.wash)
    frame = Piece(outline, (width - wide) / 2, (height - tall) / 2, wide, tall)
    name = Words(picture.src.replace("\\", "/").rsplit("/", 1)[-1][:80] or picture.alt[:80], strong=True)
    manner = replace(style.manner(28, style.theme.ink2), centred=True)
    zh, en = _WHY[picture.problem]
    for spans in ((name, Break(), Words(zh), Break(), Words(en)), (name,)):
        box = text_box(spans, manner, max(wide - 32, 40.0))
        if box.height <= tall and box.width <= wide - 16:
            return (frame, Piece(box, frame.x + 16, frame.y + (tall - box.height) / 2, wide - 32, box.height))
    return (frame,)


@lru_cache(maxsize=32)
def _opened(path: Path) -> QImage | QSvgRenderer | None:
    """A picture's file as Qt has it; nothing if Qt cannot read it."""
    if path.suffix.lower() in {".svg", ".svgz"}:
        return _opened_svg(path)
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _LONGEST_SIDE:
        shrink = _LONGEST_SIDE / max(size.width(), size.height())
        reader.setScaledSize(size * shrink)
    image = reader.read()
    return None if image.isNull() else image


def _opened_svg(path: Path) -> QSvgRenderer | None:
    """A drawing that stands alone: one that names other files is not opened."""
    try:
        source = path.read_bytes()
    except OSError:
        return None
    if len(source) > _LARGEST_SVG or _LINKED.search(source) or b"<!ENTITY" in source:
        return None
    renderer = QSvgRenderer(source)
    return renderer if renderer.isValid() else None
