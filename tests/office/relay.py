"""A road to a server that changes what the server says, and keeps what the client said first."""

import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

BLOCK = 65536


class Relay:
    """Listens on 127.0.0.1 and passes everything on, the server's words through `change`."""

    def __init__(self, port: int, change: Callable[[bytes], bytes]) -> None:
        self._to = port
        self._change = change
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._threads = [threading.Thread(target=self._let_in)]

    def _let_in(self) -> None:
        while True:
            try:
                client, _address = self._door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._to))
            self._open += [client, server]
            for source, target, change in (
                (client, server, bytes),
                (server, client, self._change),
            ):
                thread = threading.Thread(target=_pass_on, args=(source, target, change))
                self._threads.append(thread)
                thread.start()

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._threads[0].join()
        for end in self._open:
            _shut(end)
        for thread in self._threads[1:]:
            thread.join()
        for end in self._open:
            end.close()


class Listener:
    """A server that answers no to every wish for TLS, and keeps all that it was ever sent."""

    def __init__(self) -> None:
        self.heard = b""
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._thread = threading.Thread(target=self._listen)

    def _listen(self) -> None:
        while True:
            try:
                client, _address = self._door.accept()
            except OSError:
                return
            with client:
                while sent := client.recv(BLOCK):
                    self.heard += sent
                    client.sendall(b"N")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join()


def _pass_on(
    source: socket.socket, target: socket.socket, change: Callable[[bytes], bytes]
) -> None:
    try:
        while sent := source.recv(BLOCK):
            target.sendall(change(sent))
    except OSError:
        pass
    _shut(target)


def _shut(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
