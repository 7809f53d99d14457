"""The window's own dialogs: shortcuts, about, and the report of a fault of ours."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from hjemveien import __version__
from hjemveien.domain.access import ROLES
from hjemveien.domain.codes import title
from hjemveien.texts import _
from ui.kit import KeyValueGrid, SectionHeader, SheetDialog, Text, TextArea
from ui.kit.layout import least_width, set_spacing
from ui.lanes import CrashReport
from ui.shell.actions import Action, Actions
from ui.shell.context import DatabaseNote, Person


class ShortcutSheet(SheetDialog):
    """Every action with a shortcut, by group, made from the registry."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent, _("Keyboard shortcuts"), _("Close"), icon="", width=520)
        self.cancel.hide()
        for heading, shown in _with_keys(actions):
            self.body.addWidget(SectionHeader(heading))
            grid = QGridLayout()
            set_spacing(grid, 6)
            grid.setColumnStretch(0, 1)
            for number, action in enumerate(shown):
                grid.addWidget(Text(action.name()), number, 0)
                keys = "  ·  ".join(action.keys())
                grid.addWidget(least_width(Text(keys, "strong"), 110), number, 1)
            self.body.addLayout(grid)


def _with_keys(actions: Actions) -> list[tuple[str, list[Action]]]:
    """Groups of one title together, the page's own first, with what has a shortcut."""
    found: dict[str, list[Action]] = {}
    for group in sorted(actions.groups(), key=lambda group: group.key != "page"):
        shown = [action for action in group.actions if action.keys()]
        if shown:
            found.setdefault(group.title, []).extend(shown)
    return list(found.items())


class AboutSheet(SheetDialog):
    """Which program, which database, and what it says of itself."""

    def __init__(self, parent: QWidget, database: DatabaseNote, person: Person) -> None:
        super().__init__(parent, _("About Hjemveien"), _("Close"), icon="", width=520)
        self.cancel.hide()
        grid = KeyValueGrid()
        kind = _("Local encrypted file") if database.kind == "local" else _("Shared database")
        grid.set_values(
            (
                (_("Version"), __version__),
                (_("Database"), kind),
                (_("Place"), database.place),
                *_logged_in(person),
            )
        )
        self.body.addWidget(grid)
        if database.kind == "local":
            self.body.addWidget(
                Text(
                    _(
                        "Whoever has the passphrase owns the file: names in the journal are what "
                        "people said they are. For enforced access, use a shared database."
                    ),
                    "body",
                    "muted",
                    wraps=True,
                )
            )


def _logged_in(person: Person) -> tuple[tuple[str, str], ...]:
    """Who the server says it is, and what she may be there."""
    if not person.login:
        return ()
    held = ", ".join(title(ROLES, code) for code, _words in ROLES if code in person.roles)
    return ((_("Logged in as"), person.login), (_("Roles"), held))


class CrashSheet(SheetDialog):
    """A fault of ours, with details that hold no personal data and can be copied."""

    def __init__(self, parent: QWidget | None, report: CrashReport) -> None:
        super().__init__(
            parent,
            _("Something went wrong"),
            _("Close"),
            _(
                "The fault is ours, and nothing was saved. You can go on working. The details "
                "below hold no personal data; send them to whoever helps you."
            ),
            icon="",
            width=640,
        )
        self.cancel.hide()
        details = TextArea(_("Details"), lines=9)
        details.setText(report.text())
        details.setReadOnly(True)
        self.body.addWidget(details)
        self._report = report
        self.add_button(_("Copy the details"), self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.text())
