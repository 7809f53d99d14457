"""How whoever works here looks in the list."""

from hjemveien.domain.access import ROLES
from hjemveien.domain.codes import title
from hjemveien.services.colleagues import Colleague
from hjemveien.texts import _, mark, number_text
from ui.kit import Cell, Column


def _name(one: Colleague) -> Cell:
    return Cell(one.name, one.login or one.initials)


def _team(one: Colleague) -> Cell:
    return Cell(one.team, hint=one.team)


def _roles(one: Colleague) -> Cell:
    words = ", ".join(title(ROLES, role) for role in one.roles)
    return Cell(words, hint=words)


def _account(one: Colleague) -> Cell:
    if not one.login:
        return Cell(_("Name alone") if one.active else _("Has left"), kind="neutral", icon="user")
    if one.active:
        return Cell(_("Active"), kind="success", icon="circle-check")
    return Cell(_("Closed"), kind="neutral", icon="lock")


def _works(one: Colleague) -> Cell:
    if one.active:
        return Cell(_("Works here"), kind="success", icon="circle-check")
    if one.cases:
        return Cell(_("Has left, has cases"), kind="warning", icon="triangle-alert")
    return Cell(_("Has left"), kind="neutral", icon="log-out")


def _cases(one: Colleague) -> Cell:
    return Cell(number_text(one.cases or 0))


SHARED = (
    Column[Colleague]("name", mark("Name and login"), _name, 190, "two_lines", stretch=True),
    Column[Colleague]("state", mark("Account"), _account, 130, "pill"),
    Column[Colleague]("team", mark("Team"), _team, 110),
    Column[Colleague]("roles", mark("Roles"), _roles, 150, stretch=True),
)
LOCAL = (
    Column[Colleague]("name", mark("Name"), _name, 200, "two_lines", stretch=True),
    Column[Colleague]("state", mark("State"), _works, 180, "pill"),
    Column[Colleague]("team", mark("Team"), _team, 130),
    Column[Colleague]("roles", mark("Role"), _roles, 130),
    Column[Colleague]("cases", mark("Open cases"), _cases, 110, "number"),
)
