"""Cells that no spreadsheet takes for a formula, whatever somebody wrote in them."""

_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
LONGEST = 32_767


def starts_like_formula(text: str) -> bool:
    return text.startswith(_STARTERS)


def defused(text: str) -> str:
    """For text files: an apostrophe before what a spreadsheet would reckon with."""
    return f"'{text}" if starts_like_formula(text) else text


def fitting(text: str) -> str:
    """What a workbook's cell can hold: no control characters, at most 32,767 characters."""
    if not text.isprintable():
        text = "".join(sign if sign >= " " or sign in "\n\t" else "�" for sign in text)
    return text[:LONGEST]
