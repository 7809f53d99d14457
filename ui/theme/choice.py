"""Which set of colours a choice means on this system."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.theme.tokens import CONTRAST, DARK, LIGHT, SETS, Tokens


def tokens_for(choice: str) -> Tokens:
    """light, dark and contrast are themselves; anything else follows the system."""
    if choice in SETS:
        return SETS[choice]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
