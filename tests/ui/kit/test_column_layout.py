"""Columns moved, hidden, sized, kept and put back; what is copied is what is shown."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hjemveien.texts import mark
from ui.kit import Cell, Choice, Column, ListTable, PagedModel
from ui.theme import theme

COLUMNS: tuple[Column[str], ...] = (
    Column("name", mark("Name"), Cell, 200, sort=True, least=120),
    Column("stage", mark("Stage"), lambda row: Cell(f"{row} stage"), 100, stretch=True),
    Column("number", mark("Number"), lambda row: Cell(f"{row} number"), 100),
    Column("class", mark("Class"), lambda row: Cell(f"{row} class"), 80, shown=False),
)


class Kept:
    """What a page would keep."""

    def __init__(self, columns: str = "", density: str = "") -> None:
        self.columns, self.density = columns, density

    def lay(self, table: ListTable[str]) -> None:
        table.columns.begin(
            self.columns, lambda text: setattr(self, "columns", text),
            self.density, lambda text: setattr(self, "density", text),
        )  # fmt: skip


def table_of(qtbot: QtBot, kept: Kept | None = None, width: int = 500) -> ListTable[str]:
    model = PagedModel(COLUMNS, lambda row: row)
    model.show_rows(("A", "B"))
    table = ListTable("People", model, many=True)
    model.setParent(table)
    if kept is not None:
        kept.lay(table)
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    return table


def shown(table: ListTable[str]) -> list[str]:
    return [COLUMNS[number].key for number in table.columns.visible()]


def widths(table: ListTable[str]) -> list[int]:
    return [table.columnWidth(number) for number in table.columns.visible()]


def run(choices: tuple[Choice, ...], text: str) -> None:
    choice = next(each for each in choices if each.text == text)
    assert choice.run is not None
    choice.run()


def test_what_is_left_goes_to_the_column_that_stretches(qtbot: QtBot) -> None:
    table = table_of(qtbot)
    assert shown(table) == ["name", "stage", "number"]
    room = table.viewport().width()
    assert widths(table) == [200, room - 300, 100]


def test_where_there_is_too_little_room_the_wide_give_way_to_their_least(qtbot: QtBot) -> None:
    table = table_of(qtbot, width=380)
    room = table.viewport().width()
    assert widths(table) == [room - 200, 100, 100]
    table.resize(250, 300)
    assert widths(table) == [120, 100, 100]


def test_moved_hidden_and_sized_columns_come_back(qtbot: QtBot) -> None:
    kept = Kept()
    table = table_of(qtbot, kept)
    table.columns.move("number", -1)
    table.columns.toggle("class")
    table.columns.toggle("stage")
    table.setColumnWidth(0, 150)
    assert kept.columns == "name=150 number -stage class"
    again = table_of(qtbot, kept)
    assert shown(again) == ["name", "number", "class"]
    assert widths(again) == [150, 100, 80]


def test_a_width_is_kept_as_it_is_at_normal_size(qtbot: QtBot) -> None:
    kept = Kept("name=150")
    table = table_of(qtbot, kept)
    theme().set_zoom(200)
    assert table.columnWidth(0) == 300
    table.setColumnWidth(0, 360)
    assert kept.columns.startswith("name=180")


def test_columns_that_are_gone_or_new_do_no_harm(qtbot: QtBot) -> None:
    table = table_of(qtbot, Kept("gone=90 number name=x"))
    assert shown(table) == ["number", "name", "stage"]
    hidden = table_of(qtbot, Kept("-name -stage -number -class"))
    assert shown(hidden) == ["name"]


def test_the_last_column_stays(qtbot: QtBot) -> None:
    table = table_of(qtbot, Kept("name -stage -number -class"))
    table.columns.toggle("name")
    assert shown(table) == ["name"]
    hide = [each for each in table.columns.of_column("name") if each.text == "Hide the column"]
    assert [each.enabled for each in hide] == [False]


def test_menus_order_move_hide_and_reset(qtbot: QtBot) -> None:
    kept = Kept()
    table = table_of(qtbot, kept)
    wanted: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda key, descending: wanted.append((key, descending)))
    run(table.columns.of_column("name"), "Sort descending")
    run(table.columns.of_column("name"), "Move right")
    run(table.columns.of_column("stage"), "Hide the column")
    run(table.columns.of_all(), "Class")
    run(table.columns.of_all(), "Tight rows")
    assert wanted == [("name", True)]
    assert shown(table) == ["name", "number", "class"]
    assert (table.tight, kept.density) == (True, "tight")
    run(table.columns.of_all(), "Reset columns")
    assert shown(table) == ["name", "stage", "number"]
    assert (table.tight, kept.density) == (False, "")
    assert kept.columns == "name stage number -class"


def test_without_somewhere_to_keep_it_nobody_is_asked(qtbot: QtBot) -> None:
    assert table_of(qtbot).columns.of_column("name") == ()


def test_what_is_copied_is_what_is_shown(qtbot: QtBot) -> None:
    table = table_of(qtbot, Kept("number name -stage -class"))
    table.select_first()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "A number\tA"


def test_the_rows_that_were_chosen_stay_chosen_when_the_list_comes_anew(qtbot: QtBot) -> None:
    table = table_of(qtbot)
    table.selectAll()
    table.rows_model.show_rows(("C", "B", "A"))
    assert table.selected_rows() == ("B", "A")
