"""What the engine's side of the debugger costs: `python -m benchmarks.debugging` prints medians as JSON."""

import json
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

from engine.conditions import Watchpoint, Watchpoints
from engine.run import Run
from engine.surgery import clamped, tried
from engine.trainer import Trainer
from engine.watch.search import search
from engine.watch.vocabulary import words_of
from engine.watch.watch import holds, watchpoint

TIMES = 15
WATCHES = ("norm(dh[t]) > 100", "any(isnan(c))", "min(f) < .0001", "clipped and norm(delta(zf.h')) > 9")
CHEAP, COSTLY = "loss > 20 * median(loss)", "norm(dh[t]) > 1e3"


def trainer(length: int, hidden: int, batch: int) -> Trainer:
    return Trainer(Run(task="brackets", length=length, hidden=hidden, batch=batch))


def milliseconds(call: Callable[[], object]) -> float:
    """The median of some calls in processor time, which a busy machine stretches least; the first is left out."""
    call()
    times = []
    for _ in range(TIMES):
        begin = process_time()
        call()
        times.append(1000 * (process_time() - begin))
    return round(median(times), 3)


def trials() -> dict[str, float]:
    """A gate clamped, loss and gradients computed again, in ms."""
    found = {}
    for length, hidden, batch in ((32, 64, 1), (32, 64, 8), (32, 64, 32), (200, 64, 1)):
        walker = trainer(length, hidden, batch)
        change = (clamped("f", 1.0, 0),)
        size = f"T {length} H {hidden} B {batch}"
        found[size] = milliseconds(lambda walker=walker, change=change: tried(walker, change))
    return found


def readings() -> dict[str, float]:
    """A watch asked of a step that is there already, in ms."""
    found = {}
    for length in (32, 200, 400):
        walker = trainer(length, 64, 1)
        seen, words = walker.look(), words_of(walker.model, walker.weight)
        for text in WATCHES:
            watch = watchpoint(text, words)
            found[f"T {length}: {text}"] = milliseconds(lambda watch=watch, seen=seen: holds(watch, seen))
        found[f"T {length}: written down"] = milliseconds(lambda words=words: watchpoint(WATCHES[3], words))
    return found


def searches(updates: int = 400) -> dict[str, float]:
    """Updates a second, training alone and searching both ways."""

    def rate(call: Callable[[], object]) -> float:
        begin = perf_counter()
        call()
        return round(updates / (perf_counter() - begin))

    found = {}
    for length, hidden, batch in ((24, 8, 8), (32, 64, 8)):
        walker = trainer(length, hidden, batch)
        walker.goto(1)
        size = f"T {length} H {hidden} B {batch}"
        walker.goto(0)
        found[f"{size}: training"] = rate(lambda walker=walker: walker.goto(updates))
        for text in (CHEAP, COSTLY):
            points = Watchpoints((Watchpoint(text),))
            walker = trainer(length, hidden, batch)
            walker.goto(1)
            found[f"{size}: forwards, {text}"] = rate(lambda w=walker, p=points: search(w, p, updates))
            walker.goto(updates)
            found[f"{size}: backwards, {text}"] = rate(lambda w=walker, p=points: search(w, p, 0))
    return found


if __name__ == "__main__":
    told = {"trial, ms": trials(), "watch, ms": readings(), "updates a second": searches()}
    print(json.dumps(told, indent=2))
