"""Every dialog there is, found by its base, and opened with what its parameters ask for.

A parameter is filled by its type: from the demo office, or where it is plain data from nothing
else than its own fields. A dialog that asks for something else is not walked past: it is told.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

import ui
from hjemveien.domain.refusal import Conflict, FieldClash
from hjemveien.services.case_card import show_case
from hjemveien.services.dwelling_list import dwelling_page
from hjemveien.services.dwellings import DwellingView, show_dwelling
from hjemveien.services.office import list_staff
from hjemveien.services.views import CaseCard, MemberView, StaffView
from tests.ui.walk.office import Office
from ui.kit import SheetDialog
from ui.shell.actions import Actions
from ui.shell.context import Context
from ui.work import Session

OURS = ("ui", "hjemveien")
_PLAIN: dict[Any, object] = {
    str: "Something", int: 1, bool: True, float: 1.0, bytes: b"", Any: None, Decimal: Decimal(1),
}  # fmt: skip


class UnknownParameter(TypeError):
    """A dialog asks for something that the walker cannot give; teach `Givers` to."""


def dialogs() -> tuple[type[SheetDialog], ...]:
    """Every dialog of the program that is no base of another."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    found = {kind for kind in _below(QDialog) if kind.__module__.startswith("ui.")}
    whole = [kind for kind in found if not any(other in found for other in kind.__subclasses__())]
    assert all(issubclass(kind, SheetDialog) for kind in whole), "a dialog without the kit's base"
    return tuple(sorted(whole, key=lambda kind: (kind.__module__, kind.__name__)))


def _below(kind: type) -> Iterator[Any]:
    below: list[Any] = kind.__subclasses__()
    for each in below:
        yield each
        yield from _below(each)


class Givers:
    """Gives a dialog's parameters what their types ask for."""

    def __init__(self, office: Office, parent: QWidget, actions: Actions) -> None:
        case_id, today = office.telling_case(), office.context.today()
        card = office.ask(lambda session: show_case(session, case_id))
        staff = office.ask(list_staff)
        assert isinstance(card, CaseCard)
        assert isinstance(staff, tuple)
        self._known: dict[Any, object] = {
            QWidget: parent, Context: office.context, CaseCard: card, UUID: card.case_id,
            StaffView: staff[0], MemberView: card.members[0], Actions: actions,
            date: office.context.today(), datetime: office.context.now(),
            Conflict: Conflict("", (FieldClash("Telephone", "1", "2", "Per", None),)),
        }  # fmt: skip
        self._known[DwellingView] = office.ask(lambda session: _some_dwelling(session, today))
        self._staff, self._parent = staff, parent

    def open(self, kind: Any) -> SheetDialog:
        """The dialog, open. Raises UnknownParameter."""
        dialog = self._made(kind)
        assert isinstance(dialog, SheetDialog)
        dialog.open()
        return dialog

    def _made(self, kind: Any) -> object:
        """From what its parameters without a default ask for."""
        hints = get_type_hints(kind.__init__)
        if not issubclass(kind, QWidget):
            hints |= get_type_hints(kind)
        given = [
            self._give(kind, name, hints.get(name))
            for name, parameter in inspect.signature(kind).parameters.items()
            if parameter.default is parameter.empty
        ]
        return kind(*given)

    def _give(self, kind: type, name: str, wanted: Any) -> object:
        origin, arguments = get_origin(wanted), get_args(wanted)
        if wanted in self._known:
            return self._known[wanted]
        if wanted in _PLAIN:
            return _PLAIN[wanted]
        if origin in (Union, UnionType):
            return self._first(kind, name, arguments)
        if origin is Callable or wanted is object:
            return lambda *_answers: None
        if origin is not None:
            return self._staff if arguments[0] is StaffView else _empty(origin)
        if isinstance(wanted, type) and wanted.__module__.split(".")[0] in OURS:
            return self._ours(wanted)
        raise UnknownParameter(f"{kind.__name__}({name}: {wanted}) is new to the walker")

    def _ours(self, wanted: Any) -> object:
        """Data, or a part of a page that the dialog stands over."""
        made = self._made(wanted)
        if isinstance(made, QWidget):
            made.setParent(self._parent)
        return made

    def _first(self, kind: type, name: str, choices: tuple[Any, ...]) -> object:
        known = [one for one in choices if one is not NoneType and one in self._known]
        return self._give(kind, name, known[0]) if known else None


def _some_dwelling(session: Session, today: date) -> DwellingView:
    first = dwelling_page(session, today)[0]
    return show_dwelling(session, first.dwelling_id, today)


def _empty(origin: Any) -> object:
    """Of a tuple, list, set or mapping; a sequence is a tuple."""
    return () if inspect.isabstract(origin) else origin()
