"""Beat addresses: how a scene written by hand names a moment of a training step.

    start   forward 3   forward 3 c   forward last   loss   backward 2 h   update   end

Time steps are counted from 1, as on screen. A time step without a line is that time step completed.
"""

import re

from engine.beats import Beat, Beats, Phase
from engine.errors import RunError
from engine.sentence import Sentence

ADDRESS = re.compile(r"(forward|backward) ([1-9]\d{0,5}|last)(?: (\S+))?|start|loss|update|end")
MOMENTS = '"start", "forward 3", "forward 3 c", "loss", "backward last", "backward 3 c", "update" {} "end"'
GRAMMAR = Sentence(f"A moment is {MOMENTS.format('or')}.", f"时刻写作 {MOMENTS.format('或')}。")


def checked(text: str, names: tuple[str, ...] = ()) -> str:
    """Refuse what is no address; the line, too, if the names of the lines are known."""
    found = ADDRESS.fullmatch(text)
    if not found:
        raise RunError(
            f'"{text}" names no moment.', GRAMMAR, "Time steps are counted from 1.",
            zh=(f"“{text}”不是一个时刻。", GRAMMAR.zh, "时间步从 1 数起。"),
        )  # fmt: skip
    if names and found[3] and found[3] not in names:
        raise RunError(
            f'"{text}": there is no line "{found[3]}".', f"The lines are {', '.join(names)}.",
            zh=(f"“{text}”：没有叫“{found[3]}”的线。", f"线有 {', '.join(names)}。", ""),
        )  # fmt: skip
    return text


def address(text: str, beats: Beats) -> int:
    """Find how many beats are done at a moment."""
    found = ADDRESS.fullmatch(checked(text, beats.names))
    assert found
    way, time, name = found.groups()
    if way is None:
        half = beats.T * len(beats.names)
        return {"start": 0, "loss": half + 1, "update": len(beats), "end": len(beats)}[text]
    t = beats.T - 1 if time == "last" else int(time) - 1
    if t >= beats.T:
        raise RunError(
            f'"{text}": there is no time step {time}.', f"They go from 1 to {beats.T}.", 'Or write "last".',
            zh=(f"“{text}”：没有时间步 {time}。", f"应在 1 到 {beats.T} 之间。", '或写 "last"。'),
        )  # fmt: skip
    if way == "forward":
        return beats.done(Beat(Phase.FORWARD, t, name or beats.names[-1]))
    return beats.done(Beat(Phase.BACKWARD, t, name or beats.names[0]))
