"""Where runs are trained: what is asked for, what there is, what gains; and that a full card sends a run to the CPU."""

import sys

import pytest

from engine import device as choice
from engine.device import CUDA, device, gains, missing, settled
from engine.errors import DeviceFull
from engine.messages import Advanced, Failed, Goto, Load
from engine.model import Model
from engine.run import Run
from engine.trainer import Trainer
from engine.worker import Desk

SMALL = Run(task="brackets", length=12, hidden=3, batch=5)
LARGE = Run(task="text", length=32, hidden=512, batch=64)


@pytest.mark.parametrize("there", [True, False])
def test_a_wish_is_met_where_it_can_be(there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "missing", lambda: "" if there else "no card")
    found = {(wish, run.hidden): device(wish, run) for wish in ("cpu", "cuda", "auto") for run in (SMALL, LARGE)}
    on = {key for key, chosen in found.items() if chosen == CUDA}
    assert set(found.values()) <= {"", CUDA}
    assert on == ({("cuda", 3), ("cuda", 512), ("auto", 512)} if there else set())


def test_for_a_small_net_nobody_looks_for_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "missing", lambda: pytest.fail("torch takes seconds"))
    assert device("auto", SMALL) == device("cpu", LARGE) == ""


def test_it_gains_from_a_size_on_and_later_where_torch_has_no_layer() -> None:
    def model(cell: str, hidden: int, **more: object) -> Model:
        return Model(cell, "softmax", hidden, hidden, 50, **more)

    assert [gains(model("lstm", hidden), 32) for hidden in (64, 128)] == [False, True]
    assert [gains(model("lstm-peephole", hidden), 64) for hidden in (128, 512)] == [False, True]
    assert gains(model("lstm", 128), 16) is False
    assert gains(model("lstm", 128, layers=2), 16) is True
    assert gains(model("lstm", 128, decodes=True), 16) is False


def test_without_torch_it_is_said_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("torch", "engine.torched"):
        monkeypatch.setitem(sys.modules, name, None)
    assert missing() == "PyTorch is not installed"
    assert settled("cuda") == "cpu"
    out, said = capsys.readouterr()
    assert not out
    assert said.count("\n") == 1
    assert said.count(". ") == 2
    assert "PyTorch is not installed" in said


@pytest.mark.parametrize("wish", ["cpu", "auto"])
def test_who_did_not_ask_for_cuda_is_told_nothing(wish: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert settled(wish) == wish
    assert capsys.readouterr() == ("", "")


def test_a_card_that_is_full_is_told_and_the_run_begins_again_on_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch")
    monkeypatch.setattr("engine.worker.device", lambda *_: "cpu")
    desk = Desk(wish="cpu")
    assert isinstance(desk.answer(Load((SMALL,), ("one",), 3)), Advanced)

    def full(*_: object) -> None:
        raise torch.OutOfMemoryError

    monkeypatch.setattr("engine.fused.Fused.forward", full)
    failed = desk.answer(Goto(5))
    assert isinstance(failed, Failed)
    assert failed.what.startswith("A batch of 5 sequences of 12 steps does not fit on cpu.")
    assert failed.details == ""
    again = desk.answer(Goto(5))
    assert isinstance(again, Advanced)
    (plain,) = Desk(wish="cpu")._trainers((SMALL,), ("one",))
    plain.device = "none is left"
    own = Trainer(SMALL)
    own.goto(5)
    assert again.losses[0].tolist() == own.losses, "every bit is the CPU's"


def test_a_full_card_is_an_error_of_the_run() -> None:
    with pytest.raises(DeviceFull, match="It is full"):
        raise DeviceFull("It is full.")
