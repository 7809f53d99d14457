"""How cells are painted: two lines, pills, dates with their distance, numbers, initials.

Shaped texts and painted pills are kept, so that a frame of a long list costs little; nothing here
may raise, because an exception in `paint` calls paint again.
"""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.model import Cell, PagedModel
from ui.kit.pills import PILL_PX, pill_pixmap
from ui.theme import theme
from ui.theme.tokens import KINDS, TIGHT_ROW_PX, PillColors

Index = QModelIndex | QPersistentModelIndex
PAD_PX = 12
AVATAR_PX = 26
_KEPT_TEXTS = 6000
_Shaped = tuple[QStaticText, float, float]
_SELECTED = QStyle.StateFlag.State_Selected.value


class CellDelegate(QStyledItemDelegate):
    """One line of text; the others refine `paint_cell`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The outermost columns, for the ring around a row.
        self.edges = (0, -1)
        self._texts: dict[tuple[str, str, int], _Shaped] = {}
        self._read_theme()
        theme().changed.connect(self._read_theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, PagedModel):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        selected = bool(option.state.value & _SELECTED)
        painter.save()
        self._paint_ground(painter, rect, selected, index)
        cell = model.cell(index.row(), index.column())
        inner = rect.adjusted(self._pad, 0, -self._pad // 2, -1)
        self.paint_cell(painter, inner, cell)
        painter.restore()

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        self.draw_text(painter, rect, cell.text, "body", self._text)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """What a fitted column needs; rows have the table's own height."""
        return QSize(self.width_of(index) + 2 * self._pad, theme().px(TIGHT_ROW_PX))

    def width_of(self, index: Index) -> int:
        text = str(index.data() or "")
        return theme().metrics().horizontalAdvance(text)

    def draw_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        role: str,
        color: QColor,
        right: bool = False,
    ) -> None:
        """One line, elided to the rectangle, in its vertical middle."""
        if not text:
            return
        static, wide, high = self._static(text, role, rect.width())
        x = rect.right() - wide if right else rect.left()
        y = rect.top() + (rect.height() - high) / 2
        painter.setFont(theme().font(role))
        painter.setPen(color)
        painter.drawStaticText(QPoint(round(x), round(y)), static)

    def draw_lines(
        self,
        painter: QPainter,
        rect: QRect,
        first: tuple[str, str, QColor],
        second: tuple[str, str, QColor],
        indent: int = 0,
    ) -> None:
        """Two lines (text, role, colour) close together around the middle."""
        upper = theme().metrics(first[1]).height()
        lower = theme().metrics(second[1]).height()
        top = rect.top() + (rect.height() - upper - lower) // 2
        self.draw_text(painter, QRect(rect.left(), top, rect.width(), upper), *first)
        below = QRect(rect.left() + indent, top + upper, rect.width() - indent, lower)
        self.draw_text(painter, below, *second)

    def _paint_ground(self, painter: QPainter, rect: QRect, selected: bool, index: Index) -> None:
        if selected:
            painter.fillRect(rect, self._selection)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        view = self.parent()
        if selected and isinstance(view, QWidget) and view.hasFocus():
            self._paint_focus(painter, rect, index)
        elif selected and index.column() == self.edges[0]:
            painter.fillRect(rect.left(), rect.top(), self._ring, rect.height(), self._focus)

    def _paint_focus(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A ring around the whole row, drawn cell by cell."""
        ring = self._ring
        painter.fillRect(rect.left(), rect.top(), rect.width(), ring, self._focus)
        painter.fillRect(rect.left(), rect.bottom() - ring + 1, rect.width(), ring, self._focus)
        if index.column() == self.edges[0]:
            painter.fillRect(rect.left(), rect.top(), ring, rect.height(), self._focus)
        if index.column() == self.edges[1]:
            right = rect.right() - ring + 1
            painter.fillRect(right, rect.top(), ring, rect.height(), self._focus)

    def _static(self, text: str, role: str, width: int) -> _Shaped:
        """The shaped text, and how wide and high it is."""
        key = (text, role, width)
        shaped = self._texts.get(key)
        if shaped is None:
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.clear()
            one_line = text.replace("\n", " ")
            shown = theme().metrics(role).elidedText(one_line, Qt.TextElideMode.ElideRight, width)
            static = QStaticText(shown)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(font=theme().font(role))
            size = static.size()
            shaped = self._texts[key] = (static, size.width(), size.height())
        return shaped

    def _read_theme(self) -> None:
        tokens = theme().tokens
        self._texts.clear()
        self._text, self._muted = QColor(tokens.text), QColor(tokens.muted)
        self._selection, self._line = QColor(tokens.selection), QColor(tokens.border)
        self._focus = QColor(tokens.focus)
        self._ring = theme().px(2)
        self._pad = theme().px(PAD_PX)
        self._kinds = {kind: QColor(theme().pill(kind).text) for kind in KINDS}


class TwoLineDelegate(CellDelegate):
    """The name in strong type, what tells it apart below."""

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if not cell.second or rect.height() < theme().px(40):
            self.draw_text(painter, rect, cell.text, "strong", self._text)
            return
        self.draw_lines(
            painter,
            rect,
            (cell.text, "strong", self._text),
            (cell.second, "caption", self._muted),
        )


class PillDelegate(CellDelegate):
    """A pill of the cell's kind; without a kind plain text."""

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if not cell.kind or not cell.text:
            self.draw_text(painter, rect, cell.text, "body", self._muted)
            return
        ratio = painter.device().devicePixelRatioF()
        pixmap = pill_pixmap(cell.text, cell.kind, cell.icon, rect.width(), ratio)
        high = theme().px(PILL_PX)
        painter.drawPixmap(rect.left(), rect.top() + (rect.height() - high) // 2, pixmap)


class DateDelegate(CellDelegate):
    """The date, and below it how far away it is, in the tone of its kind."""

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if not cell.second:
            self.draw_text(painter, rect, cell.text, "figures", self._text)
            return
        color = self._kinds.get(cell.kind, self._muted)
        if rect.height() < theme().px(40):
            self._paint_tight(painter, rect, cell, color)
            return
        indent = theme().px(18) if cell.icon else 0
        first, second = (cell.text, "figures", self._text), (cell.second, "caption", color)
        self.draw_lines(painter, rect, first, second, indent)
        if cell.icon:
            self._draw_icon(painter, rect, cell.icon, color)

    def _paint_tight(self, painter: QPainter, rect: QRect, cell: Cell, color: QColor) -> None:
        """Date and distance on one line; where they do not fit, the sign and the date."""
        both = f"{cell.text} · {cell.second}"
        if not cell.icon or theme().metrics().horizontalAdvance(both) <= rect.width():
            self.draw_text(painter, rect, both, "body", color)
            return
        side = theme().px(14)
        ratio = painter.device().devicePixelRatioF()
        pixmap = theme().pixmap(cell.icon, color.name(), 14, ratio)
        painter.drawPixmap(rect.left(), rect.top() + (rect.height() - side) // 2, pixmap)
        beside = rect.adjusted(theme().px(18), 0, 0, 0)
        self.draw_text(painter, beside, cell.text, "figures", color)

    def _draw_icon(self, painter: QPainter, rect: QRect, icon: str, color: QColor) -> None:
        upper, lower = theme().metrics().height(), theme().metrics("caption").height()
        top = rect.top() + (rect.height() - upper - lower) // 2 + upper
        ratio = painter.device().devicePixelRatioF()
        pixmap = theme().pixmap(icon, color.name(), 14, ratio)
        painter.drawPixmap(rect.left(), top + (lower - theme().px(14)) // 2, pixmap)


class NumberDelegate(CellDelegate):
    """A number against the right edge."""

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        room = rect.adjusted(-self._pad // 2, 0, -self._pad // 2, 0)
        self.draw_text(painter, room, cell.text, "figures", self._text, right=True)


class AvatarDelegate(CellDelegate):
    """Initials in a circle; `cell.kind` chooses its colours, the name is the hint."""

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if not cell.kind:
            self.draw_text(painter, rect, cell.text, "caption", self._muted)
            return
        draw_avatar(painter, rect.left(), rect.center().y(), cell.text, cell.kind)


def draw_avatar(painter: QPainter, left: int, middle: int, initials: str, kind: str) -> None:
    side, look = theme().px(AVATAR_PX), theme()
    edged = look.tokens.name == "contrast"
    ratio = painter.device().devicePixelRatioF()
    pixmap = _avatar(initials, look.pill(kind), edged, side, ratio)
    painter.drawPixmap(left, middle - side // 2, pixmap)


@lru_cache(maxsize=512)
def _avatar(initials: str, colors: PillColors, edged: bool, side: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.edge), 1) if edged else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.fill))
    painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1))
    painter.setPen(QColor(colors.text))
    painter.setFont(theme().font("caption_strong"))
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, initials)
    painter.end()
    return pixmap


DELEGATES: dict[str, type[CellDelegate]] = {
    "text": CellDelegate,
    "two_lines": TwoLineDelegate,
    "pill": PillDelegate,
    "date": DateDelegate,
    "number": NumberDelegate,
    "avatar": AvatarDelegate,
}


def initials_of(name: str) -> str:
    """First letters of the first and the last word."""
    words = name.split()
    return (words[0][:1] + words[-1][:1] if len(words) > 1 else name[:2]).upper()


def avatar_kind(name: str) -> str:
    """Always the same colour for the same name."""
    kinds = ("teal", "purple", "info", "success", "neutral")
    return kinds[sum(name.encode()) % len(kinds)]
