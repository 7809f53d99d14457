"""Keeps people's data out of the server's own log, whatever the server's settings say.

A superuser's settings of the database itself, which no member of staff can change. An error's line
stays, with neither the statement nor the row that it was about.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

SETTINGS = (
    ("log_statement", "none"),
    ("log_min_duration_statement", "-1"),
    ("log_min_duration_sample", "-1"),
    ("log_transaction_sample_rate", "0"),
    ("log_parameter_max_length", "0"),
    ("log_parameter_max_length_on_error", "0"),
    ("log_min_error_statement", "panic"),
    ("log_error_verbosity", "terse"),
)


def keep_quiet(connection: Connection) -> None:
    """For every connection from now on."""
    here = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    for name, value in SETTINGS:
        connection.exec_driver_sql(f"ALTER DATABASE {here} SET {name} = '{value}'")


def too_loud(connection: Connection) -> Iterator[tuple[str, str]]:
    """Settings of this connection that let more into the log, and what they are."""
    for name, value in SETTINGS:
        now = connection.exec_driver_sql(f"SELECT setting FROM pg_settings WHERE name = '{name}'")
        found = str(now.scalar_one())
        if found != value:
            yield name, found
