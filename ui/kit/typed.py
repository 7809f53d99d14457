"""What stands in a field, as data that can be kept, and put back as it was typed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit.choices import CheckField, ComboField, SpinField
from ui.kit.fields import TextArea, TextField


def parts_of(fields: Mapping[str, QWidget]) -> dict[str, QWidget]:
    """The fields that can be typed into by name; a box of ticks is as many of them."""
    found: dict[str, QWidget] = {}
    for name, field in fields.items():
        if isinstance(field, _TYPED):
            found[name] = field
        else:
            ticks = field.findChildren(CheckField)
            found |= {f"{name}.{number}": tick for number, tick in enumerate(ticks)}
    return found


def parts_of_all(widgets: Iterable[QWidget]) -> list[QWidget]:
    """Those of them that can be typed into."""
    return [widget for widget in widgets if isinstance(widget, _TYPED)]


def typed(field: QWidget) -> Any:
    """Text as it stands, also half a date; a choice by its value's text."""
    if isinstance(field, ComboField):
        return None if field.value() is None else str(field.value())
    if isinstance(field, SpinField):
        return field.value()
    if isinstance(field, CheckField):
        return field.isChecked()
    assert isinstance(field, TextField | TextArea)
    return field.text()


def put_back(field: QWidget, value: Any) -> None:
    """What is no longer among the choices leaves the field as it is."""
    if isinstance(field, ComboField):
        for place in range(field.count()):
            data = field.itemData(place)
            if (None if data is None else str(data)) == value:
                field.setCurrentIndex(place)
    elif isinstance(field, SpinField):
        field.setValue(int(value))
    elif isinstance(field, CheckField):
        field.setChecked(bool(value))
    else:
        assert isinstance(field, TextField | TextArea)
        field.setText(str(value))


def when_typed(field: QWidget, heard: Callable[[], object]) -> None:
    """Call it whenever the field changes."""
    if isinstance(field, ComboField):
        field.currentIndexChanged.connect(lambda _index: heard())
    elif isinstance(field, SpinField):
        field.valueChanged.connect(lambda _value: heard())
    elif isinstance(field, CheckField):
        field.toggled.connect(lambda _ticked: heard())
    elif isinstance(field, TextArea):
        field.textChanged.connect(heard)
    else:
        assert isinstance(field, TextField)
        field.textChanged.connect(lambda _text: heard())


_TYPED = (ComboField, SpinField, CheckField, TextArea, TextField)
