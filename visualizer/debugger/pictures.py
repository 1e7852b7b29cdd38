"""Pictures of the debugger without a display: the passes of one update, a weight, another unit."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from engine.address import address
from engine.beats import Beats
from engine.errors import EngineError
from visualizer.app import Wish, application, begin, build
from visualizer.errors import VisualizerError
from visualizer.window import Window

PATIENCE = 120.0
MOMENTS = ("start", "forward {t}", "forward last", "loss", "backward {t}", "backward 1", "update")


def keep_pictures(wish: Wish, out: Path) -> int:
    """Open the debugger, go through an update, and keep a picture of each moment."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VisualizerError(f"{out}: no pictures can be kept there ({error.strerror}). A folder was expected. "
                              "Name another with --pictures.") from error
    window = build(wish)
    window.show()
    begin(window, wish.slide, debug=True)
    wait(window, lambda: window.timeline.beats is not None)
    beats = window.timeline.beats
    if beats is None:
        return 1
    for place, moment in enumerate((*MOMENTS, *_middles(beats)), 1):
        window.seek(address(moment.format(t=max(1, beats.T // 2)), beats))
        wait(window, lambda: window.checked is not None)
        application().processEvents()
        window.grab().save(str(out / f"{place:02d}-{moment.format(t=beats.T // 2).replace(' ', '-')}.png"))
    window.close()
    print(f"{len(MOMENTS) + 2} pictures in {out}")
    return 0


def _middles(beats: Beats) -> tuple[str, str]:
    """A line in the midst of a time step, in both passes."""
    line, t = beats.names[len(beats.names) // 2], max(1, beats.T // 2)
    return f"forward {t} {line}", f"backward {t} {line}"


def wait(window: Window, ready: Callable[[], bool]) -> None:
    """Let the engine answer."""
    app, end = application(), monotonic() + PATIENCE
    while window.channel.waiting or not window.channel.alive or not ready():
        app.processEvents()
        sleep(0.002)
        if window.banner.isVisible() or monotonic() > end:
            raise EngineError(window.banner.shown.what if window.banner.shown else "The engine did not answer.")
