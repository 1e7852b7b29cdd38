"""The lines of a slide, sorted by purpose."""

from visualizer.sections import Sorted, sort_lines


def sort(text: str) -> tuple[Sorted, list[tuple[int, str]]]:
    """Sort the lines of a text whose first line is number 10."""
    warnings: list[tuple[int, str]] = []
    found = sort_lines(text.split("\n"), 10, lambda line, words: warnings.append((line, words)))
    return found, warnings


def test_every_line_keeps_its_place() -> None:
    found, warnings = sort("a\n~~~SECTION:notes~~~\nsay\n~~~ENDSECTION~~~\n.notes more\n\nb")
    assert found.shown == ["a", "", "", "", "", "", "b"]
    assert found.notes == ["", "", "say", "", "* more", "", ""]
    assert not warnings


def test_a_scene_is_kept_word_for_word() -> None:
    found, _ = sort("~~~SCENE:brackets~~~\nstep = 240\n\nspeed = 1\n~~~ENDSCENE~~~")
    assert found.scene is not None
    assert (found.scene.preset, found.scene.text, found.scene.line) == ("brackets", "step = 240\n\nspeed = 1\n", 10)


def test_a_second_scene_is_told_and_not_played() -> None:
    found, warnings = sort("~~~SCENE:a~~~\n~~~ENDSCENE~~~\n~~~SCENE:b~~~\n~~~ENDSCENE~~~")
    assert found.scene is not None
    assert found.scene.preset == "a"
    assert warnings[0][0] == 12


def test_an_unclosed_section_ends_with_the_slide() -> None:
    found, warnings = sort("~~~SECTION:notes~~~\nsay")
    assert found.notes == ["", "say"]
    assert warnings[0][0] == 10
    assert "never closed" in warnings[0][1]


def test_an_unknown_section_is_shown() -> None:
    found, warnings = sort("~~~FORM:name~~~\nwords\n~~~ENDFORM~~~")
    assert found.shown[1] == "words"
    assert "not known" in warnings[0][1]


def test_a_section_that_closes_nothing_or_another_is_told() -> None:
    assert "closes nothing" in sort("~~~ENDSECTION~~~")[1][0][1]
    found, warnings = sort("~~~SECTION:notes~~~\na\n~~~SCENE:x~~~\nb\n~~~ENDSCENE~~~")
    assert "is not closed" in warnings[0][1]
    assert found.scene is not None


def test_code_is_left_alone() -> None:
    text = "```\n.notes no\n<!-- kept -->\n~~~SECTION:notes~~~\n```"
    found, warnings = sort(text)
    assert found.shown == text.split("\n")
    assert not warnings


def test_comments_are_hidden_unless_they_never_end() -> None:
    assert sort("a <!-- b\nc\n--> d")[0].shown == ["a ", "", " d"]
    assert sort("a <!-- b\nc")[0].shown == ["a <!-- b", "c"]


def test_notes_go_on_until_a_blank_line() -> None:
    assert sort(".notes one\ntwo\n\nthree")[0].notes == ["* one", "two", "", ""]
