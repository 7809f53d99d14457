"""A backup from the window: one encrypted file, made and checked while people go on working."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from hjemveien.texts import _
from ui.kit import Banner, ProgressBanner, SheetDialog, Text, box, column, least_height
from ui.shell.actions import Action
from ui.shell.context import Context

SUFFIX = "hjemveien"


def backup_actions(context: Context, parent: QWidget) -> tuple[Action, ...]:
    """Where the office is a file here; a shared one is backed up by its own host."""
    if context.back_up is None:
        return ()

    def show() -> None:
        BackUpSheet(context, parent).show()

    return (Action("back_up", _("Back up now …"), show, icon="database-backup"),)


class BackUpSheet(SheetDialog):
    """Leaves the window usable, and may be closed: the backup goes on and says when it is there."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent, _("Back up now"), _("Choose where …"),
            _("One encrypted file with everything in this office. It is read again and checked"
              " before it counts, and it opens with the office's own passphrase."),
            icon="database-backup",
        )  # fmt: skip
        self.setModal(False)
        self.context = context
        self.progress = ProgressBanner()
        self.done_banner = Banner("success")
        self.body.addWidget(
            Text(_("Keep it on another disk than the office itself."), "body", "muted", wraps=True)
        )
        # Room from the start for what comes while it is made, and when it is.
        place = least_height(box(column(self.progress, self.done_banner, None, spacing=8)), 88)
        self.body.addWidget(place)
        self.cancel.set_text(_("Close"))
        self.progress.given_up.connect(self._given_up)

    def submit(self) -> None:
        """Ask where to."""
        dialog = QFileDialog(self, _("Where the backup goes"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Backups ({endings})").format(endings=f"*.{SUFFIX}")])
        dialog.setDefaultSuffix(SUFFIX)
        day = self.context.today().isoformat()
        dialog.selectFile(_("backup-{day}").format(day=day) + f".{SUFFIX}")
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, target: Path) -> None:
        """Make it there, whole or not at all."""
        back_up = self.context.back_up
        if back_up is None:
            return
        self.refusal.hide()
        self.done_banner.hide()
        self.set_busy(True)
        ticket = self.context.work.apart(
            self, lambda step: back_up(target, step), lambda _none: self._there(target),
            self.show_refusal,
        )  # fmt: skip
        self.progress.follow(ticket, _("Backing up"))

    def _there(self, target: Path) -> None:
        self.set_busy(False)
        words = _("The backup is made and checked: {file}").format(file=target.name)
        folder = QUrl.fromLocalFile(str(target.parent))
        self.done_banner.say(
            words, "success", _("Show the folder"), lambda: QDesktopServices.openUrl(folder)
        )
        self.context.say(_("The backup is made and checked"))

    def _given_up(self) -> None:
        self.set_busy(False)
        self.done_banner.say(_("Cancelled. No file was left behind."), "info")
