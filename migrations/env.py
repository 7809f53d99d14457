"""Runs revisions on the connection it is handed; `hjemveien migrate` opens, guards and commits.

For writing a new revision: HJEMVEIEN_DATABASE names a PostgreSQL database at the newest revision.
"""

import os

from alembic import context

from hjemveien.persistence.engine import open_database
from hjemveien.persistence.revisions import SETTINGS


def run(connection):
    context.configure(connection=connection, **SETTINGS)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = open_database(os.environ["HJEMVEIEN_DATABASE"])
    with database.engine.begin() as connection:
        run(connection)
    database.close()
