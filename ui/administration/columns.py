"""How an account looks in the list."""

from hjemveien.domain.access import ROLES
from hjemveien.domain.codes import title
from hjemveien.services.staffing import Account
from hjemveien.texts import _, mark
from ui.kit import Cell, Column


def _name(account: Account) -> Cell:
    return Cell(account.name, account.login or account.initials)


def _roles(account: Account) -> Cell:
    words = ", ".join(title(ROLES, role) for role in account.roles)
    return Cell(words or "–", hint=words)


def _state(account: Account) -> Cell:
    if account.active:
        return Cell(_("Active"), kind="success", icon="circle-check")
    return Cell(_("Closed"), kind="neutral", icon="lock")


ACCOUNTS = (
    Column[Account]("name", mark("Name and login"), _name, 200, "two_lines"),
    Column[Account]("state", mark("Account"), _state, 110, "pill"),
    Column[Account]("roles", mark("Roles"), _roles, 160, stretch=True),
)
# In a local file, where nobody has an account.
NAMES = (
    Column[Account]("name", mark("Name"), _name, 260, "two_lines"),
    Column[Account]("roles", mark("Role"), _roles, 160, stretch=True),
)
