"""Pages behind tabs: the arrows go along the tabs, and Tab goes into what they show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QToolButton


class Tabs(QTabWidget):
    """As Qt's own, with no stop of Tab at itself or at the buttons that move a long row of tabs."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBar().setAccessibleName(name)
        self.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        for button in self.tabBar().findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
