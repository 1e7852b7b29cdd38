"""The keys of a run that belong to its task: the fields of the task's own dataclass, flat among the run's others."""

from collections.abc import Collection, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import InitErrorDetails, PydanticCustomError

from engine.errors import meant
from engine.tasks import TASKS

Options = tuple[tuple[str, str | int | float | bool], ...]
"""What was given, by name and in the order of the names, so that equal runs are equal."""
FLAT = "options"
"""Where a run keeps them; in TOML and in messages they stand beside the run's own keys."""


def gathered(data: dict[str, Any], own: Collection[str]) -> dict[str, Any]:
    """Put what is not the run's own under `options`; an option that is None was not given."""
    rest = {key: value for key, value in data.items() if key not in own or key == FLAT}
    options = {key: value for key, value in rest.items() if not (value is None and _takers(key))}
    return {key: value for key, value in data.items() if key not in rest} | {FLAT: options}


def checked(task: str | None, given: dict[str, Any], own: Collection[str]) -> Options:
    """Check what was given by the fields of a task, and tell every mistake; None for a task that nobody knows."""
    known = [name for name in TASKS if task in {None, name}]
    takes = list(dict.fromkeys(field.name for name in known for field in fields(TASKS[name])))
    wrong = [_unknown(key, given[key], task, [*own, *takes]) for key in given if key not in takes]
    good = {key: given[key] for key in sorted(given) if key in takes}
    if wrong := [*wrong, *(_mistakes(task, good) if task else ())]:
        raise ValidationError.from_exception_data(FLAT, wrong)
    return tuple(good.items())


def _mistakes(task: str, given: dict[str, Any]) -> Iterator[InitErrorDetails]:
    """Hold values against the types of a task's fields."""
    try:
        _form(task).model_validate(given)
    except ValidationError as error:
        for each in error.errors():
            yield InitErrorDetails(type=each["type"], loc=each["loc"], input=each["input"], ctx=each.get("ctx", {}))


@cache
def _form(task: str) -> type[BaseModel]:
    """Write a task's fields as a form that pydantic can check."""
    hints = get_type_hints(TASKS[task])
    form: dict[str, Any] = {field.name: (hints[field.name], field.default) for field in fields(TASKS[task])}
    made: type[BaseModel] = create_model(task, __config__=ConfigDict(strict=True), **form)
    return made


def _unknown(key: str, value: object, task: str | None, known: list[str]) -> InitErrorDetails:
    """Say that a key is none, or none of this task."""
    context: dict[str, Any] = {"known": known}
    if task and _takers(key):
        takes = ", ".join(field.name for field in fields(TASKS[task])) or "no options"
        kind, context["told"] = "no_option", f"{key} is no option of the task {task}. It takes {takes}."
        context["zh"] = f"任务 {task} 没有选项 {key}。它有 {takes}。"
    else:
        told, guess = f'"{key}" is not known. Known are {", ".join(known)}.', meant(key, known)
        kind, context["told"] = "unknown_key", f"{told} {guess}".rstrip()
        context["zh"] = f"不认识“{key}”。认识的有 {', '.join(known)}。{guess.zh}"
    return InitErrorDetails(type=PydanticCustomError(kind, "{told}", context), loc=(key,), input=value)


def _takers(key: str) -> list[str]:
    """Which tasks have an option of this name."""
    return [name for name, kind in TASKS.items() if key in {field.name for field in fields(kind)}]
