"""What a watch looks at can be without a trace."""

from dataclasses import replace

import pytest

from engine.watch.watch import holds, watchpoint
from tests.engine.watch.sight import seen, trace, words


@pytest.mark.parametrize(
    "text", ["loss < median(loss)", "gradient > 8", "update == 4", "rate < .3", "len(losses) == 5"]
)
def test_what_is_cheap_needs_no_trace(text: str) -> None:
    watch = watchpoint(text, words(trace()))
    assert watch.cheap
    assert holds(watch, replace(seen(trace()), trace=None))
    assert holds(watch, seen(trace()))


@pytest.mark.parametrize("text", ["clipped", "T > 3", "norm(h) > 0", "loss < norm(zf.b)", "t > 3"])
def test_what_looks_inside_is_not_cheap(text: str) -> None:
    assert not watchpoint(text, words(trace())).cheap
