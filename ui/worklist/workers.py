"""Who is to have a case: nobody is chosen at first, and each name says how much she has."""

from collections.abc import Iterable
from uuid import UUID

from hjemveien.services.views import StaffView
from hjemveien.services.workloads import Load, workloads
from hjemveien.texts import _, n_, number_text
from ui.kit import ComboField
from ui.shell.context import Context

# Chosen on purpose, and never the same as not having chosen.
NOBODY = "nobody"


class WorkerField(ComboField):
    """`value()` is a staff id, NOBODY, or None while nothing is chosen."""

    def __init__(self, context: Context, staff: Iterable[StaffView]) -> None:
        super().__init__("", empty=_("Choose who"))
        self._staff = tuple(one for one in staff if one.takes_cases)
        self._name_all({})
        today = context.today()
        context.work.ask(
            self, lambda session: workloads(session, today), self._name_all, lambda _refusal: None
        )

    def staff_id(self) -> UUID | None:
        """To whom, None for nobody; ask only when something is chosen."""
        chosen = self.value()
        return chosen if isinstance(chosen, UUID) else None

    def name(self) -> str:
        """The chosen one's, empty for nobody."""
        return next((one.name for one in self._staff if one.staff_id == self.value()), "")

    def problem(self) -> str:
        if self.value() is not None:
            return ""
        return _("Caseworker: choose who is to have it, or “Not assigned”.")

    def _name_all(self, loads: dict[UUID | None, Load]) -> None:
        """Names at once, and what each has when it is counted."""
        names = [(one.staff_id, named(one.name, loads, one.staff_id)) for one in self._staff]
        self.set_options([*names, (NOBODY, named(_("Not assigned"), loads, None))])


def named(name: str, loads: dict[UUID | None, Load], who: UUID | None) -> str:
    """“Ola Nes · 12 open cases, 3 overdue”; the name alone where nothing is counted."""
    if not loads:
        return name
    load = loads.get(who, Load())
    words = n_("{n} open case", "{n} open cases", load.open).format(n=number_text(load.open))
    if load.late:
        words = _("{cases}, {n} overdue").format(cases=words, n=number_text(load.late))
    return f"{name} · {words}"
