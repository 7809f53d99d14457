"""A column of the board: its head, and a list of cards that is read as far as one looks."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import (
    QByteArray,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from hjemveien.domain import pathway
from hjemveien.services.board import StageCount
from hjemveien.services.views import CaseRow
from hjemveien.texts import _, mark, n_, number_text
from ui.board.cards import CardDelegate, card_cell
from ui.kit import Column, Elided, IconLabel, PagedModel, Text, column, grow, least_width, row
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
# The case's key alone: what lies on the way of a drag is nobody's name.
CARD = "application/x-hjemveien-case"
WIDTH_PX = 204


class CardModel(PagedModel[CaseRow]):
    """The cards of one stage; they can be dragged out of it and dropped into it."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        card = Column("card", mark("Case"), card_cell(today))
        super().__init__((card,), lambda row: row.case_id, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        taken = Qt.ItemFlag.ItemIsDropEnabled
        return (
            super().flags(index) | taken | Qt.ItemFlag.ItemIsDragEnabled
            if index.isValid()
            else taken
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [CARD]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(CARD, QByteArray(self.row(indexes[0].row()).case_id.bytes))
        return data


def case_in(data: QMimeData) -> UUID | None:
    """The case that is being dragged; None for anything else."""
    if not data.hasFormat(CARD):
        return None
    return UUID(bytes=bytes(data.data(CARD).data()))


class CardView(QListView):
    """A stage's cards.

    `opened(row)` on Enter or a double click, `dropped(case id)`, `shifted(row, ±1)` by Alt+arrow,
    `left(±1)` when an arrow leads out of the column, `entered_here` when the keyboard comes in, and
    `menu_wanted(row, place)`.
    """

    opened = Signal(object)
    dropped = Signal(object)
    shifted = Signal(object, int)
    left = Signal(int)
    entered_here = Signal()
    hovered = Signal(bool)
    menu_wanted = Signal(object, object)

    def __init__(self, model: CardModel, today: Callable[[], date]) -> None:
        super().__init__()
        self.cards = model
        self._kept: Hashable | None = None
        self.setModel(model)
        self.setItemDelegate(CardDelegate(self, today))
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setProperty("look", "cards")
        self.doubleClicked.connect(lambda _index: self._open())
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        theme().changed.connect(self.doItemsLayout)

    def current_row(self) -> CaseRow | None:
        index = self.currentIndex()
        return self.cards.row(index.row()) if index.isValid() else None

    def choose(self, number: int) -> None:
        """Make the card at this place current, or the last one."""
        last = self.cards.rowCount() - 1
        if last >= 0:
            index = self.cards.index(min(max(number, 0), last), 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
            self.scrollTo(index)

    def choose_case(self, case_id: UUID) -> bool:
        number = self.cards.row_of(case_id)
        if number < 0:
            return False
        self.choose(number)
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        row = self.current_row()
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if row is not None:
                self.shifted.emit(row, step)
        elif step and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered_here.emit()
        # Whoever left for another column has a current card here and no chosen one.
        self.choose(max(self.currentIndex().row(), 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_row()
        if row is not None:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
            mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            self.menu_wanted.emit(row, event.globalPos() if mouse else at)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._answer(event)
        self.hovered.emit(event.isAccepted())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._answer(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.hovered.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """The card stays where it is until the move is saved; then all columns are read again."""
        self.hovered.emit(False)
        case_id = case_in(event.mimeData())
        if case_id is not None:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
            self.dropped.emit(case_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.cards.rowCount():
            self._paint_nothing(QPainter(self.viewport()))

    def _paint_nothing(self, painter: QPainter) -> None:
        """Where the keyboard is, and that there is nothing; while cards are read, no words."""
        tokens, px, room = theme().tokens, theme().px, self.viewport().rect()
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), px(2)))
            painter.drawRoundedRect(room.adjusted(2, 2, -2, -2), px(6), px(6))
        if self.cards.total == 0:
            painter.setPen(QColor(tokens.muted))
            painter.setFont(theme().font("caption"))
            place = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(room.adjusted(0, px(16), 0, 0), place, _("No cases here"))

    def _answer(self, event: QDragMoveEvent) -> None:
        if case_in(event.mimeData()) is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self.opened.emit(row)

    def _remember(self) -> None:
        row = self.current_row()
        self._kept = None if row is None else row.case_id

    def _restore(self) -> None:
        if isinstance(self._kept, UUID):
            self.choose_case(self._kept)


class StageColumn(QWidget):
    """A stage: what it is called, how many stand there, its target, and the cards."""

    def __init__(self, code: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.code = code
        self._hovered = False
        stage = pathway.BY_CODE[code]
        self.title = Elided(pathway.stage_title(code), "strong")
        self.count = Text("", "caption_strong", "muted")
        self.target = Elided("", "caption", "muted")
        self.late = Text("", "caption_strong", "danger")
        self.sign = IconLabel("triangle-alert", "danger", 14)
        self.model = CardModel(today, self)
        self.view = CardView(self.model, today)
        self.view.hovered.connect(self._hover)
        head = row(IconLabel(stage.icon, stage.look), grow(self.title), self.count, spacing=6)
        below = row(grow(self.target), self.sign, self.late, spacing=4)
        whole = column(
            column(head, below, spacing=2, margins=(8, 0, 8, 0)),
            self.view,
            spacing=6,
            margins=(6, 10, 6, 6),
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        least_width(self, WIDTH_PX)
        self.show_count(StageCount(code))

    def show_count(self, known: StageCount) -> None:
        self.count.setText(number_text(known.count))
        self.model.total = known.count
        target = known.target_days
        words = n_("target {n} day", "target {n} days", target or 0).format(n=target)
        self.target.setText(words if target else "")
        late = known.late if self.code != pathway.STAGES[-1].code else 0
        self.late.setText(n_("{n} late", "{n} late", late).format(n=number_text(late)))
        self.late.setVisible(bool(late))
        self.sign.setVisible(bool(late))
        title = pathway.stage_title(self.code)
        name = n_("{stage}, {n} case", "{stage}, {n} cases", known.count)
        self.view.setAccessibleName(name.format(stage=title, n=number_text(known.count)))
        self.view.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = theme().tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = theme().px(2)
        edge = QPen(QColor(tokens.focus), ring) if self._hovered else Qt.PenStyle.NoPen
        painter.setPen(edge)
        painter.setBrush(QColor(tokens.sunken))
        room = QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
        painter.drawRoundedRect(room, theme().px(10), theme().px(10))

    def _hover(self, hovered: bool) -> None:
        self._hovered = hovered
        self.update()
