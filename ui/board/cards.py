"""A card of the board: who, which case, how many people, until when, and who has it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from hjemveien.domain.words import distance_words, household_words
from hjemveien.services.views import CaseRow
from hjemveien.texts import _, day_text, n_
from ui.case import looks
from ui.kit import Cell, PagedModel, avatar_kind, initials_of
from ui.kit.delegates import CellDelegate, draw_avatar
from ui.kit.pills import PILL_PX, pill_pixmap
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
GAP_PX, INSET_PX, AVATAR_PX = 4, 12, 26
_SELECTED = QStyle.StateFlag.State_Selected.value


def card_cell(today: Callable[[], date]) -> Callable[[CaseRow], Cell]:
    """What a screen reader hears of a card, and what its tool tip says."""

    def cell(row: CaseRow) -> Cell:
        day = row.next_deadline
        parts = [row.number or _("No number"), household_words(row.adults, row.children)]
        if day is not None:
            words = _("Deadline {day}, {distance}")
            parts.append(words.format(day=day_text(day), distance=distance_words(day, today())))
        parts.append(row.caseworker or _("Not assigned"))
        since = _("Since {day}").format(day=day_text(row.stage_since))
        return Cell(name_of(row), " · ".join(parts), hint=f"{since} · {parts[-1]}")

    return cell


def name_of(row: CaseRow) -> str:
    return _("Protected") if row.protected else row.name or _("No name")


class CardDelegate(CellDelegate):
    """Paints a card; `today` tells how far away its deadline is."""

    def __init__(self, view: QAbstractItemView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._view = view
        self._today = today

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        px = theme().px
        lines = theme().metrics("strong").height() + 2 * theme().metrics("caption").height()
        foot = max(px(PILL_PX), px(AVATAR_PX))
        return QSize(px(120), lines + foot + px(2 * GAP_PX + 2 * 10 + 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, PagedModel):
            return
        row: CaseRow = model.row(index.row())
        px = theme().px
        card = option.rect.adjusted(px(2), px(GAP_PX), -px(2), -px(GAP_PX))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground_of(painter, card, bool(option.state.value & _SELECTED))
        self._paint_words(painter, card, row)
        self._paint_foot(painter, card, row)
        painter.restore()

    def _paint_ground_of(self, painter: QPainter, card: QRect, selected: bool) -> None:
        tokens = theme().tokens
        focused = selected and self._view.hasFocus()
        edge = tokens.focus if focused else tokens.strong_border if selected else tokens.border
        wide = self._ring if focused else tokens.line_px
        painter.setPen(QPen(QColor(edge), wide))
        painter.setBrush(QColor(tokens.selection if selected else tokens.surface))
        half = wide / 2
        painter.drawRoundedRect(
            QRectF(card).adjusted(half, half, -half, -half), theme().px(6), theme().px(6)
        )

    def _paint_words(self, painter: QPainter, card: QRect, row: CaseRow) -> None:
        px = theme().px
        left, width = card.left() + px(INSET_PX), card.width() - 2 * px(INSET_PX)
        top = card.top() + px(10)
        household = household_words(row.adults, row.children)
        for text, role, color in (
            (name_of(row), "strong", self._text),
            (row.number or _("No number"), "caption", self._muted),
            (household, "caption", self._muted),
        ):
            high = theme().metrics(role).height()
            self.draw_text(painter, QRect(left, top, width, high), text, role, color)
            top += high

    def _paint_foot(self, painter: QPainter, card: QRect, row: CaseRow) -> None:
        px, ratio = theme().px, painter.device().devicePixelRatioF()
        high = max(px(PILL_PX), px(AVATAR_PX))
        foot = QRect(
            card.left() + px(INSET_PX), card.bottom() - px(8) - high,
            card.width() - 2 * px(INSET_PX), high,
        )  # fmt: skip
        room = foot.width()
        if row.caseworker:
            room -= px(AVATAR_PX) + px(6)
            right = foot.right() - px(AVATAR_PX) + 1
            kind = avatar_kind(row.caseworker)
            draw_avatar(painter, right, foot.center().y(), initials_of(row.caseworker), kind)
        self._paint_deadline(painter, QRect(foot.left(), foot.top(), room, high), row, ratio)

    def _paint_deadline(self, painter: QPainter, room: QRect, row: CaseRow, ratio: float) -> None:
        day, px = row.next_deadline, theme().px
        if day is None:
            return
        cell = looks.deadline_cell(day, self._today())
        if cell.kind:
            words = _short(day, self._today()) or cell.second
            pill = pill_pixmap(words, cell.kind, cell.icon, room.width() + px(4), ratio)
            left = room.left() - px(4)
            painter.drawPixmap(left, room.top() + (room.height() - px(PILL_PX)) // 2, pill)
            return
        sign = theme().pixmap("calendar", "muted", 14, ratio)
        painter.drawPixmap(room.left(), room.top() + (room.height() - px(14)) // 2, sign)
        words = f"{day:%d.%m.} · {cell.second}"
        self.draw_text(painter, room.adjusted(px(20), 0, 0, 0), words, "caption", self._muted)


def _short(day: date, today: date) -> str:
    """Days late in as few letters as a card has room for; else nothing."""
    late = (today - day).days
    return n_("{n} d. late", "{n} d. late", late).format(n=late) if late > 0 else ""
