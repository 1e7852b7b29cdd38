"""How long the sequences of a task may be: one refusal for all tasks."""

from engine.errors import RunError
from engine.tasks.task import LONGEST


def fits(
    length: int, least: int, usual: object, told: str = "does not fit", *, most: int = LONGEST, source: str = ""
) -> None:
    """Refuse a length below the least or above the most; `source` is what has these bounds, if not the whole task."""
    if not least <= length <= most:
        bounds = f"length is from {least} to {most}."
        expected = f"For {source}, a {bounds}" if source else f"A {bounds}"
        raise RunError(
            f"length = {length} {told}.", expected, f"Take {usual}.",
            zh=(f"length = {length} 用不了。",
                f"{'对这份数据，' if source else ''}length 应在 {least} 到 {most} 之间。",
                f"可取 {str(usual).partition(',')[0]}。"),
        )  # fmt: skip
