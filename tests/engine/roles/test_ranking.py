"""Nothing is said to be found that may be a fluke."""

from dataclasses import replace

from engine.roles.ranking import LEVEL, Ranking, Role

SURE = Role("c", 4, "depth", -0.99, None, 0.01)


def test_the_best_is_the_first_unless_it_may_be_a_fluke() -> None:
    assert Ranking((SURE,), ("depth",), 8, 40).best is SURE
    assert Ranking((replace(SURE, p=LEVEL),), ("depth",), 8, 40).best is None
    assert Ranking((), (), 8, 40).best is None
