"""The one style sheet, made from the tokens; every rule is scoped to a class or a `look`.

Item views have no `::item` rules on purpose: with them Qt draws each cell through the style sheet,
which costs several times the frame. The delegates of `ui.kit` paint cells instead.
"""

from ui.theme.tokens import CONTROL_PX, RADIUS, RADIUS_LARGE, RADIUS_SMALL, TYPE, Tokens


class _Measure:
    """Pixels and points of the design at one zoom, written as a style sheet wants them."""

    def __init__(self, zoom: float) -> None:
        self.zoom = zoom

    def px(self, pixels: float) -> str:
        return f"{round(pixels * self.zoom)}px"

    def ring(self, t: Tokens) -> str:
        """The focus ring stands out from the line it takes the place of, so it is never as thin."""
        return f"{self._ring_px(t)}px"

    def beside_ring(self, pixels: float, t: Tokens) -> str:
        """The padding that leaves the words where they are when the ring comes."""
        return f"{max(round(pixels * self.zoom) - self._ring_px(t) + t.line_px, 0)}px"

    def _ring_px(self, t: Tokens) -> int:
        return round(2 * t.line_px * self.zoom)

    def type(self, role: str) -> str:
        points, weight = TYPE[role]
        return f"font-size: {points * self.zoom:g}pt; font-weight: {weight};"


def style_sheet(tokens: Tokens, zoom: float) -> str:
    measure = _Measure(zoom)
    parts = (_surfaces, _labels, _buttons, _fields, _choices, _lists, _rail, _chrome, _parts)
    return "\n".join(part(tokens, measure) for part in parts)


def _surfaces(t: Tokens, m: _Measure) -> str:
    return f"""
QMainWindow, QDialog {{ background: {t.surface}; }}
QWidget[look="page"] {{ background: {t.background}; }}
QWidget[look="surface"] {{ background: {t.surface}; }}
QWidget[look="raised"] {{ background: {t.raised}; }}
QFrame[look="card"] {{ background: {t.surface}; border: {t.line_px}px solid {t.border};
    border-radius: {m.px(RADIUS_LARGE)}; }}
QFrame[look="line"] {{ background: {t.border}; border: none; }}
QFrame[look="footer"] {{ background: {t.raised}; border: none;
    border-top: {t.line_px}px solid {t.border}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea:focus {{ border: {m.ring(t)} solid {t.focus}; }}
QWidget[look="clear"] {{ background: transparent; }}
QToolTip {{ background: {t.toast}; color: {t.toast_text}; border: none;
    padding: {m.px(4)} {m.px(8)}; {m.type("caption")} }}
"""


def _labels(t: Tokens, m: _Measure) -> str:
    roles = "\n".join(f'QLabel[look="{role}"] {{ {m.type(role)} }}' for role in TYPE)
    return f"""
QLabel {{ background: transparent; }}
{roles}
QLabel[tone="muted"] {{ color: {t.muted}; }}
QLabel[tone="danger"] {{ color: {t.pills["danger"].text}; }}
QLabel[tone="warning"] {{ color: {t.pills["warning"].text}; }}
QLabel[tone="success"] {{ color: {t.pills["success"].text}; }}
QLabel[tone="accent"] {{ color: {t.link}; }}
"""


def _buttons(t: Tokens, m: _Measure) -> str:
    disabled = f"color: {t.strong_border}; background: {t.sunken}; border-color: {t.border};"
    return f"""
QPushButton, QToolButton[look="secondary"] {{ {m.type("strong")} color: {t.text};
    background: {t.surface};
    border: {t.line_px}px solid {t.strong_border}; border-radius: {m.px(RADIUS)};
    padding: 0 {m.px(12)}; min-height: {m.px(CONTROL_PX - 2)}; }}
QPushButton:hover {{ background: {t.selection}; }}
QPushButton:pressed {{ background: {t.sunken}; }}
QPushButton:focus {{ outline: none; border: {m.ring(t)} solid {t.focus};
    padding: 0 {m.beside_ring(12, t)}; }}
QPushButton:disabled {{ {disabled} }}
QPushButton[look="primary"] {{ background: {t.accent}; color: {t.on_accent};
    border-color: {t.accent}; }}
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {{
    background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[look="primary"]:focus {{ border: {m.ring(t)} solid {t.text};
    outline: {m.px(2)} solid {t.on_accent}; outline-offset: 0px; }}
QPushButton[look="primary"]:disabled {{ {disabled} }}
QPushButton[look="danger"] {{ background: {t.pills["danger"].fill};
    color: {t.pills["danger"].text}; border-color: {t.pills["danger"].edge}; }}
QPushButton[look="danger"]:hover {{ background: {t.surface}; }}
QPushButton[look="quiet"], QPushButton[look="icon"] {{ background: transparent;
    border-color: transparent; }}
QPushButton[look="icon"] {{ padding: 0; min-width: {m.px(CONTROL_PX - 2)}; }}
QPushButton[look="quiet"]:hover, QPushButton[look="icon"]:hover {{ background: {t.sunken}; }}
QPushButton[look="quiet"]:focus, QPushButton[look="icon"]:focus {{
    border: {m.ring(t)} solid {t.focus}; }}
QPushButton[look="icon"]:focus {{ padding: 0; }}
QPushButton[look="icon"]:checked, QPushButton[look="quiet"]:checked {{
    background: {t.selection}; border-color: {t.accent}; color: {t.link}; }}
QPushButton[look="link"] {{ background: transparent; border-color: transparent;
    color: {t.link}; text-align: left; padding: 0 {m.px(2)}; min-height: {m.px(24)};
    min-width: {m.px(22)}; text-decoration: underline; }}
QPushButton[look="link"]:hover {{ color: {t.accent_hover}; }}
QPushButton[look="link"]:focus {{ border: {m.ring(t)} solid {t.focus}; padding: 0 {m.px(1)}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields(t: Tokens, m: _Measure) -> str:
    danger = t.pills["danger"]
    boxes = "QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox"
    focus = ", ".join(f"{box.strip()}:focus" for box in boxes.split(","))
    disabled = ", ".join(f"{box.strip()}:disabled" for box in boxes.split(","))
    wrong = ", ".join(f'{box.strip()}[wrong="true"]' for box in boxes.split(","))
    return f"""
{boxes} {{ background: {t.surface}; color: {t.text};
    placeholder-text-color: {t.muted};
    border: {t.line_px}px solid {t.strong_border}; border-radius: {m.px(RADIUS)};
    padding: 0 {m.px(9)}; min-height: {m.px(CONTROL_PX - 2)};
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; height: 0; border: none; }}
QSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; min-height: 0;
    background: transparent; }}
QPlainTextEdit, QTextEdit {{ padding: {m.px(5)} {m.px(5)}; }}
{wrong} {{ border-color: {danger.edge}; background: {danger.fill}; color: {t.text}; }}
{focus} {{ border: {m.ring(t)} solid {t.focus}; padding: 0 {m.beside_ring(9, t)}; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {m.beside_ring(5, t)}; }}
{disabled} {{ background: {t.sunken}; color: {t.muted}; border-color: {t.border}; }}
QComboBox::drop-down {{ border: none; width: {m.px(28)}; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.text}; outline: none;
    border: {t.line_px}px solid {t.strong_border}; padding: {m.px(2)};
    selection-background-color: {t.selection}; selection-color: {t.text}; }}
"""


def _choices(t: Tokens, m: _Measure) -> str:
    return f"""
QCheckBox, QRadioButton {{ spacing: {m.px(8)}; min-height: {m.px(24)}; background: transparent;
    border: {m.px(2)} solid transparent; border-radius: {m.px(RADIUS_SMALL)};
    padding: 0 {m.px(3)} 0 {m.px(1)}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {m.px(16)}; height: {m.px(16)};
    border: {m.px(2)} solid {t.strong_border}; background: {t.surface}; }}
QCheckBox::indicator {{ border-radius: {m.px(RADIUS_SMALL)}; }}
QRadioButton::indicator {{ border-radius: {m.px(10)}; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; }}
QRadioButton::indicator:checked {{ border: {m.px(6)} solid {t.accent}; width: {m.px(8)};
    height: {m.px(8)}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.focus}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.muted}; }}
QProgressBar {{ background: {t.sunken}; border: none; border-radius: {m.px(4)};
    min-height: {m.px(8)}; max-height: {m.px(8)}; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {m.px(4)}; }}
"""


def _lists(t: Tokens, m: _Measure) -> str:
    return f"""
QTableView, QListView {{ background: {t.surface}; color: {t.text}; border: none; outline: none;
    selection-background-color: {t.selection}; selection-color: {t.text}; }}
QListView[look="cards"] {{ background: transparent; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none;
    border-bottom: {t.line_px}px solid {t.border}; padding: 0 {m.px(12)};
    min-height: {m.px(34)}; {m.type("strong")} }}
QHeaderView::section:hover {{ color: {t.text}; background: {t.raised}; }}
QHeaderView::down-arrow, QHeaderView::up-arrow {{ image: none; width: 0; height: 0; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {m.px(12)}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {m.px(12)}; margin: 0; }}
QScrollBar::handle {{ background: {t.strong_border}; border-radius: {m.px(3)};
    margin: {m.px(3)}; }}
QScrollBar::handle:vertical {{ min-height: {m.px(32)}; }}
QScrollBar::handle:horizontal {{ min-width: {m.px(32)}; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTabBar {{ background: transparent; border: none; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; {m.type("strong")}
    padding: {m.px(6)} {m.px(2)}; margin-right: {m.px(8)}; min-height: {m.px(20)};
    border: none; border-bottom: {m.px(2)} solid transparent; }}
QTabBar::scroller {{ width: {m.px(24)}; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:selected {{ color: {t.link}; border-bottom-color: {t.link}; }}
QTabBar::tab:focus {{ border-bottom-color: {t.focus}; color: {t.text}; }}
QTabWidget::tab-bar {{ left: {m.px(18)}; }}
QTabWidget::pane {{ border: none; border-top: {t.line_px}px solid {t.border}; }}
QSplitter::handle {{ background: {t.border}; }}
QSplitter::handle:horizontal {{ width: {max(t.line_px, 1)}px; }}
QMenu {{ background: {t.surface}; color: {t.text};
    border: {t.line_px}px solid {t.strong_border}; padding: {m.px(4)}; }}
QMenu::item {{ padding: {m.px(6)} {m.px(24)} {m.px(6)} {m.px(12)};
    border-radius: {m.px(RADIUS_SMALL)}; min-height: {m.px(20)}; }}
QMenu::icon {{ padding-left: {m.px(8)}; }}
QMenu::item:selected {{ background: {t.selection}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.strong_border}; }}
QMenu::separator {{ background: {t.border}; height: 1px; margin: {m.px(4)} {m.px(8)}; }}
"""


def _rail(t: Tokens, m: _Measure) -> str:
    return f"""
QWidget[look="rail"] {{ background: {t.rail}; border: none;
    border-right: {t.line_px}px solid {t.border}; }}
QPushButton[look="rail"] {{ background: transparent; border: {m.px(2)} solid transparent;
    border-radius: {m.px(RADIUS)}; color: {t.text}; {m.type("body")} text-align: left;
    padding: 0 {m.px(8)} 0 {m.px(8)}; min-height: {m.px(30)}; }}
QPushButton[look="rail"]:hover {{ background: {t.sunken}; }}
QPushButton[look="rail"]:checked {{ background: {t.selection}; {m.type("strong")} }}
QPushButton[look="rail"]:focus {{ border-color: {t.focus}; }}
"""


def _chrome(t: Tokens, m: _Measure) -> str:
    return f"""
QWidget[look="topbar"] {{ background: {t.header}; border: none;
    border-bottom: {t.line_px}px solid {t.border}; }}
QMenuBar {{ background: {t.header}; color: {t.text}; border: none; {m.type("body")}
    border-bottom: {t.line_px}px solid {t.border}; padding: 0 {m.px(8)}; }}
QMenuBar::item {{ background: transparent; padding: {m.px(5)} {m.px(9)};
    border-radius: {m.px(RADIUS_SMALL)}; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t.selection}; }}
QPushButton[look="find"] {{ {m.type("body")} color: {t.muted}; text-align: left;
    padding: 0 {m.px(10)}; }}
QPushButton[look="find"]:focus {{ padding: 0 {m.px(9)}; }}
QFrame[look="palette"] {{ background: {t.surface}; border: {t.line_px}px solid {t.strong_border};
    border-radius: {m.px(RADIUS_LARGE)}; }}
QFrame[look="palette"] QFrame[look="footer"] {{ border-bottom-left-radius: {m.px(9)};
    border-bottom-right-radius: {m.px(9)}; }}
QLineEdit[look="palette"], QLineEdit[look="palette"]:focus {{ border: none; padding: 0;
    {m.type("subtitle")} font-weight: 400; min-height: {m.px(36)}; background: transparent; }}
QWidget[look="statusbar"] {{ background: {t.header}; border: none;
    border-top: {t.line_px}px solid {t.border}; }}
QFrame[look="help"] {{ background: {t.surface}; border: none;
    border-left: {t.line_px}px solid {t.strong_border}; }}
QPushButton[look="visit"] {{ background: {t.pills["warning"].fill};
    color: {t.pills["warning"].text}; border: {t.line_px}px solid {t.pills["warning"].edge};
    border-radius: {m.px(RADIUS_SMALL)}; {m.type("caption_strong")} padding: 0 {m.px(8)};
    min-height: {m.px(22)}; }}
QPushButton[look="visit"]:focus {{ border: {m.px(2)} solid {t.focus}; }}
QFrame[look="toast"] {{ background: {t.toast}; border: none; border-radius: {m.px(RADIUS)}; }}
QFrame[look="toast"] QLabel {{ color: {t.toast_text}; }}
QPushButton[look="toast"] {{ background: transparent; color: {t.toast_action};
    border: {m.px(2)} solid transparent; padding: 0 {m.px(8)}; min-height: {m.px(24)}; }}
QPushButton[look="toast"]:hover {{ text-decoration: underline; }}
QPushButton[look="toast"]:focus {{ border-color: {t.toast_action}; }}
"""


def _parts(t: Tokens, m: _Measure) -> str:
    kinds = "\n".join(
        f"""
QFrame[look="banner"][kind="{kind}"] {{ background: {pill.fill};
    border: {t.line_px}px solid {pill.edge}; border-radius: {m.px(RADIUS)}; }}
QFrame[look="banner"][kind="{kind}"] QLabel {{ color: {pill.text}; }}
QFrame[look="banner"][kind="{kind}"] QPushButton[look="link"] {{ color: {pill.text}; }}
"""
        for kind, pill in t.pills.items()
    )
    return f"""
{kinds}
QPushButton[look="tile"] {{ background: {t.surface}; border: {t.line_px}px solid {t.border};
    border-radius: {m.px(RADIUS_LARGE)}; text-align: left; padding: 0; }}
QPushButton[look="tile"]:hover {{ border-color: {t.accent}; background: {t.surface}; }}
QPushButton[look="tile"]:focus {{ border: {m.ring(t)} solid {t.focus}; }}
QPushButton[look="choice"] {{ background: {t.surface}; text-align: left;
    border: {t.line_px}px solid {t.strong_border}; border-radius: {m.px(RADIUS_LARGE)};
    padding: 0; }}
QPushButton[look="choice"]:hover {{ border-color: {t.accent}; background: {t.selection}; }}
QPushButton[look="choice"]:focus {{ border: {m.ring(t)} solid {t.focus}; }}
QPushButton[look="chip"] {{ {m.type("strong")} background: {t.selection}; color: {t.link};
    border: {t.line_px}px solid {t.accent}; border-radius: {m.px(12)};
    padding: 0 {m.px(12)}; min-height: {m.px(24)}; }}
QPushButton[look="chip"]:hover {{ background: {t.surface}; }}
QPushButton[look="chip"]:focus {{ border: {m.ring(t)} solid {t.focus};
    padding: 0 {m.beside_ring(12, t)}; }}
QPushButton[look="addchip"] {{ {m.type("strong")} background: transparent; color: {t.text};
    border: {t.line_px}px dashed {t.strong_border}; border-radius: {m.px(12)};
    padding: 0 {m.px(12)}; min-height: {m.px(24)}; }}
QPushButton[look="addchip"]:hover {{ background: {t.selection}; }}
QPushButton[look="addchip"]:focus {{ border: {m.ring(t)} solid {t.focus}; }}
"""
