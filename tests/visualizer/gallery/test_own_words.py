"""What the box says of each kind: in both languages, with examples that are of that kind; and names that are free."""

from pathlib import Path

from engine.own import kind_of
from visualizer.gallery.own_words import EXAMPLES, KINDS, free_name


def test_every_kind_is_said_in_both_languages_and_its_example_is_of_it() -> None:
    for kind, words in KINDS.items():
        for zh, en in (words.name, words.becomes):
            assert any("\u4e00" <= sign <= "\u9fff" for sign in zh)
            assert en.isascii()
        lines = [line.split("    ")[0] for line in EXAMPLES[kind]]
        assert kind_of("\n".join(lines)) == kind


def test_a_name_is_free(tmp_path: Path) -> None:
    assert free_name("text", tmp_path / "none") == "my-text-1"
    (tmp_path / "my-text-1.toml").touch()
    assert free_name("text", tmp_path) == "my-text-2"
