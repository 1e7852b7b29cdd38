"""Pictures lie in the deck's folder or are not shown."""

from pathlib import Path

import pytest

from visualizer.picture_path import LARGEST, find_picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    deck = tmp_path / "deck"
    (deck / "resources").mkdir(parents=True)
    (deck / "resources" / "图 1.png").write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"x")
    return deck


def test_a_picture_beside_the_deck_is_found(folder: Path) -> None:
    assert find_picture("resources/图 1.png", folder) == (folder / "resources" / "图 1.png", None)
    assert find_picture("resources/%E5%9B%BE%201.png", folder)[1] is None


def test_an_old_path_one_folder_up_is_served_from_the_deck(folder: Path) -> None:
    assert find_picture("../resources/图 1.png", folder) == (folder / "resources" / "图 1.png", None)
    assert find_picture("/resources/图 1.png", folder) == (folder / "resources" / "图 1.png", None)


@pytest.mark.parametrize(
    "src", ["../secret.png", "/etc/passwd", "..\\secret.png", "a/../../secret.png", "%2e%2e/secret.png"]
)
def test_no_path_leaves_the_folder(folder: Path, src: str) -> None:
    path, problem = find_picture(src, folder)
    assert path is None
    assert problem in {"outside", "missing"}


def test_a_link_that_leads_out_is_not_followed(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    assert find_picture("link.png", folder)[0] is None


@pytest.mark.parametrize(
    "src", ["http://a.b/c.png", "https://a.b/c.png", "//a.b/c.png", "file:///etc/passwd", "data:image/png,x"]
)
def test_nothing_is_fetched(folder: Path, src: str) -> None:
    assert find_picture(src, folder) == (None, "remote")


@pytest.mark.parametrize("src", ["", "none.png", "a\0b.png", "x" * 5000, "resources"])
def test_what_is_not_a_file_is_missing(folder: Path, src: str) -> None:
    assert find_picture(src, folder) == (None, "missing")


def test_a_huge_picture_is_not_opened(folder: Path) -> None:
    with (folder / "huge.png").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert find_picture("huge.png", folder) == (None, "large")
