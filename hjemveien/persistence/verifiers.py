"""What a server keeps instead of a password."""

from typing import Any

from sqlalchemy import Connection


def verifier(connection: Connection, login: str, password: str) -> str:
    """Made here by libpq, so that no password reaches the server, its log or its statistics."""
    raw: Any = connection.connection.driver_connection
    made: bytes = raw.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()
