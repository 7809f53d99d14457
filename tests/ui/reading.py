"""Everything that a window says: on the screen, to a screen reader, in tips and in its lists."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

_SAID = ("text", "title", "windowTitle", "placeholderText", "plainText", "toolTip", "statusTip",
         "accessibleName", "accessibleDescription", "currentText")  # fmt: skip
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def said_by(window: QWidget) -> str:
    """All of it, a line each."""
    return "\n".join(_said(window))


def _said(window: QWidget) -> Iterator[str]:
    for widget in (window, *window.findChildren(QWidget)):
        for name in _SAID:
            value = widget.property(name)
            if isinstance(value, str) and value:
                yield value
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _listed(widget.model())
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))


def _listed(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            for role in _ROLES:
                value = model.index(row, column).data(role)
                if isinstance(value, str) and value:
                    yield value
