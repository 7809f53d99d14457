"""A primary that dies and a standby that takes its place, both real servers on this machine."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tests.servers import DATABASE, FORGETFUL, USER, PostgresServer, as_server

# What the primary acknowledges, the standby has written: a killed primary then loses nothing.
KEPT: Mapping[str, str] = {**FORGETFUL, "synchronous_commit": "on", "wal_level": "replica"}
_STREAMING = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"


class Standby(PostgresServer):
    """A copy of another server that follows it until it is promoted."""

    def __init__(self, primary: PostgresServer) -> None:
        super().__init__(KEPT)
        self._primary = primary
        self._password = primary._password

    def promote(self) -> None:
        """Take the primary's place; returns when it accepts writes."""
        self._ask("SELECT pg_promote(true, 60)")

    def _make_cluster(self, programs: Path) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="hjemveien-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        address = self._primary.url(DATABASE).replace("+psycopg", "").rpartition("/")[0]
        copying = as_server(
            (programs / "pg_basebackup", "-d", address, "-D", folder / "data", "-R",
             "-X", "stream", "-c", "fast", "--no-sync"),
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        output, _nothing = copying.communicate()
        if copying.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            raise RuntimeError(f"pg_basebackup failed:\n{output}")
        return folder


class Pair:
    """`fail_over()` ends the primary as a pulled plug would, and promotes the standby."""

    def __init__(self) -> None:
        self.primary = PostgresServer(KEPT)
        self.standby: Standby | None = None

    def start(self) -> None:
        self.primary.start()

    def follow(self) -> None:
        """Start a standby; from here on a commit waits until the standby has it."""
        self.standby = Standby(self.primary)
        self.standby.start()
        while not self.primary._ask(_STREAMING):
            pass
        self.primary._ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.primary._ask("SELECT pg_reload_conf()")
        while self.primary._ask("SHOW synchronous_standby_names") != "*":
            pass

    def url(self, name: str) -> str:
        """An address with both hosts, of which the one that accepts writes is used."""
        assert self.standby is not None
        start, _at, rest = self.primary.url(name).rpartition("@")
        host = rest.partition("/")[0]
        return f"{start}@{host},127.0.0.1:{self.standby.port}/{name}"

    def kill_primary(self) -> None:
        """kill -9 of the server and everything it had started, all before any can react."""
        head, noted = self.primary.process_id(), self.primary.process_file()
        os.kill(head, signal.SIGSTOP)
        children = Path(f"/proc/{head}/task/{head}/children").read_text().split()
        for process in (*map(int, children), head):
            os.kill(process, signal.SIGKILL)
        noted.unlink()

    def promote(self) -> None:
        """The standby is the primary from now on; `follow` gives it one of its own."""
        assert self.standby is not None
        self.standby.promote()
        self.primary.stop()
        self.primary, self.standby = self.standby, None

    def stop(self) -> None:
        for server in (self.standby, self.primary):
            if server is not None:
                server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def connect(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    """A bare connection to look with, past the program."""
    return psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)
