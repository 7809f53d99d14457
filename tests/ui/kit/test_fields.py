"""Fields: the wheel, the dates, the pause of the search, errors on leaving."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import (
    CheckField,
    ComboField,
    DateField,
    ErrorSummary,
    FormField,
    PhoneField,
    SearchField,
    SecretField,
    SpinField,
    TextArea,
    TextField,
    column,
)
from ui.theme import theme

TODAY = date(2026, 11, 23)


def roll(widget: QWidget) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_no_choice(qtbot: QtBot) -> None:
    field = ComboField("Stage", (("a", "A"), ("b", "B")))
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    roll(field)
    assert field.value() == "a"


def test_the_wheel_changes_no_number(qtbot: QtBot) -> None:
    field = SpinField("Rooms", 1, 9)
    field.setValue(3)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    roll(field)
    assert field.value() == 3


def test_new_choices_keep_the_value_that_is_still_there(qtbot: QtBot) -> None:
    field = ComboField("Stage", (("a", "A"), ("b", "B")), empty="All")
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value("b")
    field.set_options((("b", "B"), ("c", "C")))
    assert field.value() == "b"
    field.set_options((("c", "C"),))
    assert field.value() is None


def test_a_date_is_written_out_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DateField("Received", lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "231126")
    with qtbot.waitSignal(field.day_changed) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "23.11.2026"
    assert told.args == [TODAY]


def test_what_is_no_date_stays_as_typed_and_says_what_helps(qtbot: QtBot) -> None:
    field = DateField("Received", lambda: TODAY)
    form = FormField("Received", field)
    qtbot.addWidget(form)
    field.setText("soon")
    assert not form.validate()
    assert field.text() == "soon"
    assert "231126" in form.error()


@pytest.mark.parametrize(
    ("typed", "shown", "number"),
    [
        ("91234567", "912 34 567", "91234567"),
        ("+47 912 34 567", "912 34 567", "91234567"),
        ("0047 22123456", "22 12 34 56", "22123456"),
        ("22 12-34.56", "22 12 34 56", "22123456"),
        ("+46 70 123 45 67", "+46701234567", "+46701234567"),
        ("91234567 / 22123456", "91234567 / 22123456", "91234567 / 22123456"),
        ("91234567 (mor)", "91234567 (mor)", "91234567 (mor)"),
        ("", "", ""),
    ],
)
def test_a_telephone_number_is_taken_in_any_spelling(
    qtbot: QtBot, typed: str, shown: str, number: str
) -> None:
    field = PhoneField("Telephone")
    form = FormField("Telephone", field, optional=True)
    qtbot.addWidget(form)
    field.setText(typed)
    field.left.emit()
    assert (field.text(), field.number()) == (shown, number)
    assert form.error() == ""


def test_a_number_that_is_none_is_told_with_the_fields_word_first(qtbot: QtBot) -> None:
    form = FormField("Telephone", PhoneField(), optional=True)
    qtbot.addWidget(form)
    form.field.setProperty("text", "1234")
    assert form.problem() == "Telephone: write eight digits, or + and the country’s number first."


def test_a_date_error_begins_with_the_fields_word(qtbot: QtBot) -> None:
    field = DateField("Received", lambda: TODAY)
    form = FormField("Received", field)
    qtbot.addWidget(form)
    field.setText("soon")
    assert form.problem().startswith("Received: ")


def test_a_search_is_told_once_after_the_typing_rests(qtbot: QtBot) -> None:
    field = SearchField("Search")
    qtbot.addWidget(field)
    field.show()
    told: list[str] = []
    field.searched.connect(told.append)
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, "abc")
    assert told == ["abc"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["abc", ""]


def test_an_empty_field_says_so_and_a_reader_hears_it(qtbot: QtBot) -> None:
    field = TextField()
    form = FormField("Name", field, "As in the register")
    qtbot.addWidget(form)
    assert not form.validate()
    assert form.error() == "Name must be filled in."
    assert field.accessibleName() == "Name"
    assert "Name must be filled in." in field.accessibleDescription()
    field.setText("Testperson")
    assert form.validate()
    assert form.error() == ""
    assert field.accessibleDescription() == "As in the register"


def test_an_optional_field_may_be_empty(qtbot: QtBot) -> None:
    form = FormField("Telephone", TextField(), optional=True)
    qtbot.addWidget(form)
    assert form.validate()


def test_an_error_is_shown_when_the_field_is_left(qtbot: QtBot) -> None:
    first = FormField("Name", TextField())
    second = FormField("Street", TextField())
    page = QWidget()
    page.setLayout(column(first, second))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    first.field.setFocus()
    second.field.setFocus()
    assert first.error()
    assert not second.error()


def test_the_summary_leads_to_the_first_field_that_is_wrong(qtbot: QtBot) -> None:
    right, wrong = FormField("Name", TextField()), FormField("Street", TextField())
    right.field.setProperty("text", "Testperson")
    summary = ErrorSummary()
    page = QWidget()
    page.setLayout(column(summary, right, wrong))
    qtbot.addWidget(page)
    page.show()
    assert not summary.check((right, wrong))
    assert summary.isVisible()
    assert page.focusWidget() is wrong.field
    assert summary.accessibleName() == "There is 1 thing to correct"


def test_a_passphrase_is_hidden_until_asked_for(qtbot: QtBot) -> None:
    field = SecretField("Passphrase")
    qtbot.addWidget(field)
    field.setText("a horse")
    assert field.displayText() != "a horse"


@pytest.mark.parametrize(
    "field", [CheckField, lambda name: ComboField(name), lambda name: SpinField(name)]
)
def test_every_field_has_a_name_and_room_for_a_finger(qtbot: QtBot, field: type) -> None:
    made = field("Lift")
    qtbot.addWidget(made)
    theme().wear(made)
    made.show()
    assert made.accessibleName() == "Lift"
    assert made.height() >= 24


def test_an_error_goes_as_soon_as_what_was_wrong_is_right(qtbot: QtBot) -> None:
    day = DateField("", lambda: date(2026, 11, 23))
    field = FormField("By", day, optional=True)
    qtbot.addWidget(field)
    day.setText("i mårra")
    assert not field.validate()
    day.setText("i morg")
    assert field.error()
    day.setText("i morgen")
    assert not field.error()


def test_a_long_field_that_rests_is_low_until_it_is_written_in(qtbot: QtBot) -> None:
    note = TextArea("Note", lines=3, resting=1)
    qtbot.addWidget(note)
    low = note.height()
    note.setText("Ringte")
    assert note.height() > low
    note.setText("")
    assert note.height() == low
