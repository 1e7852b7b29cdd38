"""The pipe to the engine's process: asks questions, hands out answers, notices an end of file."""

import os
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from engine import messages, worker
from engine.device import Wish

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess


class Channel(QObject):
    """One engine process and the questions it has not answered yet."""

    received = Signal(object)
    died = Signal()

    def __init__(self, parent: QObject | None = None, device: Wish = "auto") -> None:
        super().__init__(parent)
        self._device = device
        self._process: BaseProcess | None = None
        self._connection: Connection[messages.Question, messages.Answer] | None = None
        self._bell: QSocketNotifier | QTimer | None = None
        self.waiting: deque[messages.Question] = deque()

    @property
    def alive(self) -> bool:
        """Whether there is an engine to ask."""
        return self._connection is not None

    @property
    def pid(self) -> int | None:
        """The engine's process id."""
        return None if self._process is None else self._process.pid

    def open(self) -> None:
        """Start an engine."""
        self._process, self._connection = worker.start(self._device)
        if os.name == "nt":  # a pipe is no socket there, so look every few milliseconds
            timer = QTimer(self)
            timer.setInterval(5)
            timer.timeout.connect(self._read)
            timer.start()
            self._bell = timer
        else:
            bell = QSocketNotifier(self._connection.fileno(), QSocketNotifier.Type.Read, self)
            bell.activated.connect(self._read)
            self._bell = bell

    def ask(self, question: messages.Question) -> None:
        """Send a question; exactly one answer will be received for it, unless the engine dies."""
        if self._connection is None:
            return
        try:
            self._connection.send(question)
            self.waiting.append(question)
        except OSError:
            self._bury()

    def close(self) -> None:
        """Tell the engine that nobody listens any more."""
        if self._connection is not None:
            process = self._process
            self._drop()
            if process is not None:
                process.join(0.5)
                if process.is_alive():
                    process.kill()
                    process.join()

    def _read(self) -> None:
        try:
            while self._connection is not None and self._connection.poll():
                answer = self._connection.recv()
                if self.waiting:
                    self.waiting.popleft()
                self.received.emit(answer)
        except (EOFError, OSError):
            self._bury()

    def _bury(self) -> None:
        self._drop()
        self.died.emit()

    def _drop(self) -> None:
        if isinstance(self._bell, QSocketNotifier):
            self._bell.setEnabled(False)
        elif self._bell is not None:
            self._bell.stop()
        if self._connection is not None:
            with suppress(OSError):
                self._connection.send(messages.Stop())
            self._connection.close()
        self._connection, self._bell = None, None
        self.waiting.clear()
