"""No text is cut: what the words need is held against what they have.

A text that ends in … is whole where a tool tip and the accessible name have all of it.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from tests.ui.walk.findings import Trouble, place_in, scroller_of, shown_in
from ui.kit import Elided, NameButton, Pill

# A pixel for what is rounded on the way.
SLACK_PX = 1


def cut_texts(root: QWidget) -> Iterator[Trouble]:
    for widget in shown_in(root):
        for kind, look in _LOOKS.items():
            if isinstance(widget, kind):
                for trouble in look(widget):
                    yield widget, trouble
                break


def outside(root: QWidget) -> Iterator[Trouble]:
    """What is beyond the edge of its window, or of an area that does not scroll that way."""
    for widget in shown_in(root):
        if widget is root or not _says_or_does_something(widget):
            continue
        area = scroller_of(widget)
        frame = area.viewport() if area is not None else widget.window()
        place = place_in(frame, widget)
        across = area is None or (
            area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if across and (place.left() < 0 or place.right() > frame.width()):
            yield widget, f"reaches {place.right()} of {frame.width()} px across"
        if area is None and (place.top() < 0 or place.bottom() > frame.height()):
            yield widget, f"reaches {place.bottom()} of {frame.height()} px down"


def _says_or_does_something(widget: QWidget) -> bool:
    return bool(widget.property("text")) or bool(widget.focusPolicy().value & 1)


def _label(label: QWidget) -> Iterator[str]:
    assert isinstance(label, QLabel)
    if isinstance(label, Elided):
        if label.property("text") != label.text() and label.toolTip() != label.text():
            yield "ends in … and no tool tip has the whole"
    elif not label.text():
        return
    elif label.wordWrap():
        yield from _short("high", label.height(), label.heightForWidth(label.width()))
        yield from _short("wide", label.width(), label.minimumSizeHint().width())
    else:
        yield from _short("wide", label.width(), label.sizeHint().width())
        yield from _short("high", label.height(), label.sizeHint().height() - 2)


def _button(button: QWidget) -> Iterator[str]:
    assert isinstance(button, QAbstractButton)
    if isinstance(button, NameButton):
        if button.text().endswith("…") and button.toolTip() != button.accessibleName():
            yield "ends in … and no tool tip has the whole"
    elif button.text() and not _told_otherwise(button, button.text()):
        yield from _short("wide", button.width(), button.sizeHint().width())


def _tabs(bar: QWidget) -> Iterator[str]:
    assert isinstance(bar, QTabBar)
    reach = max((bar.tabRect(n).right() for n in range(bar.count())), default=0)
    if reach > bar.width() and not bar.usesScrollButtons():
        yield f"tabs reach {reach} of {bar.width()} px"
    for number in range(bar.count()):
        if bar.isTabVisible(number) and bar.tabToolTip(number) != bar.tabText(number):
            needed = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
            yield from _short(bar.tabText(number), bar.tabRect(number).width(), needed)


def _header(header: QWidget) -> Iterator[str]:
    assert isinstance(header, QHeaderView)
    model = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal:
        return
    for number in range(header.count()):
        words = str(model.headerData(number, header.orientation()) or "").strip()
        tip = model.headerData(number, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        if header.isSectionHidden(number) or (tip and words.rstrip(" ↑↓") in str(tip)):
            continue
        needed = header.sectionSizeFromContents(number).width()
        yield from _short(words, header.sectionSize(number), needed)


def _combo(combo: QWidget) -> Iterator[str]:
    assert isinstance(combo, QComboBox)
    if _told_otherwise(combo, combo.currentText()):
        return
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needed = combo.fontMetrics().horizontalAdvance(combo.currentText())
    # The style's own size leaves these two pixels to the letters' side bearings.
    yield from _short(combo.currentText(), field.width() + 2, needed)


def _line(field: QWidget) -> Iterator[str]:
    """What is typed scrolls; what is written there before must be seen."""
    assert isinstance(field, QLineEdit)
    words = field.placeholderText()
    if words and not field.text() and not _told_otherwise(field, words):
        margins = field.textMargins()
        room = field.contentsRect().width() - margins.left() - margins.right()
        yield from _short(words, room, field.fontMetrics().horizontalAdvance(words))


def _pill(pill: QWidget) -> Iterator[str]:
    if pill.toolTip() != pill.property("accessibleName"):
        yield from _short("wide", pill.width(), pill.sizeHint().width())


def _told_otherwise(widget: QWidget, words: str) -> bool:
    whole = words.replace("&&", "&")
    return whole in widget.toolTip() and whole in widget.accessibleName() + widget.toolTip()


def _short(what: str, has: int, needs: int) -> Iterator[str]:
    if has + SLACK_PX < needs:
        yield f"is cut ({what}): {has} of {needs} px"


_LOOKS: dict[type[QWidget], Callable[[QWidget], Iterator[str]]] = {
    Pill: _pill,
    QLabel: _label,
    QAbstractButton: _button,
    QTabBar: _tabs,
    QHeaderView: _header,
    QComboBox: _combo,
    QLineEdit: _line,
}
