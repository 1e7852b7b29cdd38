"""The command `unrolled`: open a deck, play a tour of it, or measure the program."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter
from cyclopts.validators import Number

from visualizer.display import has_display

Lang = Literal["zh", "en"]
ThemeName = Literal["light", "dark"]
Device = Literal["cpu", "cuda", "auto"]
BenchPart = Literal["all", "lecture", "debugger"]
app = App(name="unrolled", help="See backpropagation through time.", version="0.1.0")


def _size(text: str) -> tuple[int, int]:
    """Read WxH."""
    parts = text.lower().split("x")
    if len(parts) != 2 or not all(re.fullmatch("[0-9]{3,4}", part) and 200 <= int(part) <= 8000 for part in parts):
        raise _Refused(f'--size "{text}" is no size. Two numbers from 200 to 8000 were expected, as in 1920x1080.')
    return int(parts[0]), int(parts[1])


class _Refused(Exception):
    """An argument that makes no sense; the message says what was expected."""


@dataclass(frozen=True)
class _DebugView:
    """How the debugger looks, and where its pictures are kept."""

    lang: Lang = "zh"
    theme: ThemeName = "light"
    size: str = "1920x1080"
    pictures: Path | None = None
    device: Device = "auto"


_DEBUG_VIEW = _DebugView()


@dataclass(frozen=True)
class _Way:
    """How the window begins, and where nets are trained."""

    debug: bool = False
    device: Device = "auto"


_WAY = _Way()


@app.default
def open_deck(
    deck: Path | None = None,
    *,
    slide: Annotated[int, Parameter(validator=Number(gte=1))] = 1,
    lang: Lang = "zh",
    theme: ThemeName = "light",
    size: str = "1920x1080",
    way: Annotated[_Way, Parameter(name="*")] = _WAY,
) -> int:
    """Open a deck (our own lecture if none is named) at a slide, in the debugger if that is wished.

    Without a display, the tour is played instead, and the pictures are kept in out/tour.
    """
    if not has_display():
        print("There is no display here, so no window can be opened. The tour is played without one.")
        return tour(deck=deck, lang=lang, theme=theme, size=size)
    from visualizer.app import Wish, show  # Qt is loaded only when it is known to work

    return show(Wish(deck, lang, theme, slide, _size(size), debug=way.debug, device=way.device))


@app.command
def debug(
    preset: str,
    *,
    run: str = "",
    update: Annotated[int, Parameter(validator=Number(gte=0))] = 0,
    text: str = "",
    at: str = "start",
    view: Annotated[_DebugView, Parameter(name="*")] = _DEBUG_VIEW,
) -> int:
    """Open the debugger on a preset: at an update, on a text of one's own, at a moment such as "backward 7 c".

    Without a display, or with --pictures, pictures of an update are kept instead.
    """
    from visualizer.debugger.preset_deck import preset_deck

    deck = preset_deck(preset, {"run": run, "step": update, "input": text, "at": at}, view.lang)
    shown = has_display() and view.pictures is None
    if not shown:
        _offscreen()
    from visualizer.app import Wish, show

    wish = Wish(None, view.lang, view.theme, 1, _size(view.size), deck, debug=True, device=view.device)
    if shown:
        return show(wish)
    from visualizer.debugger.pictures import keep_pictures

    return keep_pictures(wish, view.pictures or Path("out/debug"))


@app.command
def tour(
    *,
    deck: Path | None = None,
    out: Path = Path("out/tour"),
    size: str = "1920x1080",
    lang: Lang = "zh",
    theme: ThemeName = "light",
    presets: Annotated[tuple[str, ...], Parameter(consume_multiple=True)] = (),
) -> int:
    """Play every slide's scenes without a display and keep pictures, a contact sheet and report.json.

    With --presets, names or "all", the scenarios of presets are played instead, in both languages.
    """
    _offscreen()
    from visualizer.app import Wish

    if presets:
        from visualizer.scenario_tour import run_scenario_tour

        return run_scenario_tour(Wish(None, lang, theme, 1, _size(size)), presets, out)
    from visualizer.tour import run_tour

    return run_tour(Wish(deck, lang, theme, 1, _size(size)), out)


@app.command
def worksheet(
    preset: str = "by-hand",
    *,
    run: str = "",
    update: Annotated[int, Parameter(validator=Number(gte=0))] = 0,
    out: Path = Path("out/worksheet"),
    lang: Lang = "zh",
) -> int:
    """Print a training step of one unit as PDF: a worksheet with blanks, and its key."""
    _offscreen()
    from visualizer.worksheet.of_preset import print_preset

    print("\n".join(map(str, print_preset(preset, run, update, lang, out))))
    return 0


@app.command
def gallery(
    *,
    lang: Lang = "zh",
    theme: ThemeName = "light",
    size: str = "1920x1080",
    presets: Path | None = None,
    device: Device = "auto",
) -> int:
    """Open the gallery of all presets, over our own lecture; --presets names the folder of your own.

    Without a display, a picture of it is kept in out/gallery.
    """
    if presets is not None:
        os.environ["UNROLLED_PRESETS"] = str(presets)
    shown = has_display()
    if not shown:
        _offscreen()
    from visualizer.app import Wish, show

    wish = Wish(None, lang, theme, 1, _size(size), device=device, gallery=True)
    if shown:
        return show(wish)
    from visualizer.gallery.pictures import keep_pictures

    return keep_pictures(wish, Path("out/gallery"))


@app.command
def portraits(*names: str, ship: bool = False) -> int:
    """Make the small pictures of presets, by name or file; with --ship those that come with the program."""
    _offscreen()
    from visualizer.gallery.darkroom import develop

    return develop(names, ship=ship)


@app.command
def bench(part: BenchPart = "all", *, json: bool = False, seconds: float = 8.0) -> int:
    """Measure cold start, frames while the engine trains, training speed and seeking; every view and the debugger.

    The lecture alone takes a minute, the debugger with all views at T = 32, 200 and 2,000 some more.
    """
    _offscreen()
    from visualizer.bench import run_bench

    return run_bench(part, as_json=json, seconds=seconds)


def _offscreen() -> None:
    """Do without a display, unless a platform was chosen; Qt takes an empty choice for none and aborts."""
    os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; a mistake is one message and exit code 2."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: small products wait long for a second thread
    from engine.errors import EngineError
    from visualizer.errors import VisualizerError

    try:
        return int(app(arguments, exit_on_error=False, print_error=False, result_action="return_value") or 0)
    except (CycloptsError, EngineError, VisualizerError, _Refused) as error:
        print(f"unrolled: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
