"""Pictures of the gallery without a display: every screenful of cards, and a search."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from visualizer.app import Wish, application, begin, build
from visualizer.errors import VisualizerError

PATIENCE = 120.0
SEARCH = {"zh": "括号", "en": "memory"}


def keep_pictures(wish: Wish, out: Path) -> int:
    """Open the gallery, scroll through it, search, and keep a picture of each."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VisualizerError(f"{out}: no pictures can be kept there ({error.strerror}). A folder was expected. "
                              "Start the program from another folder.") from error
    window = build(wish)
    gallery = window.gallery
    window.show()
    begin(window)
    window.commands.gallery()
    _wait(lambda: all(card.entry for card in gallery.reader.cards))
    count, page = 0, 2 * gallery.grid.columns
    for first in range(0, gallery.grid.count, page):
        gallery.select(min(first + page - 1, gallery.grid.count - 1))
        gallery.select(first)
        count += 1
        window.grab().save(str(out / f"{count:02d}.png"))
    gallery.line.setText(SEARCH[wish.lang])
    application().processEvents()
    window.grab().save(str(out / "search.png"))
    window.close()
    print(f"{count + 1} pictures in {out}")
    return 0


def _wait(ready: Callable[[], bool]) -> None:
    """Let the files be read."""
    end = monotonic() + PATIENCE
    while not ready() and monotonic() < end:
        application().processEvents()
        sleep(0.001)
