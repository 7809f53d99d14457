"""List and detail side by side; on a narrow window one at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.theme import theme

NARROW_PX = 960
"""Width of the page under which the detail is a page of its own: windows below 1,200."""


class SplitPane(QSplitter):
    """`show_detail()` and `show_list()` matter on a narrow window; `narrow_changed` tells."""

    narrow_changed = Signal(bool)

    def __init__(self, listing: QWidget, detail: QWidget, share: int = 62) -> None:
        """`share` is the list's percentage of the width."""
        super().__init__(Qt.Orientation.Horizontal)
        self.listing, self.detail = listing, detail
        self.narrow = False
        self._share = share
        self._in_detail = False
        self._moved = False
        self.addWidget(listing)
        self.addWidget(detail)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._note_move)

    def show_detail(self) -> None:
        self._in_detail = True
        self._arrange()

    def show_list(self) -> None:
        self._in_detail = False
        self._arrange()

    def in_detail(self) -> bool:
        """Whether the detail hides the list: narrow and opened."""
        return self.narrow and self._in_detail

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme().px(NARROW_PX)
        if narrow != self.narrow:
            self.narrow = narrow
            self._arrange()
            self.narrow_changed.emit(narrow)
        if not self._moved:
            self._share_out()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        self.listing.setVisible(not self.narrow or not self._in_detail)
        self.detail.setVisible(not self.narrow or self._in_detail)

    def _share_out(self) -> None:
        left = self.width() * self._share // 100
        self.setSizes([left, self.width() - left])

    def _note_move(self) -> None:
        self._moved = True
