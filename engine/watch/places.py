"""Which numbers of a name are meant by its brackets: [time step, unit] of a line, [source, unit] of a weight."""

from engine.sentence import Sentence
from engine.watch.mistake import mistake
from engine.watch.shape import Axis
from engine.watch.tree import Pick, Ref
from engine.watch.vocabulary import Vocabulary

NO_ZERO = Sentence("there is no time step 0.", "没有时间步 0。")
FROM_ONE = Sentence("Time steps are counted from 1; the last is T.", "时间步从 1 数起，最后一步是 T。")
NAMES = {"source": "来源", "unit": "单元"}


def placed(text: str, ref: Ref, words: Vocabulary) -> tuple[Axis, ...]:
    """Give the places that are left open."""
    if ref.name in words.weights:
        return _of_weight(text, ref, words.weights[ref.name])
    steps, units = (*ref.picks, None, None)[:2]
    width = words.lines[ref.name.removesuffix("'")] if ref.name not in words.lines else words.lines[ref.name]
    found = [("time", 0)] if steps is None or steps.of == ":" else [("t", 0)] if steps.of == "t" else []
    if steps and steps.of == "number" and steps.number < 1:
        raise mistake(text, steps.span, NO_ZERO, FROM_ONE)
    return (*found, *_counted(text, ref.name, units, ("unit", width)))


def _of_weight(text: str, ref: Ref, shape: tuple[int, ...]) -> tuple[Axis, ...]:
    axes = list(zip(("source", "out")[-len(shape) :], shape, strict=True))
    if not ref.picks:
        return tuple(axes)
    if len(ref.picks) != len(axes):
        en, zh = ("sources and units", "来源和单元") if len(axes) == 2 else ("units alone", "单元")
        like = f"{ref.name}[{'2, 1' if len(axes) == 2 else '1'}]"
        raise mistake(text, ref.whole, Sentence(f"{ref.name} has {en}.", f"{ref.name} 只有{zh}。"),
                      Sentence(f"Write as many places, as in {like}.", f"写同样多的位置，如 {like}。"))
    return tuple(
        axis for pick, each in zip(ref.picks, axes, strict=True) for axis in _counted(text, ref.name, pick, each)
    )


def _counted(text: str, name: str, pick: Pick | None, axis: Axis) -> tuple[Axis, ...]:
    """Check a place that is a plain number; it is then no longer open."""
    kind, size = axis
    if pick is None or pick.of == ":":
        return (axis,)
    what = "source" if kind == "source" else "unit"
    if pick.of != "number":
        said = Sentence(f"this is a time step, not a {what}.", f"这是时间步，不是{NAMES[what]}。")
        raise mistake(text, pick.span, said,
                      Sentence(f"Here belongs a {what} from 1 to {size}.", f"这里应是 1 到 {size} 的{NAMES[what]}。"))
    if not 1 <= pick.number <= size:
        said = Sentence(f"{name} has no {what} {pick.number}.", f"{name} 没有第 {pick.number} 个{NAMES[what]}。")
        raise mistake(text, pick.span, said, Sentence(f"They go from 1 to {size}.", f"应在 1 到 {size} 之间。"))
    return ()
