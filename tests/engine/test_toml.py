"""Reading what anybody may have written: lines of mistakes, and files meant to hurt."""


import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.errors import RunError
from engine.toml import LARGEST, Source, lines_of, mistakes, read_toml


class Inner(BaseModel):
    """A table in a table."""

    model_config = ConfigDict(extra="forbid", strict=True)

    size: int
    name: str = ""


class Outer(BaseModel):
    """A document."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str
    parts: dict[str, Inner] = Field({}, alias="part")
    listed: list[Inner] = Field([], alias="scene")


def told(text: str, first: int = 1) -> list[str]:
    """All mistakes of a document."""
    source = Source(text, "a.toml", first)
    with pytest.raises(ValidationError) as error:
        Outer.model_validate(read_toml(source))
    return mistakes(error.value, Outer, source)


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    text = """tilte = "a"

[part.one]
size = "3"
nmae = "x"

[[scene]]
size = 1
[[scene]]
size = 2
sise = 3
"""
    assert told(text) == [
        "a.toml:1: title is missing. It has no default. Add it.",
        'a.toml:1: unknown key "tilte". Known keys are title, part, scene. Did you mean "title"?',
        "a.toml:4: part.one.size = '3': Input should be a valid integer.",
        'a.toml:5: unknown key "part.one.nmae". Known keys are size, name. Did you mean "name"?',
        'a.toml:11: unknown key "scene.2.sise". Known keys are size, name. Did you mean "size"?',
    ]
    assert told(text, first=40)[-1].startswith("a.toml:50: ")


def test_keys_are_found_in_tables_lists_and_dotted_keys() -> None:
    text = '[a.b]\nc = 1\n"d" = 2\n[[scene]]\ne.f = 3\n[[scene]]\n e=4\n[x]\n'
    assert lines_of(text) == {
        ("a", "b"): 0, ("a", "b", "c"): 1, ("a", "b", "d"): 2, ("scene", 0): 3, ("scene", 0, "e", "f"): 4,
        ("scene", 1): 5, ("scene", 1, "e"): 6, ("x",): 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x =", "a.toml:7: this is not TOML"),
        ("y = 1\nx = [1,\n2, oops]", "a.toml:9: this is not TOML"),
        ("x = 1\nx = 2", "a.toml:8: this is not TOML"),
        ("z = 1\n" + "a." * 20_000 + "a = 1", "a.toml:8: a key has more than 8 parts"),
        ("[" + "a." * 20_000 + "a]", "a.toml:7: a key has more than 8 parts"),
        ("x = {" + '"a" . ' * 9 + "a = 1}", "a.toml:7: a key has more than 8 parts"),
        ("x = " + "[" * 50_000, "a.toml: lists are nested too deep"),
        ("x = " + "{a=" * 50_000, "a.toml: lists are nested too deep"),
        ("x = " + "9" * 100_000, "a.toml:7: this is not TOML"),
        ('x = "' + "é" * LARGEST, "a.toml has "),
        ('x = """' + '\\"""' * 50_000, "a.toml:7: this is not TOML"),
        ("x = '" + '"' * 100_000, "a.toml:7: this is not TOML"),
        ("-" * LARGEST, "a.toml:7: this is not TOML"),
        ("a" * 100_000 + " = 1\n" + "b" * 100_000, "a.toml:8: this is not TOML"),
    ],
    ids=range(14),
)
def test_what_cannot_be_read_is_refused_at_once(text: str, said: str) -> None:
    with pytest.raises(RunError) as error:
        read_toml(Source(text, "a.toml", 7))
    assert error.value.what.startswith(said)
    assert error.value.expected
    assert error.value.remedy


@pytest.mark.parametrize(
    "text", ['x = "a.b.c.d.e.f.g.h.i.j.k"', "x = 1 # a.b.c.d.e.f.g.h.i.j.k", "x = '''\na.b.c.d.e.f.g.h.i.j.k\n'''"]
)
def test_dots_in_words_are_no_keys(text: str) -> None:
    assert set(read_toml(Source(text, "a.toml"))) == {"x"}
