"""Formulas as SVG: TeX in, vector outlines out, the baseline at y = 0.

mathra draws in 0.2 ms; ziamath (17 ms) is asked where mathra says no. No Qt here, so the parser can check formulas too.
"""

import contextlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache

import mathra

from visualizer.errors import FormulaError

LONGEST = 2_000
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff]")
_VIEWBOX = re.compile(r'viewBox="([-\d.e]+) ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)"')
_EM = 1000.0
# what ziamath lets out on TeX it does not know
_SLIPS: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError, ValueError,
)
# Words for other readers (screen, braille, source); Qt draws only outlines.
_UNSEEN = re.compile(r"<(title|metadata|style|text)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Extent:
    """Size of a formula in pixels, measured from its baseline."""

    width: float
    ascent: float
    descent: float


def tex_to_svg(tex: str, size_px: float, colour: str, display: bool = True) -> bytes:
    """Draw a formula whose letters are `size_px` high (one em) in one colour."""
    drawn = _drawn(tex, size_px, colour, display)
    if isinstance(drawn, FormulaError):
        raise drawn.with_traceback(None)
    return drawn


@lru_cache(maxsize=512)
def _drawn(tex: str, size_px: float, colour: str, display: bool) -> bytes | FormulaError:
    """A formula's picture, or why there is none: both are remembered."""
    try:
        _refuse(tex)
        return _sized(mathra.tex_to_svg(tex, display=display, strict=True), size_px, colour).encode()
    except ValueError as error:
        reason = str(error)
    except FormulaError as error:
        return error
    by_ziamath = _by_ziamath(tex, size_px, colour, display)
    return by_ziamath.encode() if by_ziamath else FormulaError(
        f"The formula “{_short(tex)}” cannot be read ({reason}). TeX mathematics was expected. Look for a missing"
        " brace or a misspelt command."
    )


def check(tex: str) -> None:
    """Raise `FormulaError` where a formula cannot be drawn."""
    tex_to_svg(tex, 100.0, "#000000")


def extent(svg: bytes) -> Extent:
    """Where a drawn formula lies about its baseline."""
    _, top, width, height = _box(svg.decode())
    shown = re.search(r'width="([\d.]+)', svg.decode())
    assert shown is not None, "tex_to_svg writes a width"
    scale = float(shown[1]) / width
    return Extent(width * scale, -top * scale, (top + height) * scale)


def _refuse(tex: str) -> None:
    """Say no to what no drawer of formulas should be asked."""
    if not tex.strip():
        raise FormulaError(
            "The formula is empty. TeX was expected between the dollar signs. Write it, or remove the signs."
        )
    if len(tex) > LONGEST:
        raise FormulaError(
            f"The formula has {len(tex):,} characters. At most {LONGEST:,} are drawn. Split it into several formulas."
        )
    wide = _WIDE.search(tex)
    if wide:
        raise FormulaError(
            f"The formula “{_short(tex)}” holds “{wide[0]}”. Only Latin and Greek letters and signs can be drawn in a"
            " formula. Move the words outside the dollar signs."
        )


def _by_ziamath(tex: str, size_px: float, colour: str, display: bool) -> str | None:
    """The slow way, for what mathra refuses; None where ziamath knows no better."""
    from latex2mathml import converter, exceptions  # noqa: PLC0415  (0.2 s: only decks with rare TeX pay for it)
    from ziafont.config import config  # noqa: PLC0415
    from ziamath import zmath  # noqa: PLC0415

    named: list[object] = list(vars(exceptions).values())
    own = tuple(kind for kind in named if isinstance(kind, type) and issubclass(kind, Exception))
    config.svg2 = False  # plain paths: QtSvg draws no nested symbols
    try:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            if "\\" in converter.convert(tex):  # a command it would only spell out
                return None
            return str(zmath.Latex(tex, size=size_px, color=colour, inline=not display).svg())
    except (*own, *_SLIPS):
        return None


def _sized(drawn: str, size_px: float, colour: str) -> str:
    """mathra's picture in pixels and in our colour, without what Qt does not draw."""
    left, top, width, height = _box(drawn)
    inner = _UNSEEN.sub("", drawn[drawn.index(">") + 1 :]).replace("currentColor", colour)
    scale = size_px / _EM
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * scale:.3f}" height="{height * scale:.3f}"'
        f' viewBox="{left} {top} {width} {height}" fill="{colour}" color="{colour}">'
    )
    return head + inner


def _box(drawn: str) -> tuple[float, float, float, float]:
    found = _VIEWBOX.search(drawn)
    assert found is not None, "every drawn formula has a viewBox"
    left, top, width, height = (float(number) for number in found.groups())
    return left, top, max(width, 1e-3), height


def _short(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= 40 else line[:39] + "…"
