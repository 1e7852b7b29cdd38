"""What a process of the engine begins with, and that our own is left as it was."""

import os
import subprocess
import sys

import pytest

from engine.child import KEPT, ONE_THREAD, bare_start


def test_a_child_finds_one_thread_and_kept_memory_and_no_script_of_ours() -> None:
    names = (*ONE_THREAD, *KEPT)
    code = f"import os; print([os.environ[name] for name in {names!r}])"
    with bare_start():
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert not hasattr(sys.modules["__main__"], "__file__")
    assert found.strip() == repr(["1"] * len(ONE_THREAD) + list(KEPT.values()))


def test_starting_leaves_our_own_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    before, module = dict(os.environ), sys.modules["__main__"]
    with pytest.raises(ZeroDivisionError), bare_start():
        raise ZeroDivisionError
    assert dict(os.environ) == before
    assert sys.modules["__main__"] is module
