"""What goes together place by place."""

from engine.watch.shape import Shape, joined

ALONE, UNITS, AT_T = Shape(), Shape((("unit", 5),)), Shape((("t", 0), ("unit", 5)))
WHOLE, WEIGHT = Shape((("time", 0), ("unit", 5))), Shape((("source", 3), ("out", 5)))


def test_what_lacks_a_place_serves_all_of_them() -> None:
    assert joined(ALONE, AT_T, condition=True) == Shape(AT_T.axes, condition=True)
    assert joined(UNITS, AT_T, condition=False) == AT_T
    assert joined(Shape((("t", 0),)), UNITS, condition=False) == AT_T
    assert joined(WEIGHT, Shape((("out", 5),)), condition=False) == WEIGHT


def test_what_does_not_go_together() -> None:
    for one, two in ((WHOLE, AT_T), (WEIGHT, UNITS), (UNITS, Shape((("unit", 4),))), (Shape((("update", 0),)), UNITS)):
        assert joined(one, two, condition=False) is None
        assert joined(two, one, condition=False) is None


def test_gathering_leaves_t() -> None:
    assert AT_T.gathered(condition=True) == Shape((("t", 0),), condition=True)
    assert WHOLE.gathered(condition=False) == ALONE
    assert AT_T.said == "a number at time step t for 5 units"
