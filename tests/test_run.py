"""Setting up: what is missing decides what is done, and every failure is one message. Nothing here uses the network."""

import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent
BASE, TESTING = (), ("dev", "torch")
GOOD = run.Found("3.11", True, True, "print", frozenset(TESTING))


@pytest.mark.parametrize(
    ("found", "extras", "steps"),
    [
        (GOOD, TESTING, []),
        (GOOD, BASE, []),
        (GOOD._replace(extras=frozenset()), BASE, []),
        (GOOD._replace(extras=frozenset()), TESTING, ["install"]),
        (GOOD._replace(fingerprint="older"), BASE, ["install"]),
        (GOOD._replace(fingerprint=""), BASE, ["install"]),
        (GOOD._replace(pip=False), BASE, []),
        (GOOD._replace(pip=False, fingerprint=""), BASE, ["pip", "install"]),
        (GOOD._replace(whole=False), BASE, ["venv", "install"]),
        (GOOD._replace(python=""), BASE, ["venv", "install"]),
    ],
)
def test_what_is_missing_decides_the_steps(found: run.Found, extras: tuple[str, ...], steps: list[str]) -> None:
    assert run.plan(found, "print", extras) == steps


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """An environment as set-up leaves it, without its weight."""
    venv = tmp_path / ".venv"
    home = tmp_path / "python" / "bin"
    packages = venv / "lib" / "python3.11" / "site-packages"
    for folder in (home, venv / "bin", packages / "pip", packages / "numpy", packages / "PySide6"):
        folder.mkdir(parents=True)
    (home / "python3.11").touch()
    (venv / "bin" / "python").symlink_to(home / "python3.11")
    (venv / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3.11.7\n")
    info = packages / "numpy-2.4.6.dist-info"
    info.mkdir()
    for name in ("RECORD", "INSTALLER"):
        (info / name).touch()
    (venv / "unrolled.stamp").write_text("print dev torch\n")
    return venv


posix = pytest.mark.skipif(os.name == "nt", reason="the environment of this test is laid out as on Linux and macOS")


@posix
def test_a_whole_environment_is_recognized(venv: Path) -> None:
    assert run.look(venv) == GOOD


@posix
@pytest.mark.parametrize(
    ("damage", "field"),
    [
        ("rm -r lib/python3.11/site-packages/numpy-2.4.6.dist-info/RECORD", "whole"),
        ("mkdir lib/python3.11/site-packages/~umpy", "whole"),
        ("rm -r lib/python3.11/site-packages/PySide6", "whole"),
        ("rm -r lib/python3.11/site-packages/pip", "pip"),
        ("rm unrolled.stamp", "fingerprint"),
        ("rm -r ../python", "python"),
        ("rm bin/python", "python"),
        ("rm pyvenv.cfg", "python"),
        (
            "mv ../python/bin/python3.11 ../python/bin/python3.12; ln -sf ../../python/bin/python3.12 bin/python",
            "python",
        ),
        ("echo 'version = 3.9.2' >> pyvenv.cfg", "python"),
        ("rm -r bin lib pyvenv.cfg unrolled.stamp", "python"),
    ],
)
def test_a_damaged_environment_is_recognized(venv: Path, damage: str, field: str) -> None:
    subprocess.run(damage, shell=True, cwd=venv, check=True)
    assert not getattr(run.look(venv), field)


def test_the_stamp_depends_on_needs_pins_place_and_python_and_not_on_the_linters(tmp_path: Path) -> None:
    def print_of(project: str, pins: str, version: str) -> str:
        (tmp_path / "pyproject.toml").write_text(project)
        (tmp_path / "constraints.txt").write_text(pins)
        return run.fingerprint_of(tmp_path, version)

    first = print_of("a\n[tool.ruff]\nx", "b", "3.11")
    assert first == print_of("a\n[tool.ruff]\ny", "b", "3.11")
    others = [
        print_of("A", "b", "3.11"),
        print_of("a\n[tool.ruff]", "B", "3.11"),
        print_of("a\n[tool.ruff]", "b", "3.12"),
    ]
    assert len({first, *others}) == 4


def test_root_on_debian_gets_its_packages() -> None:
    update, install = run.apt_commands(["libegl1"], root=True, apt=True)
    assert update == ["apt-get", "update"]
    assert install[:3] == ["apt-get", "install", "-y"]
    assert install[-1] == "libegl1"


def test_others_are_told_the_exact_command() -> None:
    with pytest.raises(run.SetUpError, match=r"sudo apt-get install -y .*libegl1 libgl1"):
        run.apt_commands(["libegl1", "libgl1"], root=False, apt=True)
    with pytest.raises(run.SetUpError, match="Debian calls them libegl1"):
        run.apt_commands(["libegl1"], root=True, apt=False)


def test_an_old_python_names_a_newer_one() -> None:
    words = run.wrong_python((3, 9), "python3.12")
    assert "needs Python 3.11 to 3.14, and this is 3.9" in words
    assert "python3.12 run.py" in words
    assert "python.org" in run.wrong_python((3, 15), "")


@pytest.mark.parametrize(("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)])
def test_the_pythons_are_those_of_the_project(version: tuple[int, int], fits: bool) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.15"
    assert run.supported(version) is fits


@dataclass
class Machine:
    """Stands for the machine: notes what is run, and fails where a command names one of `broken`."""

    broken: tuple[str, ...] = ()
    ran: list[str] = field(default_factory=list)

    def logged(self, command: list[str]) -> str:
        """Run nothing."""
        self.ran.append(" ".join(command[1:]))
        return "no route to host" if any(word in self.ran[-1] for word in self.broken) else ""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine that only takes notes."""
    machine = Machine()
    monkeypatch.setattr(run, "logged", machine.logged)
    return machine


def test_without_torch_the_tests_go_on(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.broken = ("torch",)
    run.install(TESTING)
    assert [line.rpartition(" ")[2] for line in machine.ran[1:3]] == [".[dev,torch]", ".[dev]"]
    assert capsys.readouterr().err.count("torch could not be installed") == 1


def test_a_failed_install_is_one_message_with_pips_last_words(machine: Machine) -> None:
    machine.broken = ("pip install",)
    with pytest.raises(run.SetUpError, match=r"could not be installed.*(?s:.*)no route to host"):
        run.install(BASE)


def test_what_cannot_be_loaded_is_made_anew_once(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine.broken = ("import numpy",)
    monkeypatch.setattr(run, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(run, "look", lambda _: GOOD._replace(fingerprint=""))
    monkeypatch.setattr(run, "bring_system_packages", lambda _: None)
    with pytest.raises(run.BrokenEnvironmentError):
        run.set_up(BASE)
    assert sum("-m venv --clear" in line for line in machine.ran) == 1
    assert not (tmp_path / "stamp").exists()


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (run.SetUpError("no room"), "unrolled: no room"),
        (PermissionError(13, "denied"), "unrolled: Set-up could not go on"),
        (KeyboardInterrupt(), 130),
    ],
)
def test_trouble_is_a_message_and_never_a_traceback(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, result: int | str
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(run, "set_up", fail)
    answer = run.main(["tour"])
    assert answer == result or str(answer).startswith(str(result))


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        ([], "-P -m visualizer"),
        (["tour", "--out", "x"], "-P -m visualizer tour --out x"),
        (["test", "-k", "deck"], "-m pytest -k deck"),
    ],
)
def test_arguments_are_passed_on(monkeypatch: pytest.MonkeyPatch, arguments: list[str], start: str) -> None:
    began: list[str] = []
    monkeypatch.setattr(run, "set_up", lambda _: None)
    monkeypatch.setattr(run, "become", lambda command: began.extend(command) or 0)
    assert run.main(arguments) == 0
    assert " ".join(began[1:]) == start


def test_a_command_leaves_its_output_in_the_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "LOG", tmp_path / "setup.log")
    assert run.logged([sys.executable, "-c", "print('well')"]) == ""
    assert "oh no" in run.logged([sys.executable, "-c", "raise SystemExit('oh no')"])
    assert {"well", "oh no"} <= set((tmp_path / "setup.log").read_text().splitlines())


def test_the_pins_are_names_and_versions_and_hold_what_the_project_needs() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(pin.count("==") == 1 and "/" not in pin and "+" not in pin for pin in pins)
    assert "torch==2.13.0" in pins
