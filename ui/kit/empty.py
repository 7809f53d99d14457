"""What stands where there is nothing: why, then one action."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Text
from ui.kit.layout import column, hide_unless, limit_width, row


class EmptyState(QWidget):
    """Why it is empty, and the one thing to do about it."""

    def __init__(
        self,
        title: str,
        why: str = "",
        action: str = "",
        run: Callable[[], object] | None = None,
        icon: str = "inbox",
    ) -> None:
        super().__init__()
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Text(title, "subtitle", wraps=True)
        self.why = Text(why, "body", "muted", wraps=True)
        for text in (self.title, self.why):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hide_unless(bool(why), self.why)
        self.action = Button(action, "primary", clicked=run)
        hide_unless(bool(action), self.action)
        sign = IconLabel(icon, "muted", 32)
        middle = column(
            None,
            row(None, sign, None),
            self.title,
            self.why,
            row(None, self.action, None, margins=(0, 8, 0, 0)),
            None,
            spacing=8,
        )
        holder = limit_width(QWidget(), 420)
        holder.setLayout(middle)
        lay = row(None, holder, None, margins=(24, 8, 24, 8))
        lay.setStretch(1, 100)
        self.setLayout(lay)

    def say(self, title: str, why: str = "") -> None:
        self.title.setText(title)
        self.why.setText(why)
        self.why.setVisible(bool(why))
