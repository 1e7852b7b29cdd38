"""The lines of one slide, sorted: what is shown, what is only for the speaker, and the scene.

Lines taken out leave an empty line, so that every later line keeps its number in the file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(?!.*~{3}\s*$)")
_OPEN = re.compile(r"^~~~([A-Z]+):?([^~]*)~~~\s*$")
_NOTES = re.compile(r"^\.notes?(?:\s+|$)")
_MARKER = re.compile(r"^\s*(?:$|[*+-]\s|\d+[.)]\s|[#|<!>.~`])")
_SPOKEN = {"notes", "note", "instructor", "handouts", "handout"}
Warn = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class SceneSource:
    """A scene as the deck writes it: validated by whoever plays it."""

    preset: str
    text: str
    line: int


@dataclass(slots=True)
class Sorted:
    """The lines of a slide by purpose; both lists are as long as the slide."""

    shown: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    scene: SceneSource | None = None


@dataclass(slots=True)
class _Section:
    """A section being read."""

    kind: str
    name: str
    line: int
    lines: list[str] = field(default_factory=list)


def sort_lines(lines: list[str], first_line: int, warn: Warn) -> Sorted:
    """Tell a slide's text from its sections and notes."""
    result = Sorted()
    section: _Section | None = None
    fence, in_notes = "", False
    for number, line in enumerate(_without_comments(lines), first_line):
        shown = spoken = ""
        mark = _OPEN.match(line) if not fence else None
        if mark:
            section = _turn(mark, section, number, result, warn)
        elif section:
            section.lines.append(line)
            spoken = line if section.kind == "SECTION" else ""
        else:
            fence = _fence_after(fence, line)
            in_notes = not fence and bool(_NOTES.match(line) or (in_notes and not _MARKER.match(line)))
            # Each .notes line is a note of its own: a list says so without shifting any line.
            shown, spoken = ("", _NOTES.sub("* ", line)) if in_notes else (line, "")
        result.shown.append(shown)
        result.notes.append(spoken)
    if section:
        words = f"~~~{section.kind}~~~ is never closed. ~~~END{section.kind}~~~ was expected. It ends with the slide."
        warn(section.line, words)
        _close(section, result, warn)
    return result


def _turn(mark: re.Match[str], section: _Section | None, number: int, result: Sorted, warn: Warn) -> _Section | None:
    """What a `~~~NAME~~~` line does: open a section, close one, or nothing."""
    kind, name = mark[1], mark[2].strip()
    if section:
        if kind != f"END{section.kind}":
            words = f"is not closed before ~~~{kind}~~~. ~~~END{section.kind}~~~ was expected. It ends here."
            warn(section.line, f"~~~{section.kind}~~~ {words}")
        _close(section, result, warn)
    elif kind.startswith("END"):
        warn(number, f"~~~{kind}~~~ closes nothing. An opening line was expected above it. Remove it.")
    if kind.startswith("END"):
        return None
    if kind == "SCENE" or (kind == "SECTION" and name.lower() in _SPOKEN):
        return _Section(kind, name, number)
    warn(number, f"~~~{kind}:{name}~~~ is not known. SECTION:notes and SCENE:preset are. Its content is shown as text.")
    return None


def _close(section: _Section, result: Sorted, warn: Warn) -> None:
    """Keep a scene; a section's lines have been kept already."""
    if section.kind == "SCENE" and result.scene:
        words = "a slide has one scene, this is a second. The first is played. Move this one to a slide of its own."
        warn(section.line, words)
    elif section.kind == "SCENE":
        result.scene = SceneSource(section.name, "\n".join(section.lines) + "\n", section.line)


def _fence_after(fence: str, line: str) -> str:
    """The open code fence after this line, or nothing."""
    mark = _FENCE.match(line)
    if not mark:
        return fence
    if not fence:
        return mark[1]
    return "" if mark[1].startswith(fence) and line.strip() == mark[1] else fence


def _without_comments(lines: list[str]) -> list[str]:
    """The lines with `<!-- … -->` outside code blanked out."""
    result: list[str] = []
    fence, hidden = "", False
    for line in lines:
        if not hidden:
            fence = _fence_after(fence, line)
        shown, hidden = (line, hidden) if fence else _uncommented(line, hidden)
        result.append(shown)
    return lines if hidden else result  # a comment that never ends hides nothing


def _uncommented(line: str, hidden: bool) -> tuple[str, bool]:
    kept: list[str] = []
    rest = line
    while rest:
        before, found, rest = rest.partition("-->" if hidden else "<!--")
        if not hidden:
            kept.append(before)
        hidden = hidden != bool(found)
    return "".join(kept), hidden
