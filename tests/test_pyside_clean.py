"""PySide6 6.12.0 aborts Python 3.11 after about 5,000 calls that return None; the releases we allow must not."""

import subprocess
import sys

CALLS = "from PySide6.QtCore import QObject\no = QObject()\nfor _ in range(10_000): o.setObjectName('a')"


def test_ten_thousand_calls_that_return_none_do_not_abort() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
