"""Lists: pages through Work, selection by id, order, keys, copying, painting."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import mark
from ui.kit import Cell, Column, EmptyState, ListTable, PagedModel
from ui.kit.delegates import DELEGATES
from ui.kit.model import PAGE_ROWS
from ui.theme import theme
from ui.work import Session, Work


@dataclass(frozen=True)
class Row:
    number: int
    name: str = "Testperson"


COLUMNS: tuple[Column[Row], ...] = (
    Column("name", mark("Name"), lambda r: Cell(f"{r.name} {r.number}", "below"), sort=True),
    Column("number", mark("Number"), lambda r: Cell(str(r.number)), look="number"),
)


def model_of(*rows: Row) -> PagedModel[Row]:
    model = PagedModel(COLUMNS, lambda row: row.number)
    model.show_rows(rows)
    return model


def table_of(qtbot: QtBot, model: PagedModel[Row], many: bool = False) -> ListTable[Row]:
    table = ListTable("People", model, many=many)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(500, 400)
    with qtbot.waitActive(table):
        table.show()
    table.setFocus()
    return table


class Source:
    """Four hundred and fifty rows, and a note of what was asked."""

    def __init__(self, count: int = 450) -> None:
        self.rows = [Row(number) for number in range(count)]
        self.asked: list[int | None] = []

    def page(self, _session: Session, after: Row | None) -> Sequence[Row]:
        self.asked.append(after.number if after else None)
        start = 0 if after is None else after.number + 1
        return self.rows[start : start + PAGE_ROWS]

    def count(self, _session: Session) -> int:
        return len(self.rows)


def test_a_list_comes_in_pages_and_knows_its_whole_size(work: Work, qtbot: QtBot) -> None:
    source, model = Source(), PagedModel(COLUMNS, lambda row: row.number)
    with qtbot.waitSignals([model.loaded, model.total_changed]):
        model.load(work, source.page, source.count)
    assert model.rowCount() == PAGE_ROWS
    assert model.total == 450
    while model.canFetchMore(QModelIndex()):
        with qtbot.waitSignal(model.loaded):
            model.fetchMore(QModelIndex())
    assert model.rowCount() == 450
    assert source.asked == [None, 199, 399]


def test_reading_again_keeps_what_was_loaded(work: Work, qtbot: QtBot) -> None:
    source, model = Source(), PagedModel(COLUMNS, lambda row: row.number)
    with qtbot.waitSignal(model.loaded):
        model.load(work, source.page)
    with qtbot.waitSignal(model.loaded):
        model.fetchMore(QModelIndex())
    source.rows[3] = Row(3, "Renamed")
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert model.rowCount() == 400
    assert model.cell(3, 0).text == "Renamed 3"


def test_a_refusal_leaves_the_list_as_it_was(work: Work, qtbot: QtBot) -> None:
    model = model_of(Row(1))

    def no(_session: Session, _after: Row | None) -> Sequence[Row]:
        raise Refusal("Not now.")

    with qtbot.waitSignal(model.failed):
        model.load(work, no)
    assert model.rowCount() == 1


def test_the_selection_follows_the_row_and_not_its_place(qtbot: QtBot) -> None:
    model = model_of(Row(1), Row(2), Row(3))
    table = table_of(qtbot, model)
    table.select_id(2)
    model.show_rows((Row(9), Row(8), Row(2)))
    assert table.current_row() == Row(2)
    assert table.currentIndex().row() == 2


def test_arrows_pick_and_enter_opens(qtbot: QtBot) -> None:
    table = table_of(qtbot, model_of(Row(1), Row(2)))
    table.select_first()
    picked: list[object] = []
    opened: list[object] = []
    table.picked.connect(picked.append)
    table.opened.connect(opened.append)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert picked == [Row(2)]
    assert opened == [Row(2)]


def test_the_header_asks_for_an_order_and_then_for_its_reverse(qtbot: QtBot) -> None:
    model = model_of(Row(1))
    table = table_of(qtbot, model)
    wanted: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda key, descending: wanted.append((key, descending)))
    table.horizontalHeader().sectionClicked.emit(0)
    model.set_order("name", False)
    table.horizontalHeader().sectionClicked.emit(0)
    table.horizontalHeader().sectionClicked.emit(1)
    assert wanted == [("name", False), ("name", True)]
    assert "↑" in str(model.headerData(0, Qt.Orientation.Horizontal))


def test_one_row_is_copied_as_cells_for_a_sheet(qtbot: QtBot) -> None:
    table = table_of(qtbot, model_of(Row(7, "Test\tperson")))
    table.select_first()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Test person 7, below\t7"


def test_copying_several_rows_is_an_export_and_only_asked_for(qtbot: QtBot) -> None:
    table = table_of(qtbot, model_of(Row(1), Row(2)), many=True)
    table.selectAll()
    with qtbot.waitSignal(table.export_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == [(Row(1), Row(2))]
    assert QGuiApplication.clipboard().text() == ""


def test_an_empty_list_says_why(qtbot: QtBot) -> None:
    model = model_of()
    table = table_of(qtbot, model)
    empty = EmptyState("Nobody yet")
    table.set_empty(empty)
    assert empty.isVisible()
    model.show_rows((Row(1),))
    assert not empty.isVisible()


def test_a_reader_hears_both_lines_of_a_cell() -> None:
    model = model_of(Row(1))
    said = model.data(model.index(0, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Testperson 1, below"


def test_markup_in_a_name_is_shown_as_typed() -> None:
    model = model_of(Row(1, "<b>Test"))
    assert model.data(model.index(0, 0)) == "<b>Test 1, below"


def test_every_look_paints_every_kind_of_cell_in_every_set(qtbot: QtBot) -> None:
    cells = (
        Cell(),
        Cell("Text"),
        Cell("Text", "below"),
        Cell("Text", "below", "warning", "clock"),
        Cell("x" * 500 + "\n<b>", "y" * 500, "danger", "x"),
    )
    columns = [Column(look, look, lambda cell: cell, look=look) for look in DELEGATES]
    model: PagedModel[Cell] = PagedModel(columns, lambda cell: cell)
    model.show_rows(cells)
    table = ListTable("Cells", model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.select_first()
    for look in ("light", "dark", "contrast"):
        theme().set_choice(look)
        for tight in (False, True):
            table.set_tight(tight)
            assert not table.grab().isNull()


def test_rows_grow_with_the_zoom(qtbot: QtBot) -> None:
    table = table_of(qtbot, model_of(Row(1)))
    assert table.rowHeight(0) == 50
    theme().set_zoom(200)
    assert table.rowHeight(0) == 100
