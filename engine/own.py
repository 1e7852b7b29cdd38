"""A task of the user's own in one box: a text, a grammar or a table becomes a preset file, seed and all.

The pasted text stands in the file itself, so a preset can be given away and makes the same run everywhere.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Literal

from engine.disk_words import cause
from engine.errors import RunError
from engine.tasks.notation import ARROW
from engine.tasks.own_classes import OwnClasses
from engine.tasks.own_grammar import OwnGrammar
from engine.tasks.own_series import OwnSeries
from engine.tasks.own_text import OwnText
from engine.tasks.table import SEPARATORS, read_table
from presets.load import load, names

Kind = Literal["text", "grammar", "table"]
NAME = re.compile(r"[\w-]{1,40}")
LARGEST_FILE = 4_000_000
EXAMPLE = 60
"""Characters of the held-out text that its scenes read."""


PRESET = Template("""keywords = [$keywords]

[title]
zh = $title
en = $title

[about]
zh = $zh
en = $en

[look]
zh = "训练前后，同一段没有训练过的输入。"
en = "The same input, never trained on, before and after training."

[source]
zh = "用户自己的数据；测试与验证部分不参与训练。"
en = "The user's own data; its validation and test parts are never trained on."

[[stated]]
measure = "$measure"

[[scene]]
step = 0
input = $example
views = $views
at = "start"
to = "forward last"
seconds = 8
say = { zh = "训练之前：它还什么都不知道。", en = "Before training: it knows nothing yet." }

[[scene]]
step = 0
until = $end
pace = "update"
views = ["loss"]
seconds = 16
say = { zh = "训练：损失下降。", en = "Training: the loss falls." }

[[scene]]
step = $end
input = $example
views = $views
at = "start"
to = "forward last"
seconds = 12
measure = true
say = { zh = "训练之后：同一段输入，它没有见过。", en = "After training: the same input, which it has never seen." }

[run.lstm]
task = "$task"
cell = "lstm"
hidden = $hidden
rate = 0.01
batch = 16
seed = $seed
updates = $end
$options
""")
"""What is written around the text; `$` stands for what depends on it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pasted text becomes: which task with which options, how it is trained, and what its scenes read."""

    task: str
    options: tuple[tuple[str, str | int], ...]
    about: tuple[str, str]
    views: str
    example: str
    measure: str
    hidden: int = 16
    updates: int = 600


def kind_of(text: str) -> Kind:
    """Guess what was pasted: rules have arrows, a table has numbers in most of its cells, all else is text."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")][:200]
    if lines and ARROW.search(lines[0]) and sum(bool(ARROW.search(line)) for line in lines) * 2 >= len(lines):
        return "grammar"
    rows = [line for line in lines if any(sign in line for sign in SEPARATORS) or _is_number(line)]
    numbers = [any(map(_is_number, re.split(r"[\t;, ]+", line.strip()))) for line in rows]
    return "table" if rows and len(rows) * 5 >= len(lines) * 4 and sum(numbers) * 2 >= len(rows) else "text"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\s*[-−+]?\d+([.,]\d+)?(e[-+]?\d+)?\s*", text, re.IGNORECASE) is not None


def planned(text: str, kind: Kind) -> Plan:
    """Check a text by learning's own rules, and plan its preset; a mistake is told with line and column."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return {"text": _text, "grammar": _grammar, "table": _table}[kind](text)


def _text(text: str) -> Plan:
    task = OwnText(text, min(32, max(8, len(text) * 9 // 40)))
    count, signs = len(text), len(task.alphabet)
    held = "".join(task.symbols[place] for place in task.held_out("test")[:EXAMPLE])
    about = (f"自己的文字：{count} 个字符，其中 {signs} 个不同。每一步说出下一个字符。",
             f"A text of one's own: {count} characters, {signs} different ones. At each step the net says the next.")
    return Plan("own-text", (("length", task.length), ("passage", text)), about, '["tokens"]', held, "bits", 32, 800)


def _grammar(text: str) -> Plan:
    task = OwnGrammar(text)
    about = (f"自己的文法：{len(task.signs)} 种符号。每一步说出接下来哪个符号可能，以及字符串可否结束。",
             f"A grammar of one's own: {len(task.signs)} signs. At each step the net says what may come next.")
    middle = sorted(task.strings("test"), key=len)
    example = (" " * any(len(sign) > 1 for sign in task.signs)).join(middle[len(middle) * 3 // 4])
    return Plan("own-grammar", (("rules", text),), about, '["tokens", "maps"]', example, "legal", 16, 800)


def _table(text: str) -> Plan:
    table = read_table(text)
    if table.labels:
        task = OwnClasses(text)
        about = (f"自己的表：{len(table.labels)} 行，{len(task.symbols)} 类。逐个读完一行数，说出它的类。",
                 f"A table of one's own: {len(table.labels)} lines, {len(task.symbols)} classes, one for each line.")
        return Plan("own-classes", (("table", text),), about, '["tokens", "unrolled"]', "#1", "right", 16, 400)
    length = max(2, min(40, len(table.values) * 15 // 100 - 4))
    series = OwnSeries(text, min(length, 12) if len(table.values) < 200 else length)
    count = len(table.values)
    about = (f"自己的数列：{count} 行，{series.inputs} 列。每一步说出下一行，无需标注。",
             f"A series of one's own: {count} lines of {series.inputs}. At each step the net says the next line.")
    example = series.example()
    example = example if len(example) <= 400 else example[-400:].partition(" ")[2]
    return Plan("own-series", (("length", series.length), ("table", text)), about, '["tokens", "unrolled"]', example,
                "saved", 16, 400)


def written(plan: Plan, name: str, seed: int) -> str:
    """Write the preset's file."""
    kind = {"own-text": "文字 text", "own-grammar": "文法 grammar"}.get(plan.task, "表 table").split()
    options = (f"{key} = {value if isinstance(value, int) else _block(value)}" for key, value in plan.options)
    zh, en = plan.about
    return PRESET.substitute(
        keywords=", ".join(_quoted(word) for word in ("自己的", "own", *kind)), title=_quoted(name.replace("_", " ")),
        zh=_quoted(zh), en=_quoted(en), measure=plan.measure, example=_quoted(plan.example), views=plan.views,
        task=plan.task, hidden=plan.hidden, seed=seed, end=plan.updates, options="\n".join(options),
    )  # fmt: skip


def _quoted(text: str) -> str:
    """Write a text as a string of TOML in one line."""
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _block(text: str) -> str:
    """Write a text as a string of TOML that keeps its lines."""
    return '"""\n' + "".join(letter if letter == "\n" else _escaped(letter) for letter in text) + '"""'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    return f"\\u{ord(letter):04X}" if ord(letter) < 32 or ord(letter) == 127 else letter


def save(text: str, name: str, folder: Path, kind: Kind | None = None, seed: int = 1) -> Path:
    """Make a preset of a text and keep it in a folder, checked as every preset is; gives its file."""
    if not NAME.fullmatch(name):
        raise RunError(
            f'"{name}" is no name of a preset.', "It is 1 to 40 letters, digits, - and _.", "Change it.",
            zh=(f"“{name}”不能作名称。", "名称是 1 到 40 个字母、数字、汉字、- 或 _。", "改一改。"),
        )  # fmt: skip
    if name in names():
        raise RunError(
            f'"{name}" is a preset of the program.', "Yours needs another name.", f"Try my-{name}.",
            zh=(f"程序自带一个叫“{name}”的预设。", "自己的预设要用别的名称。", f"比如 my-{name}。"),
        )  # fmt: skip
    made, path = written(planned(text, kind or kind_of(text)), name, seed), folder / f"{name}.toml"
    if path.exists() and path.read_text(encoding="utf-8") != made:
        raise RunError(
            f'There is a preset "{name}" in {folder}.', "It is not overwritten.", "Take another name.",
            zh=(f"{folder} 里已经有一个叫“{name}”的预设。", "它不会被覆盖。", "换一个名称。"),
        )  # fmt: skip
    draft = folder / f".{name}.toml.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_text(made, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise RunError(
            f"{path} cannot be written: {error.strerror}.", "The folder of your presets can be written to.",
            "Name another by --presets.",
            zh=(f"{path} 写不进去：{cause(error).zh}。", "自己的预设文件夹应能写入。", "用 --presets 换一个文件夹。"),
        ) from error  # fmt: skip
    load(path)
    return path


def read_file(path: Path) -> str:
    """Read a file to learn from."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise RunError(
                f"{path.name} has {path.stat().st_size:,} bytes.", f"At most {LARGEST_FILE:,} are read.",
                "Take a part of it.",
                zh=(f"{path.name} 有 {path.stat().st_size:,} 个字节。", f"最多读 {LARGEST_FILE:,} 个。",
                    "只取一部分。"),
            )  # fmt: skip
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RunError(
            f"{path.name} is no text: byte {error.start + 1} cannot be read.", "A UTF-8 file was expected.",
            "Save it as UTF-8.",
            zh=(f"{path.name} 不是文本：第 {error.start + 1} 个字节读不出来。", "应是 UTF-8 文件。", "另存为 UTF-8。"),
        ) from error  # fmt: skip
    except OSError as error:
        told = f"{path} cannot be read: {error.strerror}."
        raise RunError(
            told, "A file was expected.", "Look at its name.",
            zh=(f"{path} 读不出来：{cause(error).zh}。", "应是一个文件。", "看一看它的名字。"),
        ) from error  # fmt: skip
