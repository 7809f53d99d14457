"""Says why a card cannot be moved there; it has stayed where it was."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hjemveien.domain import pathway
from hjemveien.texts import _
from ui.kit import SheetDialog, Text


class RefusedSheet(SheetDialog):
    """The reasons, one a line, and the way to where they can be met."""

    def __init__(
        self,
        parent: QWidget,
        to_stage: str,
        reasons: tuple[str, ...],
        open_case: Callable[[], object],
    ) -> None:
        title = _("The case cannot be moved to {stage} yet")
        super().__init__(
            parent, title.format(stage=pathway.stage_title(to_stage)), _("Open the case"),
            icon="folder-open", width=480,
        )  # fmt: skip
        self._open_case = open_case
        self.cancel.set_text(_("Close"))
        for reason in reasons:
            self.body.addWidget(Text(reason, wraps=True))

    def submit(self) -> None:
        self.accept()
        self._open_case()
