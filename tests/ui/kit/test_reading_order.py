"""The Tab key follows the eye, and asking for the order leaves nothing behind."""

from PySide6.QtWidgets import QLineEdit, QSpacerItem, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ui.kit import box, column, row
from ui.kit.flow import FlowLayout
from ui.kit.reading_order import in_reading_order, order_tabs


def field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def form(qtbot: QtBot) -> QWidget:
    """Made and given parents in another order than it shows them."""
    last = field("last")
    flow = FlowLayout()
    for name in ("flow 1", "flow 2"):
        flow.addWidget(field(name))
    inner = box(column(field("boxed"), 4, None))
    beside = row(field("left"), inner, field("right"))
    made = QWidget()
    made.setLayout(column(field("first"), beside, flow, last))
    qtbot.addWidget(made)
    return made


def shadows() -> int:
    """Layout items that PySide knows of."""
    known = Shiboken.getAllValidWrappers()
    return sum(isinstance(each, QWidgetItem | QSpacerItem) for each in known)


def test_rows_from_left_to_right_then_down(qtbot: QtBot) -> None:
    names = [widget.objectName() for widget in in_reading_order(form(qtbot))]
    assert names == ["first", "left", "boxed", "right", "flow 1", "flow 2", "last"]


def test_no_shadow_of_a_layouts_items_is_left(qtbot: QtBot) -> None:
    """Qt lets go of them without a word, and what it makes in their place is taken for them."""
    made = form(qtbot)
    before = shadows()
    order_tabs(made)
    assert shadows() == before
