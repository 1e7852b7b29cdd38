"""No refusal that a room can provoke is told in English alone: every place that raises one gives its Chinese too."""

import ast
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine import ctc
from engine.address import address, checked
from engine.beats import Beats
from engine.conditions import LossBelow, Watchpoint, Watchpoints
from engine.course import known
from engine.edits import Edit
from engine.errors import EngineError, RunError, TextError, WatchError, sentences
from engine.messages import Failed, Goto, Load, Question
from engine.own import Kind, read_file, save
from engine.run import Run
from engine.sample import Manner
from engine.seek import seek
from engine.shelf import take
from engine.surgery import kept
from engine.tasks import TASKS
from engine.tasks.own_classes import OwnClasses
from engine.tasks.own_series import OwnSeries
from engine.trails import Trails
from engine.trainer import Trainer
from engine.watch.search import search
from engine.watch.vocabulary import vocabulary
from engine.watch.watch import watchpoint
from engine.worker import Desk

ROOT = Path(__file__).parents[2]
KINDS = {"EngineError", "RunError", "WatchError", "TextError", "DeviceFull", "Diverged", "Failed", "Mistake"}
# what only a command can ask for -> why it is English alone
COMMANDS = {
    "engine/__main__.py": "options of commands", "engine/bench.py": "a command", "engine/racing.py": "a command",
    "engine/device_bench.py": "a command", "visualizer/debugger/pictures.py": "a command",
    "visualizer/gallery/portrait.py": "a command",
    "engine/errors.py": "makes an error of sentences that have their Chinese",
}  # fmt: skip
FILES = [path for folder in ("engine", "presets", "visualizer") for path in sorted((ROOT / folder).rglob("*.py"))]
LINES = "\n".join
BAD: tuple[tuple[Kind, str], ...] = (
    ("grammar", ""), ("grammar", "| a"), ("grammar", "S -> " + " | ".join(f"x{n}" for n in range(501))),
    ("grammar", "S -> a"), ("grammar", "S a"), ("grammar", "-> a"), ("grammar", "A B -> a"), ("grammar", "S -> 'a"),
    ("grammar", "S -> a | | b"), ("grammar", "S -> a S"), ("grammar", "S -> a | b S\nX -> b"),
    ("grammar", "S -> a | b"),
    ("grammar", "S -> ■ S | a S | b"), ("text", "short"), ("text", "ab" * 60_000), ("text", "a" * 300),
    ("text", "".join(map(chr, range(0x4E00, 0x4E00 + 1100)))), ("table", ""), ("table", "a,b"), ("table", "x\ny\nz"),
    ("table", LINES(["1,1"] * 9)), ("table", "1,2\n3"), ("table", "x,a,b\n1,u,v\n2,u,v\n3,w,v"),
    ("table", "x,label\n1,a\n2,\n3,a"), ("table", "1,2\n3,x\n5,6"), ("table", "1\n2e9\n3"), ("table", "1,2\n3,\n5,6"),
    ("table", "1\n2\n3"), ("table", "x,label\n1,a\n2,b\n3,a"), ("table", LINES(f"{n}" for n in range(20_001))),
    ("table", "x,label\n" + LINES(f"{n},a" for n in range(30))),
    ("table", "x,label\n" + LINES(f"{n},{'ab'[n % 2] * 30}" for n in range(30))),
    ("table", LINES(",".join(str(n + k) for k in range(13)) for n in range(99))), ("table", ",".join(["1"] * 401)),
)
WRONG = ("", "\t", "☃", "#0", "#12 x", "1 2 x", "1e9", "a" * 5000, "( → → )", "R■z9", "▂", "1 " * 5000, "永 永")
"""What somebody might type, at each task that does not take it."""
HUGE = (Edit(at=3, weight="*", set=1e308),)
WATCHES = (
    "h + $", "h = 1", "'h", '"zf', "h" * 301, "", "h[t] > ", "h[t] h[t]", "d(1)", "h[1, 2, 3]", "h[x]", "h[t--1] > 0",
    "(h[t, 1] > 0", "(" * 30 + "1", "q > 1", "delta(h) > 0", "d(h')", "loss[1] > 0", "norn(h) > 1", "norm(h, h) > 1",
    "norm(h > 1)", "any(h)", "argmax(h)", "last(losses)", "last(h, 2)", "last(losses, 0.5)", "not h[t, 1]",
    "-(h[t, 1] > 0)", "h[t, 1] and h[t, 2]", "(loss > 1) > 2", "h[t, 1] == nan", "h[t, 1] > h[:, 1]", "h > losses",
    "h > 1", "h[t] > 1", "loss", "h[0] > 1", "zf.b[1, 2] > 0", "zf.h'[1] > 0", "h[1, t] > 0", "h[1, 99] > 0",
    "zf.h'[t, 1] > 0", "zf.h'[99, 1] > 0",
)  # fmt: skip
"""One or more for everything that the language of watches refuses."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_place_that_refuses_gives_the_chinese(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in COMMANDS:
        return
    silent = [
        f"line {node.lineno}: {ast.unparse(node)[:80]}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS
        and "zh" not in {each.arg for each in node.keywords}
    ]  # fmt: skip
    assert not silent, LINES(["say it in Chinese too, zh=(what, expected, remedy):", *silent])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_form_refuses_is_a_sentence_in_both_languages(path: Path) -> None:
    plain = [
        f"line {node.lineno}: {ast.unparse(node)[:80]}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ValueError"
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    ]  # fmt: skip
    assert not plain, LINES(["a preset's mistakes are read by a room, Sentence(en, zh):", *plain])


def chinese(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def told_well(error: EngineError) -> None:
    """Hold the Chinese against the English: as many sentences, which end, and the same numbers in what happened."""
    for zh, en in zip(sentences(error, "zh"), sentences(error, "en"), strict=True):
        assert bool(zh) == bool(en), error
        assert not zh or (chinese(zh) and zh.endswith(("。", "？"))), zh
    numbers = [sorted(re.findall(r"\d+(?:,\d+)*", said)) for said in (error.zh[0], error.what)]
    assert numbers[0] == numbers[1], error


@pytest.mark.parametrize("name", TASKS)
def test_what_a_task_does_not_take_is_refused_in_chinese(name: str) -> None:
    task, refused = TASKS[name](), 0
    for text in WRONG:
        try:
            task.encode(text)
        except RunError as error:
            refused += 1
            told_well(error)
    assert refused, "none of these is wrong here: add one that is"


@pytest.mark.parametrize("text", WATCHES)
def test_a_watch_that_cannot_be_read_is_refused_in_chinese_at_the_same_character(text: str) -> None:
    words = vocabulary({"x": np.ones((4, 2)), "h": np.ones((4, 8)), "f": np.ones((4, 8))}, ("h",),
                       {"zf.h'": np.ones((8, 8)), "zf.b": np.ones(8)})  # fmt: skip
    with pytest.raises(WatchError) as raised:
        watchpoint(text, words)
    told_well(raised.value)
    *picture, said = raised.value.zh[0].split("\n")
    assert picture == raised.value.what.split("\n")[:2]
    assert said.startswith(f"监视表达式第 {raised.value.at + 1} 个字符：")


@pytest.fixture(scope="module")
def provoked(tmp_path_factory: pytest.TempPathFactory) -> list[RunError]:
    """Every mistake that can be made with a text of one's own."""
    folder, errors = tmp_path_factory.mktemp("mine"), list[RunError]()
    (folder / "large").write_text("a" * 4_000_001)
    (folder / "odd").write_bytes(b"\xff")
    (folder / "taken.toml").write_text("")
    (folder / "wall").write_text("")
    good = "S -> ( S ) S | [ S ] S | ε"
    tries = [
        *((lambda kind=kind, text=text: save(text, "mine", folder, kind)) for kind, text in BAD),
        *((lambda name=name: save(good, name, folder)) for name in ("a b", "brackets", "taken")),
        *((lambda name=name: read_file(folder / name)) for name in ("large", "odd", "none")),
        lambda: save(good, "mine", folder / "wall" / "x"), lambda: OwnSeries("x,label\n1,a\n2,b\n3,a"),
        lambda: OwnClasses("1,2\n3,4"),
    ]  # fmt: skip
    for each in tries:
        with pytest.raises(RunError) as raised:
            each()
        errors.append(raised.value)
    return errors


def test_every_mistake_in_a_text_of_ones_own_is_told_in_chinese_at_the_same_place(provoked: list[RunError]) -> None:
    for error in provoked:
        told_well(error)
        if isinstance(error, TextError):
            assert error.zh[0].startswith(f"第 {error.line} 行第 {error.column} 列：")


def trainer(**keys: object) -> Trainer:
    """A small one."""
    return Trainer(Run.model_validate({"task": "brackets", "length": 6, "hidden": 3, "batch": 2} | keys), "one")


def changed(**edit: object) -> None:
    """Try a change on a small net."""
    kept(trainer(), [Edit.model_validate({"at": 0} | edit)])


REFUSED: dict[str, Callable[[], object]] = {
    "a step": lambda: trainer().goto(-1), "a search": lambda: seek(trainer(), LossBelow(0.1), -1),
    "watchpoints": lambda: search(trainer(), Watchpoints((Watchpoint("loss > 1"),)), -1),
    "a measure": lambda: known("los", {"loss": 1.0}), "a preset": lambda: take("braket", Path("nowhere")),
    "a temperature": lambda: Manner(temperature=-1), "a top": lambda: Manner(top=0), "a seed": lambda: Manner(seed=-1),
    "writing": lambda: trainer(task="adding").sample("0.5"), "writing much": lambda: trainer().sample("(", 10**6),
    "both ways": lambda: trainer(bidirectional=True).sample("("), "trails": lambda: Trails().follow(trainer(), 2, 1),
    "a moment": lambda: checked("noon"), "a line": lambda: checked("forward 3 q", ("h",)),
    "a time step": lambda: address("forward 9", Beats(("h",), 3)), "a broken step": lambda: trainer(edits=HUGE).goto(9),
    "a unit": lambda: changed(line="h", unit=9, set=0.0), "a rate": lambda: changed(key="rate", set=-1.0),
    "two": lambda: kept(trainer(), [Edit(at=0, line="q", set=0.0), Edit(at=0, weight="q", set=0.0)]),
    "new lines": lambda: changed(key="drop_inputs", set=0.5),
    "a symbol": lambda: ctc.spell(np.zeros((2, 1, 3)), np.array([2]), ((7,),)),
    "a row": lambda: ctc.spell(np.zeros((2, 1, 3)), np.array([2]), ((1, 1),)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_engine_cannot_do_is_told_in_chinese(name: str) -> None:
    with pytest.raises(EngineError) as raised:
        REFUSED[name]()
    told_well(raised.value)


@pytest.mark.parametrize("question", [Goto(1), "nonsense", Load((Run(task="brackets"),), ("one",), input="x")])
def test_what_the_engine_answers_to_what_it_cannot_do_is_told_in_chinese(question: Question) -> None:
    failed = pickle.loads(pickle.dumps(Desk().answer(question)))
    assert isinstance(failed, Failed)
    assert all(chinese(sentence) for sentence in sentences(failed, "zh") if sentence)
    assert chinese(failed.zh[0])


def test_a_failure_of_our_own_is_told_in_chinese() -> None:
    desk = Desk(waiting=lambda: 1 / 0)
    desk.answer(Load((Run(task="brackets", length=6, hidden=3),), ("one",)))
    failed = desk.answer(Goto(3))
    assert isinstance(failed, Failed)
    assert failed.details
    assert failed.zh[0].startswith("引擎出错了：ZeroDivisionError")


def test_what_has_no_chinese_is_told_in_english() -> None:
    error = RunError("Something else.", "Nothing.", "Wait.")
    assert sentences(error, "zh") == ("Something else.", "Nothing.", "Wait.") == sentences(error, "en")
