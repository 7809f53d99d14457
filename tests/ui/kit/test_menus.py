"""Menus as data, a header that opens them, and chips that go on the next line."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.texts import mark
from ui.kit import LINE, Cell, ChipBar, Choice, Column, ListTable, PagedModel, fill_menu
from ui.kit.flow import FlowLayout

COLUMNS: tuple[Column[str], ...] = (
    Column("name", mark("Name"), Cell, 100),
    Column("number", mark("Number"), Cell, 100),
)


def table_of(qtbot: QtBot, *rows: str) -> ListTable[str]:
    model = PagedModel(COLUMNS, lambda row: row)
    model.show_rows(rows)
    table = ListTable("People", model, many=True)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    return table


def texts_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_a_menu_shows_what_is_on_and_what_is_below(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    ran: list[str] = []
    below = Choice("A & B", lambda: ran.append("below"))
    fill_menu(
        menu,
        [Choice("On", lambda: ran.append("on"), on=True), LINE, Choice("More", below=(below,))],
    )
    assert texts_of(menu) == ["On", "", "More"]
    assert menu.actions()[0].isChecked()
    menu.actions()[0].trigger()
    deeper = menu.actions()[2].menu()
    assert isinstance(deeper, QMenu)
    assert texts_of(deeper) == ["A && B"]
    deeper.actions()[0].trigger()
    assert ran == ["on", "below"]


def test_a_column_has_its_menu_under_the_arrow_the_right_button_and_the_keys(qtbot: QtBot) -> None:
    table = table_of(qtbot, "Row")
    table.offer_columns(lambda key: [Choice(f"Filter {key}", lambda: None)])
    edge = table.header.sectionViewportPosition(1) + table.header.sectionSize(1)
    arrow = QPoint(edge - 12, 10)
    QTest.mouseMove(table.header.viewport(), arrow)
    QTest.mousePress(table.header.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert texts_of(table.menu) == ["Filter number"]
    table.menu.close()
    table.header.menu_wanted.emit(0, QPoint(0, 0))
    assert texts_of(table.menu) == ["Filter name"]
    table.menu.close()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts_of(table.menu) == ["Name", "Number"]
    table.menu.close()


def test_the_rest_of_the_header_orders_and_sizes_as_before(qtbot: QtBot) -> None:
    table = table_of(qtbot, "Row")
    table.offer_columns(lambda _key: [Choice("Filter", lambda: None)])
    QTest.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert not table.menu.isVisible()


def test_the_chosen_rows_have_a_menu_by_shift_and_f10(qtbot: QtBot) -> None:
    table = table_of(qtbot, "One", "Two")
    table.offer_rows(lambda: [Choice(f"{len(table.selected_rows())} rows", lambda: None)])
    QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert not table.menu.isVisible()
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert texts_of(table.menu) == ["2 rows"]
    table.menu.close()


def test_what_has_no_room_goes_on_the_next_line(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    lay = FlowLayout(host, gap=10)
    for _each in range(3):
        part = QWidget()
        part.setFixedSize(100, 20)
        lay.addWidget(part)
    assert lay.heightForWidth(320) == 20
    assert lay.heightForWidth(319) == 50
    assert lay.heightForWidth(50) == 80
    assert lay.minimumSize().width() == 100


def test_the_keyboard_stays_where_a_chip_was_taken_away(qtbot: QtBot) -> None:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.set_chips((("a", "A"), ("b", "B"), ("c", "C")))
    with qtbot.waitActive(bar):
        bar.show()
    bar.chips()[1].setFocus()
    with qtbot.waitSignal(bar.removed) as removed:
        QTest.keyClick(bar.chips()[1], Qt.Key.Key_Space)
    assert removed.args == ["b"]
    bar.set_chips((("a", "A"), ("c", "C")))
    assert QApplication.focusWidget() is bar.chips()[1]
