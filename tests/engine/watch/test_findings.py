"""What the engine says of watches crosses the pipe whole."""

import pickle

from engine.beats import Beat, Phase
from engine.watch.findings import Found, Mistake
from engine.watch.watch import Hit


def test_a_search_names_the_point_it_reached() -> None:
    hit = Hit(3, 40, Beat(Phase.BACKWARD, 2, "h"), 2, 1, 9.5)
    found = Found(1, (None, hit), (0, 4))
    assert found.hit is hit
    assert Found(-1, (None, hit), (0, 4)).hit is None
    assert pickle.loads(pickle.dumps(found)) == found
    assert pickle.loads(pickle.dumps(Mistake("q", "a", "b", "c", 0))).at == 0
