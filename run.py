"""Set up what is missing, then start Unrolled (`python3 run.py`) or its tests (`python3 run.py test`).

Standard library only, and readable by every Python from 3.9 on, so that an old one can say what it lacks.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOG = VENV / "setup.log"
STAMP = VENV / "unrolled.stamp"
WINDOWS = os.name == "nt"

OLDEST, NEWEST, THIS = (3, 11), (3, 14), sys.version_info[:2]
TEST_EXTRAS = ("dev", "torch")
PIP_INSTALL = ("-m", "pip", "install", "-c", "constraints.txt")
IMPORTS = "import numpy, PySide6.QtWidgets, pyqtgraph, markdown_it, mathra, pydantic, cyclopts, visualizer"

# What Qt's wheels load from the system: name of the library -> Debian's package.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# Needed for a window under X11 only; under Wayland and off screen Qt does without.
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class SetUpError(Exception):
    """What happened, what was expected, what to do: the one message a person sees."""


class BrokenEnvironmentError(SetUpError):
    """Everything was installed, and still it cannot be imported."""


class Found(NamedTuple):
    """What is on the disk: the environment's Python ("" if it cannot start), its packages and its stamp."""

    python: str
    whole: bool
    pip: bool
    fingerprint: str
    extras: frozenset[str]


def main(arguments: list[str]) -> int | str:
    """Set up, then become the program or the tests; a string is what went wrong."""
    testing = arguments[:1] == ["test"]
    try:
        set_up(TEST_EXTRAS if testing else ())
    except SetUpError as error:
        return f"unrolled: {error}"
    except OSError as error:
        return f"unrolled: Set-up could not go on: {error}. Check the rights and the space in {ROOT}."
    except KeyboardInterrupt:
        say("Set-up was stopped. The next start goes on from here.")
        return 130
    if testing:
        os.chdir(ROOT)
        return become([str(python_of(VENV)), "-m", "pytest", *(arguments[1:] or ["-n", "auto"])])
    return become([str(python_of(VENV)), "-P", "-m", "visualizer", *arguments])


def python_of(venv: Path) -> Path:
    """The environment's interpreter, where this system keeps it."""
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def version_of(venv: Path) -> str:
    """The environment's Python, as "3.11"; "" where it is missing, gone, upgraded under our feet or unsupported."""
    try:
        lines = (venv / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return ""
    notes = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    version = ".".join(notes.get("version", notes.get("version_info", "")).split(".")[:2])
    real = re.fullmatch(r"python(\d\.\d+)", Path(os.path.realpath(python_of(venv))).name)
    there = python_of(venv).exists() and Path(notes.get("home", "")).exists()
    fits = re.fullmatch(r"3\.\d+", version) and supported((3, int(version[2:])))
    return version if there and fits and (real is None or real[1] == version) else ""


def supported(version: tuple[int, int]) -> bool:
    """Whether Unrolled runs on this Python."""
    return OLDEST <= version <= NEWEST


def look(venv: Path) -> Found:
    """Read the state of the environment, in about a millisecond."""
    version = version_of(venv)
    packages = venv / "Lib" / "site-packages" if WINDOWS else venv / "lib" / f"python{version}" / "site-packages"
    try:
        fingerprint, _, extras = (venv / STAMP.name).read_text("utf-8").strip().partition(" ")
    except OSError:
        fingerprint = extras = ""
    names = {entry.name for entry in packages.iterdir()} if packages.is_dir() else set()
    infos = [name for name in names if name.endswith(".dist-info")]
    half = any(name.startswith("~") for name in names) or not all(
        (packages / info / last).exists() for info in infos for last in ("RECORD", "INSTALLER")
    )  # pip writes these two last, and moves what it replaces to ~names
    gone = bool(fingerprint) and not {"numpy", "PySide6"} <= names
    return Found(version, not half and not gone, "pip" in names, fingerprint, frozenset(extras.split()))


def fingerprint_of(root: Path, version: str) -> str:
    """A hash of all that set-up depends on: requirements, pins, this folder and the Python."""
    project, pins = ((root / name).read_text("utf-8") for name in ("pyproject.toml", "constraints.txt"))
    needs = project.partition("[tool.ruff")[0]  # what follows are the linters' settings
    return hashlib.sha256("\0".join([needs, pins, str(root), version]).encode()).hexdigest()


def plan(found: Found, fingerprint: str, extras: tuple[str, ...]) -> list[str]:
    """The steps from what is there to what is wanted; none when nothing is missing."""
    if not found.python or not found.whole:
        return ["venv", "install"]
    if found.fingerprint == fingerprint and found.extras >= set(extras):
        return []
    return ["install"] if found.pip else ["pip", "install"]


def apt_commands(packages: list[str], root: bool, apt: bool) -> list[list[str]]:
    """The commands that bring system packages; an error that names them where we may not run them."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not apt:
        names = ", ".join(packages)
        raise SetUpError(f"System libraries are missing. Install them and start again; Debian calls them {names}.")
    if not root:
        raise SetUpError(f"System packages are missing. Run\n\n    sudo {' '.join(command)}\n\nand start again.")
    return [["apt-get", "update"], command]


def wrong_python(version: tuple[int, int], other: str) -> str:
    """Say that this Python will not do, and what to type instead."""
    remedy = f"Run it as\n\n    {other} run.py" if other else "Install one from python.org, then start again with it."
    oldest, newest, this = (f"{major}.{minor}" for major, minor in (OLDEST, NEWEST, version))
    return f"Unrolled needs Python {oldest} to {newest}, and this is {this}. {remedy}"


def set_up(extras: tuple[str, ...]) -> None:
    """Bring what is missing; when nothing is, only look."""
    found = look(VENV)
    steps = plan(found, fingerprint_of(ROOT, found.python), extras)
    if not steps:
        return
    if "venv" in steps:
        demand_python()
    say("Setting up, once. It takes a minute or two.")
    if sys.platform == "linux":
        bring_system_packages("venv" in steps)
    try:
        take(steps, extras)
    except BrokenEnvironmentError:
        if "venv" in steps:
            raise
        say("The environment is damaged: making it anew.")
        take(["venv", "install"], extras)


def take(steps: list[str], extras: tuple[str, ...]) -> None:
    """Carry the steps out, and stamp the environment once all of them are done."""
    STAMP.unlink(missing_ok=True)
    if "venv" in steps or ("pip" in steps and logged([str(python_of(VENV)), "-m", "ensurepip"])):
        make_environment()
    install(extras)
    STAMP.write_text(f"{fingerprint_of(ROOT, version_of(VENV))} {' '.join(extras)}\n", "utf-8")


def bring_system_packages(making: bool) -> None:
    """Install the system packages that are missing, or say which."""
    root, apt = os.geteuid() == 0, shutil.which("apt-get") is not None
    needed = [package for library, package in LIBRARIES.items() if not loads(library)]
    if making and importlib.util.find_spec("ensurepip") is None:
        needed.append(f"python{THIS[0]}.{THIS[1]}-venv")
    wished = [package for library, package in WINDOW_LIBRARIES.items() if not loads(library)]
    if wished and not (root and apt):
        say(f"For a window under X11 some system packages are missing: {' '.join(wished)}")
        wished = []
    if not needed + wished:
        return
    commands = apt_commands(needed + wished, root, apt)
    say(f"Installing system packages: {' '.join(needed + wished)}")
    failures = [logged(command) for command in commands]
    if failures[-1] and needed:
        raise SetUpError(f"apt-get could not install {' '.join(needed)}. Do it by hand.\n{failures[-1]}")


def loads(library: str) -> bool:
    """Whether the system has this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def make_environment() -> None:
    """Make .venv from nothing, whatever stood there before."""
    demand_python()
    maker = getattr(sys, "_base_executable", None) or sys.executable  # not ourselves, should we run inside .venv
    if failure := logged([maker, "-m", "venv", "--clear", str(VENV)]):
        raise SetUpError(f"The environment {VENV} could not be made. Mend this and start again:\n{failure}")


def demand_python() -> None:
    """Go on only with a Python that will do; name one on the path if there is any."""
    if supported(THIS):
        return
    names = [f"python{NEWEST[0]}.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    other = next((name for name in names if shutil.which(name) and not logged([name, "-c", ""])), "")
    raise SetUpError(wrong_python(THIS, other))


def install(extras: tuple[str, ...]) -> None:
    """Install Unrolled and its libraries; torch may fail, since only the tests against it need it."""
    without = tuple(extra for extra in extras if extra != "torch")
    say("Installing the libraries" + (", torch among them (large)." if without != extras else "."))
    failure = logged([str(python_of(VENV)), *PIP_INSTALL, "setuptools"]) or logged(pip_install(extras))
    if failure and without != extras and not (failure := logged(pip_install(without))):
        say("torch could not be installed: the tests against it will skip. Delete .venv to try again.")
    if failure:
        raise SetUpError(
            f"The libraries could not be installed. Check the network and the space on the disk, then start again: "
            f"it goes on from here. pip's words are in {LOG}; the last of them:\n{failure}"
        )
    if failure := logged([str(python_of(VENV)), "-c", IMPORTS]):
        raise BrokenEnvironmentError(f"Unrolled is installed but cannot be loaded:\n{failure}")


def pip_install(extras: tuple[str, ...]) -> list[str]:
    """The command that installs this folder as it is; without isolation, so that a repair needs no network."""
    place = f".[{','.join(extras)}]" if extras else "."
    return [str(python_of(VENV)), *PIP_INSTALL, "--no-build-isolation", "-e", place]


def logged(command: list[str]) -> str:
    """Run a command in our folder with its output kept in the log; the last of it if it failed, "" if not."""
    rogue = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH"}  # would lead pip elsewhere
    environment = {name: value for name, value in os.environ.items() if name not in rogue}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "DEBIAN_FRONTEND": "noninteractive"}
    pipe, join, nothing = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=nothing, stdout=pipe, stderr=join, errors="replace"
    ) as child:
        lines = [shown(line.rstrip()) for line in child.stdout or ()]
    shown("")
    if VENV.is_dir():
        with LOG.open("a", encoding="utf-8") as log:
            log.write("\n".join([f"$ {' '.join(command)}", *lines, ""]))
    tail = lines[-12:] or [f"(no words, exit code {child.returncode})"]
    return "\n".join(f"    {line}" for line in tail) if child.returncode else ""


def shown(line: str) -> str:
    """Let a line pass, and show it in place to whoever waits at a terminal."""
    if sys.stderr.isatty():
        print(f"\r{line[:78]:78}\r", end="", file=sys.stderr, flush=True)
    return line


def become(command: list[str]) -> int:
    """Turn into the command; on Windows, which cannot, wait for it and pass its exit code on."""
    if not WINDOWS:
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the command as well, and it decides
    return subprocess.call(command)


def say(words: str) -> None:
    """Tell the person what goes on."""
    print(f"unrolled: {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
