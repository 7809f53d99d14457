"""How everything looks: colours, type, spacing and icons, in three sets and any zoom."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.theme.look import Theme

_theme: "Theme | None" = None


def theme() -> "Theme":
    """The one look of this process; made, and its libraries loaded, at the first question."""
    global _theme
    if _theme is None:
        from ui.theme.look import Theme

        _theme = Theme()
    return _theme
