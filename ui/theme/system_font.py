"""How large letters are on this system, as a zoom of ours."""

from PySide6.QtGui import QFont

# Points of the usual font: Windows 9, macOS 13, GNOME 11. The others have no size of their own.
_USUAL = {"windows": 9.0, "cocoa": 13.0, "xcb": 11.0, "wayland": 11.0}
_STEPS = (100, 110, 125, 150, 175, 200)


def system_zoom(font: QFont, platform: str) -> int:
    """The step nearest to how much larger than usual the system's letters are; never below 100.

    `font` is the application's before it is dressed, `platform` Qt's name of it.
    """
    usual = _USUAL.get(platform, 0.0)
    if not usual or font.pointSizeF() <= 0:
        return 100
    wanted = font.pointSizeF() / usual * 100
    return min(_STEPS, key=lambda step: abs(step - wanted))
