"""Where presets stand: those of the program, and the user's own in a folder of theirs; a broken one too."""

from dataclasses import dataclass
from pathlib import Path

from engine.errors import RunError, meant
from engine.sentence import Sentence
from presets.load import FOLDER, Preset, load, names


@dataclass(frozen=True, slots=True)
class Entry:
    """One preset file: what it holds, or every mistake in it."""

    path: Path
    preset: Preset | None
    mistakes: tuple[Sentence, ...] = ()
    own: bool = False
    """Whether it is the user's."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return self.path.stem


def shelf(own: Path, ours: Path = FOLDER) -> tuple[Entry, ...]:
    """Read every preset there is, the user's own first; none keeps another from being read."""
    folders = [(own, True)] * (own != ours) + [(ours, False)]
    return tuple(entry_at(path, mine) for folder, mine in folders for path in files(folder))


def files(folder: Path) -> list[Path]:
    """The presets of a folder, by name."""
    return sorted(folder.glob("*.toml"), key=lambda path: path.stem)


def entry_at(path: Path, own: bool) -> Entry:
    """Read one."""
    try:
        return Entry(path, load(path), own=own)
    except RunError as error:
        return Entry(path, None, error.lines, own)


def take(name: str, own: Path) -> Preset:
    """Read a preset by its name, of ours or of the user's own, or by the path of its file."""
    if name.endswith(".toml") or name in names():
        return load(name)
    mine = sorted(path.stem for path in own.glob("*.toml"))
    if name in mine:
        return load(own / f"{name}.toml")
    known = [*names(), *mine]
    raise RunError(
        f'There is no preset "{name}".', f"Presets are {', '.join(known)}.", meant(name, known),
        zh=(f"没有叫“{name}”的预设。", f"预设有 {', '.join(known)}。", meant(name, known).zh),
    )  # fmt: skip
