"""Read TOML that anybody may have written: guarded against hostile files, and every mistake told with its line."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.errors import RunError, meant
from engine.form_words import of_toml, of_value
from engine.options import FLAT
from engine.sentence import Sentence, at_line

LARGEST = 256 * 1024
DEEPEST = 8
LONGEST_VALUE = 80
"""Characters of a wrong value that a message shows."""

Place = tuple[str | int, ...]
"""Where something stands in a TOML document: keys, and numbers of list entries."""

STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)|"(?:\\.|[^"\\\n])*"?|\'[^\'\n]*\'?|#[^\n]*', re.DOTALL
)
LONG_KEY = re.compile(rf"(?<![\w-])[\w-]+(?:[ \t]*\.[ \t]*[\w-]+){{{DEEPEST},}}")
HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]*?)\s*\]")
KEY = re.compile(r"\s*([\w.\"' -]+?)\s*=")


@dataclass(frozen=True, slots=True)
class Source:
    """A TOML text, and where it stands: a file, and the line in it that the text begins on."""

    text: str
    where: str
    first: int = 1


def read_toml(source: Source) -> dict[str, Any]:
    """Parse a TOML document, unless it is too large, too deep or not TOML."""
    text, where, first = source.text, source.where, source.first
    if len(text.encode()) > LARGEST:
        raise RunError(
            f"{where} has {len(text.encode())} bytes.", f"At most {LARGEST} are read.", "Shorten it.",
            zh=(f"{where} 有 {len(text.encode())} 个字节。", f"最多读 {LARGEST} 个。", "缩短它。"),
        )  # fmt: skip
    bare = STRINGS.sub(lambda found: "\n" * found[0].count("\n") + "s", text)
    if found := LONG_KEY.search(bare):
        line = first + bare.count("\n", 0, found.start())
        raise RunError(
            f"{where}:{line}: a key has more than {DEEPEST} parts.", "Ours have four.", "Shorten it.",
            zh=(f"{where} 第 {line} 行：一个键超过 {DEEPEST} 段。", "我们的键最多四段。", "缩短它。"),
        )  # fmt: skip
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise RunError(
            f"{where}: lists are nested too deep.", "Ours are nested twice.", "Flatten it.",
            zh=(f"{where}：列表嵌套太深。", "我们的最多两层。", "把它摊平。"),
        ) from error  # fmt: skip
    except ValueError as error:
        line, told = _located(str(error), source)
        raise RunError(
            f"{where}:{line}: this is not TOML: {told}.", "A line is `key = value`.", "Mend it.",
            zh=(f"{where} 第 {line} 行：这不是 TOML：{of_toml(told)}。", "一行写作 `键 = 值`。", "改正它。"),
        ) from error  # fmt: skip


def _located(message: str, source: Source) -> tuple[int, str]:
    """Take the line out of tomllib's message."""
    if found := re.search(r" \(at line (\d+), column (\d+)\)", message):
        return source.first + int(found[1]) - 1, f"{message[: found.start()]} (column {found[2]})"
    if message.endswith("(at end of document)"):
        return source.first + source.text.rstrip().count("\n"), message
    return source.first, message.rstrip(".")


def lines_of(text: str) -> dict[Place, int]:
    """Find on which line (from 0) each table and key of a document stands."""
    places: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(text.split("\n")):
        if header := HEADER.match(line):
            table = tuple(part.strip(" \"'") for part in header[2].split("."))
            if header[1] == "[[":
                table += (sum(place[:-1] == table for place in places if isinstance(place[-1], int)),)
            places.setdefault(table, number)
        elif key := KEY.match(line):
            places.setdefault((*table, *(part.strip(" \"'") for part in key[1].split("."))), number)
    return places


def mistakes(
    error: ValidationError, model: type[BaseModel], source: Source, excused: Callable[[Place], bool] = lambda _: False
) -> list[Sentence]:
    """Tell every mistake that pydantic found in a document, a line each: file, line, key, what was expected.

    A key that is missing is not told where it is excused.
    """
    places = lines_of(source.text)
    told = set()
    for each in error.errors():
        place = tuple(part for part in each["loc"] if part != FLAT)
        if each["type"] == "missing" and excused(place):
            continue
        if place not in places and place[:1] == ("scene",) and place[2:] in places:
            place = place[2:]  # a scene inherited it from the top
        told.add((_line(place, places) + source.first, _told(each, place, model)))
    return [at_line(source.where, line, what) for line, what in sorted(told)]


def _line(place: Place, places: dict[Place, int]) -> int:
    """Find the line of a key, or of what it stands in."""
    return next((places[place[:end]] for end in range(len(place), 0, -1) if place[:end] in places), 0)


def _told(each: ErrorDetails, place: Place, model: type[BaseModel]) -> Sentence:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    if each["type"] == "missing":
        return Sentence(f"{key} is missing. It has no default. Add it.", f"缺少 {key}。它没有默认值。补上它。")
    if each["type"] in {"extra_forbidden", "unknown_key"}:
        known = each.get("ctx", {}).get("known") or _keys(model, each["loc"])
        keys, guess = ", ".join(known), meant(str(each["loc"][-1]), known)
        return Sentence(f'unknown key "{key}". Known keys are {keys}. {guess}'.strip(),
                        f"没有叫“{key}”的键。可用的键有 {keys}。{guess.zh}")
    wrong, given = _wrong(each), each["input"]
    at = key if isinstance(given, dict | list) else f"{key} = {_short(given)}"
    return Sentence(f"{at}: {wrong}", f"{at}：{wrong.zh}")


def _wrong(each: ErrorDetails) -> Sentence:
    """Say what is wrong with a value: our own words, or pydantic's."""
    said = each["msg"].removeprefix("Value error, ").rstrip(". ")
    context = each.get("ctx", {})
    ours = context["error"].args[0] if each["type"] == "value_error" else ""
    zh = ours.zh if isinstance(ours, Sentence) else context.get("zh") or f"{of_value(each['type'], context, said)}。"
    return Sentence(said + "." * (not said.endswith("?")), zh)


def _short(given: object) -> str:
    """Write a value; of a long text its beginning."""
    written = repr(given)
    return written if len(written) <= LONGEST_VALUE else f"{written[:LONGEST_VALUE]}…"


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """List the keys that the table around a place has, walking down the models."""
    for part in place[:-1]:
        for name, field in model.model_fields.items():
            if part == (field.alias or name):
                model = _inside(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _inside(annotation: object) -> type[BaseModel] | None:
    """Find the model in a type such as dict[str, Run] or tuple[Edit, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inside(part))), None)
