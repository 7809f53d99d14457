"""A road between a client and its server that can be blocked in silence, as a pulled cable does."""

import selectors
import socket
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Self

_LOOK_SECONDS = 0.02


class Road:
    """Passes bytes on between `port` and the server's port; `block()` and nothing passes.

    While it is blocked nobody is told: connections stay open and are accepted, as when a firewall
    swallows what comes. `open()` lets everything that waited go on, in its order.
    """

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._blocked, self._swallowing, self._ended = Event(), Event(), Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._ends: dict[socket.socket, socket.socket] = {}
        self._servers: set[socket.socket] = set()
        self._last_word: bytes | None = None
        self._thread = Thread(target=self._run, name="road", daemon=True)

    def block(self) -> None:
        self._blocked.set()

    def swallow_answer_to(self, said: bytes) -> None:
        """Once a client has said this it still gets there, and no answer comes back any more."""
        self._last_word = said

    def swallows(self) -> bool:
        return self._swallowing.is_set()

    def open(self) -> None:
        self._last_word = None
        self._swallowing.clear()
        self._blocked.clear()

    def through(self, url: str) -> str:
        """The address of the same database by this road."""
        return url.replace(f":{self._server_port}/", f":{self.port}/")

    def _run(self) -> None:
        with selectors.DefaultSelector() as watched:
            watched.register(self._door, selectors.EVENT_READ)
            while not self._ended.is_set():
                if self._blocked.is_set():
                    self._ended.wait(_LOOK_SECONDS)
                    continue
                for key, _events in watched.select(_LOOK_SECONDS):
                    assert isinstance(key.fileobj, socket.socket)
                    if key.fileobj is self._door:
                        self._let_in(watched)
                    elif key.fileobj in self._ends and not self._blocked.is_set():
                        self._pass_on(watched, key.fileobj)
        for end in (self._door, *self._ends):
            end.close()

    def _let_in(self, watched: selectors.BaseSelector) -> None:
        near, _where = self._door.accept()
        try:
            far = socket.create_connection(("127.0.0.1", self._server_port))
        except OSError:
            near.close()
            return
        self._ends |= {near: far, far: near}
        self._servers.add(far)
        watched.register(near, selectors.EVENT_READ)
        watched.register(far, selectors.EVENT_READ)

    def _pass_on(self, watched: selectors.BaseSelector, end: socket.socket) -> None:
        try:
            said = end.recv(65536)
            if self._last_word and self._last_word in said and end not in self._servers:
                self._swallowing.set()  # before it is passed on, so that no answer is quicker
            if said:
                if not (self._swallowing.is_set() and end in self._servers):
                    self._ends[end].sendall(said)
                return
        except OSError:
            pass
        other = self._ends.pop(end)
        self._ends.pop(other)
        self._servers -= {end, other}
        for closing in (end, other):
            watched.unregister(closing)
            with suppress(OSError):
                closing.shutdown(socket.SHUT_RDWR)
            closing.close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()
