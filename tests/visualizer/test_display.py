"""Whether there is a display, asked in processes of their own: with none, with one that does not answer, with one."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ASK = "from visualizer.display import has_display; print(has_display())"
NO_DISPLAY = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")


def asked(**variables: str) -> str:
    """What a process says whose environment has these variables."""
    environment = {name: value for name, value in (os.environ | NO_DISPLAY | variables).items() if value}
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.strip()


@linux
@pytest.mark.parametrize("variables", [
    {}, {"DISPLAY": ":977"}, {"DISPLAY": "nonsense"}, {"DISPLAY": "256.256.256.256:0"},
    {"WAYLAND_DISPLAY": "wayland-977"}, {"WAYLAND_DISPLAY": "wayland-977", "DISPLAY": ":977"},
], ids=str)  # fmt: skip
def test_a_display_that_does_not_answer_is_none(variables: dict[str, str]) -> None:
    assert asked(**variables) == "False"


@linux
def test_a_platform_that_was_chosen_is_believed() -> None:
    assert asked(QT_QPA_PLATFORM="offscreen") == "True"


@linux
def test_a_wayland_socket_is_a_display(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-0"))
        assert asked(WAYLAND_DISPLAY="wayland-0", XDG_RUNTIME_DIR=str(tmp_path)) == "True"


@linux
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed; .ci/run installs it")
def test_an_x_server_that_answers_is_a_display() -> None:
    given, taken = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(taken)], pass_fds=[taken], stderr=subprocess.DEVNULL)
    try:
        os.close(taken)
        number = os.read(given, 10).decode().strip()
        for _ in range(50):
            if asked(DISPLAY=f":{number}") == "True":
                break
            time.sleep(0.1)
        else:
            pytest.fail("it never answered")
    finally:
        os.close(given)
        server.terminate()
        server.wait(10)
