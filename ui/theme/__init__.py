"""How everything looks: colours, type, spacing and icons, in three sets and any zoom."""

from ui.theme.theme import Theme, theme

__all__ = ["Theme", "theme"]
