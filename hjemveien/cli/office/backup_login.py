"""hjemveien office backup-login: what a backup host logs in with."""

import argparse

from hjemveien.cli import exits
from hjemveien.cli.office.common import add_json, add_login, give_account, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.texts import mark

NAME = "backup-login"
HELP = mark("give the host that makes backups a login of its own, or a new password")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_login(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence.backup_login import give_backup_login

    with open_shared(settings) as database:
        password = give_backup_login(database, arguments.login)
        give_account(database, arguments.login, password, arguments.json, role="backup")
    return exits.OK
