"""Walking a tree of a watch."""

from engine.watch.grammar import parse
from engine.watch.tree import extent, parts, references


def test_a_tree_is_walked_from_left_to_right() -> None:
    node = parse("not (h[t] > 1) or norm(dc[t-1]) < 2 * loss")
    assert [ref.name for ref in references(node)] == ["h", "dc", "loss"]
    assert [len(parts(part)) for part in (node, *parts(node))] == [2, 1, 2]


def test_a_node_reaches_as_far_as_all_below_it() -> None:
    text = "1 + norm(h[t, 2]) > 3"
    node = parse(text)
    assert text[slice(*extent(node))] == text
    left = parts(node)[0]
    assert text[slice(*extent(parts(parts(left)[1])[0]))] == "h[t, 2]"
