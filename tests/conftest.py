"""Every test draws off screen, in reproducible order of examples, and fails on a logged warning."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# before anything imports Qt; UNROLLED_TEST_PLATFORM=xcb shows the windows
os.environ["QT_QPA_PLATFORM"] = os.environ.get("UNROLLED_TEST_PLATFORM", "offscreen")

# a folder that is not there: no test sees the presets of whoever runs it
os.environ["UNROLLED_PRESETS"] = str(Path(__file__).parent / "no-presets")

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before anything imports NumPy; the tests share the cores already

settings.register_profile("room", deadline=None, derandomize=True, database=None)
settings.load_profile("room")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what needs a graphics card where there is none.

    The same code is tested there on torch's CPU; what only a card has stays untested: its speed, its graphs, cuDNN.
    """
    from engine.device import missing  # once the number of threads is set

    if item.get_closest_marker("cuda") and (lacking := missing()):
        pytest.skip(f"needs a CUDA device: {lacking}")


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on any logged warning; a test that means to provoke one ends with `caplog.clear()`."""
    yield
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, f"logged during the test: {loud}"
