"""The palette's list: headings, lines with an icon, the letters that matched, and keys as caps."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.palette.entries import Entry
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
LINE_PX, HEADING_PX, SIDE_PX, CAP_PX = 38, 30, 16, 22
_DISPLAY, _SAID = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Lines(QAbstractListModel):
    """Entries as rows; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def entries(self) -> tuple[Entry, ...]:
        return self._entries

    def choosable(self) -> list[int]:
        return [row for row, entry in enumerate(self._entries) if entry.run is not None]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self._entries[index.row()].title
        if role == _SAID:
            return self._entries[index.row()].said()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._entries[index.row()].run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LineDelegate(QStyledItemDelegate):
    """Paints a line by hand, because bold letters in the middle are more than a style sheet can."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = _entry(index).run is None
        return QSize(0, theme().px(HEADING_PX if is_heading else LINE_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, rect, px = _entry(index), option.rect, theme().px
        if entry.run is None:
            self._write(painter, rect.adjusted(px(SIDE_PX), px(6), 0, 0), entry.title,
                        "caption_strong", theme().tokens.muted)  # fmt: skip
            return
        if option.state & QStyle.StateFlag.State_Selected:
            _draw_chosen(painter, rect.adjusted(px(6), 1, -px(6), -1))
        icon = theme().pixmap(entry.icon, "muted", ratio=painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.left() + px(SIDE_PX), rect.center().y() - px(8) + 1, icon)
        right = rect.right() - px(SIDE_PX)
        for cap in reversed(_caps(entry)):
            right = _draw_cap(painter, right, rect.center().y(), cap) - px(6)
        self._write_title(painter, rect, entry, right)

    def _write_title(self, painter: QPainter, rect: QRect, entry: Entry, right: int) -> None:
        px = theme().px
        left = rect.left() + px(SIDE_PX + 28)
        for text, role in _pieces(entry):
            shown = (
                theme()
                .metrics(role)
                .elidedText(text, Qt.TextElideMode.ElideRight, max(right - left, 0))
            )
            left = self._write(
                painter, QRect(left, rect.top(), right - left, rect.height()), shown, role,
                theme().tokens.text,
            )  # fmt: skip
        if entry.second and right - left > px(60):
            room = QRect(left + px(10), rect.top(), right - left - px(10), rect.height())
            metrics = theme().metrics("caption")
            shown = metrics.elidedText(entry.second, Qt.TextElideMode.ElideRight, room.width())
            self._write(painter, room, shown, "caption", theme().tokens.muted)

    @staticmethod
    def _write(painter: QPainter, rect: QRect, text: str, role: str, color: str) -> int:
        """Returns where the text ends."""
        painter.setFont(theme().font(role))
        painter.setPen(QColor(color))
        painter.drawText(rect, _MIDDLE, text)
        return rect.left() + theme().metrics(role).horizontalAdvance(text)


class LineList(QListView):
    """Never takes the keyboard: that stays in the field above, whose arrows move the choice."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(LineDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.lines = Lines()
        self.setModel(self.lines)

    def needed_height(self) -> int:
        return sum(
            theme().px(HEADING_PX if entry.run is None else LINE_PX)
            for entry in self.lines.entries()
        )


def _entry(index: Index) -> Entry:
    model = index.model()
    assert isinstance(model, Lines)
    return model.entry(index.row())


def _pieces(entry: Entry) -> list[tuple[str, str]]:
    """The title cut where it changes between plain and strong."""
    pieces, place = list[tuple[str, str]](), 0
    for start, end in entry.spans:
        pieces += [(entry.title[place:start], "body"), (entry.title[start:end], "strong")]
        place = end
    return [piece for piece in (*pieces, (entry.title[place:], "body")) if piece[0]]


def _caps(entry: Entry) -> list[str]:
    """The keys of the first shortcut, one a cap; a plus that is itself a key stays."""
    if not entry.keys:
        return []
    first = entry.keys[0]
    parts = first[:-1].split("+") if first.endswith("+") else first.split("+")
    return [*(part for part in parts if part), *(["+"] if first.endswith("+") else [])]


def _draw_chosen(painter: QPainter, rect: QRect) -> None:
    tokens = theme().tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.focus), theme().px(1.5)))
    painter.setBrush(QColor(tokens.selection))
    painter.drawRoundedRect(rect, theme().px(6), theme().px(6))


def _draw_cap(painter: QPainter, right: int, middle: int, text: str) -> int:
    """A key as on a keyboard; returns its left edge."""
    tokens, px = theme().tokens, theme().px
    font: QFont = theme().font("caption_strong")
    wide = max(QFontMetrics(font).horizontalAdvance(text) + px(12), px(CAP_PX))
    cap = QRect(QPoint(right - wide, middle - px(CAP_PX) // 2), QSize(wide, px(CAP_PX)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.strong_border), 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(cap, px(4), px(4))
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
    return cap.left()
