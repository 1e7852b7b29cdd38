"""Every mistake of a text of one's own is told in Chinese too, at the same place and with the same numbers."""

import re

import pytest

from engine.errors import RunError, TextError
from engine.own import Kind, read_file, save
from engine.tasks.own_classes import OwnClasses
from engine.tasks.own_series import OwnSeries
from visualizer.gallery.own_mistakes import CHINESE, PLACE, told

LINES = "\n".join
BAD: tuple[tuple[Kind, str], ...] = (
    ("grammar", ""), ("grammar", "| a"), ("grammar", "S -> " + " | ".join(f"x{n}" for n in range(501))),
    ("grammar", "S -> a"), ("grammar", "S a"), ("grammar", "-> a"), ("grammar", "A B -> a"), ("grammar", "S -> 'a"),
    ("grammar", "S -> a | | b"), ("grammar", "S -> a S"), ("grammar", "S -> a | b S\nX -> b"),
    ("grammar", "S -> a | b"),
    ("grammar", "S -> ■ S | a S | b"), ("text", "short"), ("text", "ab" * 60_000), ("text", "a" * 300),
    ("text", "".join(map(chr, range(0x4E00, 0x4E00 + 1100)))), ("table", ""), ("table", "a,b"), ("table", "x\ny\nz"),
    ("table", LINES(["1,1"] * 9)), ("table", "1,2\n3"), ("table", "x,a,b\n1,u,v\n2,u,v\n3,w,v"),
    ("table", "x,label\n1,a\n2,\n3,a"), ("table", "1,2\n3,x\n5,6"), ("table", "1\n2e9\n3"), ("table", "1,2\n3,\n5,6"),
    ("table", "1\n2\n3"), ("table", "x,label\n1,a\n2,b\n3,a"), ("table", LINES(f"{n}" for n in range(20_001))),
    ("table", "x,label\n" + LINES(f"{n},a" for n in range(30))),
    ("table", "x,label\n" + LINES(f"{n},{'ab'[n % 2] * 30}" for n in range(30))),
    ("table", LINES(",".join(str(n + k) for k in range(13)) for n in range(99))), ("table", ",".join(["1"] * 401)),
)


@pytest.fixture(scope="module")
def provoked(tmp_path_factory: pytest.TempPathFactory) -> list[RunError]:
    """Every mistake that can be made."""
    folder, errors = tmp_path_factory.mktemp("mine"), list[RunError]()
    (folder / "large").write_text("a" * 4_000_001)
    (folder / "odd").write_bytes(b"\xff")
    (folder / "taken.toml").write_text("")
    (folder / "wall").write_text("")
    good = "S -> ( S ) S | [ S ] S | ε"
    tries = [
        *((lambda kind=kind, text=text: save(text, "mine", folder, kind)) for kind, text in BAD),
        *((lambda name=name: save(good, name, folder)) for name in ("a b", "brackets", "taken")),
        *((lambda name=name: read_file(folder / name)) for name in ("large", "odd", "none")),
        lambda: save(good, "mine", folder / "wall" / "x"), lambda: OwnSeries("x,label\n1,a\n2,b\n3,a"),
        lambda: OwnClasses("1,2\n3,4"),
    ]  # fmt: skip
    for each in tries:
        with pytest.raises(RunError) as raised:
            each()
        errors.append(raised.value)
    return errors


def test_every_mistake_is_told_in_chinese_at_the_same_place(provoked: list[RunError]) -> None:
    for error in provoked:
        sentences = told(error, "zh")
        assert all(any("\u4e00" <= sign <= "\u9fff" for sign in sentence) for sentence in sentences), error
        if isinstance(error, TextError):
            assert sentences[0].startswith(f"第 {error.line} 行第 {error.column} 列：")
        assert told(error, "en") == (error.what, error.expected, error.remedy)


def test_every_row_is_of_a_mistake_that_there_is(provoked: list[RunError]) -> None:
    said = [PLACE.sub("", error.what).rstrip(".") for error in provoked]
    used = {next(pattern for pattern, *_ in CHINESE if re.fullmatch(pattern, what, re.DOTALL)) for what in said}
    assert used == {pattern for pattern, *_ in CHINESE}


def test_what_has_no_chinese_is_told_in_english() -> None:
    assert told(RunError("Something else.", "Nothing.", "Wait."), "zh") == ("Something else.", "Nothing.", "Wait.")
