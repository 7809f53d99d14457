"""Starts a real PostgreSQL and a screen without glass that live and die with who asked for them.

Tests, benchmarks and demonstrations use them. The server listens on 127.0.0.1 only and keeps its
files in the system's temporary folder. Each is stopped by a small watching shell: the shell waits
for the end of a pipe, so they also go when their owner is interrupted or killed.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import LiteralString, Self

import psycopg
from psycopg import sql

PROGRAMS = Path("/usr/lib/postgresql")
INSTALL_LINE = "apt-get install postgresql postgresql-contrib"
SCREEN_INSTALL_LINE = "apt-get install xvfb xauth"
USER = "postgres"
DATABASE = "postgres"
START_ATTEMPTS = 3

# The locale of an office's cluster: plain C folds no Å, and pg_trgm would drop it.
LOCALE = ("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nb-NO")

# A test server's data is thrown away, so nothing is gained by waiting for the disk.
FORGETFUL: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "jit": "off",
}

# $1 folder with the programs, $2 folder of the cluster, $3 the server's own options
WATCH = """
"$1/pg_ctl" start -w -s -t 60 -D "$2/data" -l "$2/log" -o "$3" >/dev/null 2>&1 \
    || { echo failed; exit 1; }
echo ready
read -r _
"$1/pg_ctl" stop -w -s -m immediate -D "$2/data" 2>/dev/null
rm -rf "$2"
"""

# $1 the screen's size and depth; Xvfb itself picks a free number and writes it to file 3
WATCH_SCREEN = """
Xvfb -screen 0 "$1" -nolisten tcp -displayfd 3 3>&1 >/dev/null 2>&1 </dev/null &
screen=$!
read -r _
kill "$screen"
wait "$screen"
"""


class ServerMissingError(RuntimeError):
    """PostgreSQL is not installed; the text has the line that installs it."""


class PostgresServer:
    """One cluster of its own, in the locale that offices use."""

    def __init__(self, settings: Mapping[str, str] = FORGETFUL) -> None:
        self.settings = dict(settings)
        self.port = 0
        self._password = secrets.token_hex(16)
        self._watcher: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Make the cluster and start it. Raises ServerMissingError when there is no PostgreSQL."""
        programs = newest_programs()
        folder = self._make_cluster(programs)
        for _attempt in range(START_ATTEMPTS):
            if self._try_to_start(programs, folder):
                return
        log = (folder / "log").read_text(errors="replace")
        shutil.rmtree(folder, ignore_errors=True)
        raise RuntimeError(f"PostgreSQL did not start:\n{log}")

    def stop(self) -> None:
        """Stop the server and remove its files; quiet when it does not run."""
        if self._watcher is None:
            return
        self._watcher.communicate()
        self._watcher = None

    def create_database(self, name: str, template: str | None = None) -> str:
        """The new database's address, as SQLAlchemy wants it."""
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template is not None:
            statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        self._execute(statement)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop it even while somebody is connected; quiet when it does not exist."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._execute(statement.format(sql.Identifier(name)))

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://{USER}:{self._password}@127.0.0.1:{self.port}/{name}"

    def _make_cluster(self, programs: Path) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="hjemveien-postgres-"))
        password_file = folder / "password"
        password_file.write_text(self._password)
        if os.geteuid() == 0:
            for path in (folder, password_file):
                shutil.chown(path, USER, USER)
        options = ("-A", "scram-sha-256", "-U", USER, f"--pwfile={password_file}", "--no-sync")
        initdb = (programs / "initdb", "-D", folder / "data", *LOCALE, *options)
        made = as_server(initdb, stderr=subprocess.STDOUT)
        output, _nothing = made.communicate()
        if made.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            raise RuntimeError(f"initdb failed:\n{output}")
        return folder

    def _try_to_start(self, programs: Path, folder: Path) -> bool:
        """False when the server did not come up, as when somebody took the port meanwhile."""
        self.port = _free_port()
        watch = ("/bin/sh", "-c", WATCH, "watch", programs, folder, self._options())
        watcher = as_server(watch)
        assert watcher.stdout is not None
        if watcher.stdout.readline().strip() != "ready":
            watcher.communicate()
            return False
        self._watcher = watcher
        return True

    def _options(self) -> str:
        fixed = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "200",
        }
        chosen = {**fixed, **self.settings}
        return " ".join(f"-c {name}='{value}'" for name, value in chosen.items())

    def process_id(self) -> int:
        """The server's own process, of which all others are children."""
        return int(self.process_file().read_text().splitlines()[0])

    def process_file(self) -> Path:
        return Path(str(self._ask("SHOW data_directory"))) / "postmaster.pid"

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._address(), autocommit=True) as connection:
            connection.execute(statement)

    def _ask(self, question: LiteralString) -> object:
        with psycopg.connect(self._address(), autocommit=True) as connection:
            answer = connection.execute(question)
            row = answer.fetchone() if answer.description else None
        return row[0] if row else None

    def _address(self) -> str:
        return self.url(DATABASE).replace("+psycopg", "", 1)

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


class VirtualScreen:
    """An X display that no monitor shows, for tests that want a real window."""

    def __init__(self, size: str = "1600x1000x24") -> None:
        self.size = size
        self.display = ""
        self._watcher: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it; `display` is then ":99" or alike. Raises ServerMissingError."""
        if shutil.which("Xvfb") is None:
            raise ServerMissingError(f"The tests need a virtual screen: {SCREEN_INSTALL_LINE}")
        watcher = _start(("/bin/sh", "-c", WATCH_SCREEN, "watch", self.size))
        assert watcher.stdout is not None
        number = watcher.stdout.readline().strip()
        self._watcher = watcher
        if not number:
            self.stop()
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"

    def stop(self) -> None:
        """Quiet when it does not run."""
        if self._watcher is not None:
            self._watcher.communicate()
            self._watcher = None

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


def newest_programs() -> Path:
    """The folder with initdb and pg_ctl of the newest PostgreSQL. Raises ServerMissingError."""
    found = [path.parent for path in PROGRAMS.glob("*/bin/initdb")]
    elsewhere = shutil.which("initdb")
    if not found and elsewhere:
        return Path(elsewhere).resolve().parent
    if not found:
        raise ServerMissingError(f"The tests need the PostgreSQL server: {INSTALL_LINE}")
    return max(found, key=lambda folder: int(folder.parent.name))


def as_server(command: tuple[str | Path, ...], stderr: int | None = None) -> subprocess.Popen[str]:
    """Start it as ourselves, or as the user postgres when we are root: PostgreSQL refuses root."""
    return _start(command, stderr, USER if os.geteuid() == 0 else None)


def _start(
    command: tuple[str | Path, ...], stderr: int | None = None, user: str | None = None
) -> subprocess.Popen[str]:
    """A session of its own keeps Ctrl-C in the terminal from reaching it before its owner."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        user=user,
        group=user,
        extra_groups=None if user is None else os.getgrouplist(user, pwd.getpwnam(user).pw_gid),
        cwd="/",
        env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
        start_new_session=True,
    )


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
