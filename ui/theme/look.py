"""The look in force: which colours, how large; tells everyone when it changes."""

from weakref import WeakSet

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.theme import icons
from ui.theme.choice import tokens_for
from ui.theme.fonts import load_fonts, make_font
from ui.theme.sheet import style_sheet
from ui.theme.tokens import LIGHT, PillColors, Tokens

CHOICES = ("system", "light", "dark", "contrast")
ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)


class Theme(QObject):
    """Ask it for colours (`tokens`), fonts, icons and pixels; `changed` follows every switch."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "system"
        self.tokens: Tokens = LIGHT
        self.zoom_percent = 100
        self.installed = False
        self._sheet = ""
        self._windows: WeakSet[QWidget] = WeakSet()
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}

    def px(self, pixels: float) -> int:
        """Pixels of the design at the zoom in force."""
        return round(pixels * self.zoom_percent / 100)

    def font(self, role: str = "body") -> QFont:
        """caption, caption_strong, body, strong, subtitle, title or display."""
        if role not in self._fonts:
            self._fonts[role] = make_font(role, self.zoom_percent / 100)
        return self._fonts[role]

    def metrics(self, role: str = "body") -> QFontMetrics:
        if role not in self._metrics:
            self._metrics[role] = QFontMetrics(self.font(role))
        return self._metrics[role]

    def pill(self, kind: str) -> PillColors:
        return self.tokens.pills[kind]

    def icon(self, name: str, color: str = "", size: int = 16, gap: int = 0) -> QIcon:
        """`color` is a token's name (`muted`) or #rrggbb; `size`, `gap` in design pixels."""
        return icons.icon(
            name, self.color(color), self.px(size), self.tokens.muted, self.px(gap) if gap else 0
        )

    def pixmap(self, name: str, color: str = "", size: int = 16, ratio: float = 0.0) -> QPixmap:
        return icons.icon_pixmap(name, self.color(color), self.px(size), ratio)

    def color(self, name: str) -> str:
        """Of a token's name, or a pill kind's text; #rrggbb passes through; empty is the text."""
        if name.startswith("#"):
            return name
        if name in self.tokens.pills:
            return self.tokens.pills[name].text
        return str(getattr(self.tokens, name or "text"))

    def icon_size(self, size: int = 16) -> QSize:
        return QSize(self.px(size), self.px(size))

    def install(self, choice: str = "system", zoom_percent: int = 100) -> None:
        """Dress the running application; call once, before the first window."""
        self.installed = True
        load_fonts()
        QApplication.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        for told in (
            hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged,
        ):  # fmt: skip
            told.connect(self._follow_system, Qt.ConnectionType.UniqueConnection)
        self.set_look(choice, zoom_percent)

    def wear(self, window: QWidget) -> None:
        """Dress a window and all that is, or comes, within it; dialogs with a parent follow it.

        Not the whole application: under its style sheet every widget is styled anew each time it
        gets a parent, which makes a page that is built from the inside take three times as long.
        """
        self._windows.add(window)
        window.setStyleSheet(self._sheet)

    def set_look(self, choice: str, zoom_percent: int) -> None:
        self.choice = choice if choice in CHOICES else "system"
        self.zoom_percent = min(max(zoom_percent, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self._apply()

    def set_choice(self, choice: str) -> None:
        self.set_look(choice, self.zoom_percent)

    def set_zoom(self, zoom_percent: int) -> None:
        self.set_look(self.choice, zoom_percent)

    def zoom_by(self, steps: int) -> None:
        """One step larger (+1) or smaller (-1)."""
        nearest = min(ZOOM_STEPS, key=lambda step: abs(step - self.zoom_percent))
        index = ZOOM_STEPS.index(nearest) + steps
        self.set_zoom(ZOOM_STEPS[min(max(index, 0), len(ZOOM_STEPS) - 1)])

    def _follow_system(self) -> None:
        if self.choice == "system":
            self._apply()

    def _apply(self) -> None:
        self.tokens = tokens_for(self.choice)
        self._fonts.clear()
        self._metrics.clear()
        QApplication.setFont(self.font())
        QApplication.setPalette(_palette(self.tokens))
        self._sheet = style_sheet(self.tokens, self.zoom_percent / 100)
        for window in tuple(self._windows):
            if isValid(window):
                window.setStyleSheet(self._sheet)
        self.changed.emit()


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, color in (
        (role.Window, tokens.background),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.text),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.ToolTipBase, tokens.toast),
        (role.ToolTipText, tokens.toast_text),
        (role.Link, tokens.link),
        (role.LinkVisited, tokens.link),
        (role.Accent, tokens.accent),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.raised),
        (role.Mid, tokens.border),
        (role.Dark, tokens.strong_border),
        (role.Shadow, tokens.sunken),
    ):
        palette.setColor(name, QColor(color))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.strong_border))
    return palette
