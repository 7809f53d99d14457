"""Everything people read goes through here: bokmål, nynorsk or English.

Source texts are English. The chosen language is one for the whole process, because a screen, a
sheet of paper and a refusal that speak different languages at once help nobody.
"""

import gettext
from datetime import date, datetime

from hjemveien.files import RESOURCES

LANGUAGES = ("nb", "nn", "en")
DEFAULT_LANGUAGE = "nb"

_language = "en"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(code: str) -> None:
    """Choose nb, nn or en for all texts from now on. Raises ValueError for any other code."""
    global _language, _catalogue
    if code not in LANGUAGES:
        raise ValueError(code)
    _language = code
    if code == "en":
        _catalogue = gettext.NullTranslations()
    else:
        _catalogue = gettext.translation("hjemveien", RESOURCES / "texts", languages=[code])


def language() -> str:
    return _language


def _(text: str) -> str:
    return _catalogue.gettext(text)


def text_in(code: str, text: str) -> str:
    """A text in another language than the reader's, for showing all three beside each other."""
    if code == "en":
        return text
    found = gettext.translation("hjemveien", RESOURCES / "texts", languages=[code])
    return found.gettext(text)


def n_(one: str, many: str, count: int) -> str:
    return _catalogue.ngettext(one, many, count)


def mark(text: str) -> str:
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return text


def day_text(day: date | None) -> str:
    """dd.mm.yyyy in every language, as Norwegian offices write it; a dash where unknown."""
    return day.strftime("%d.%m.%Y") if day else "–"


def moment_text(moment: datetime) -> str:
    """dd.mm.yyyy HH:MM in the reader's own time zone."""
    return moment.astimezone().strftime("%d.%m.%Y %H:%M")


def number_text(value: int | float, decimals: int = 0) -> str:
    """1 234,5 in Norwegian, 1,234.5 in English; the Norwegian space does not break a line."""
    text = f"{value:,.{decimals}f}"
    if _language == "en":
        return text
    return text.replace(",", "\u00a0").replace(".", ",")
