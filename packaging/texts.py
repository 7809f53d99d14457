"""Brings the catalogues up to date with the source, and tells which texts are not translated.

`./dev texts`. New texts come in empty; translate them in the .po files and run it again.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "resources" / "texts"
KEYWORDS = {"_": None, "mark": None, "n_": (1, 2)}
LANGUAGES = ("nb", "nn")


def extracted() -> Catalog:
    """Every text in the source, as an untranslated catalogue."""
    catalogue = Catalog(project="hjemveien", version="0.1")
    for folder in ("hjemveien", "ui"):
        for _file, _line, message, _comments, context in extract_from_dir(
            ROOT / folder, keywords=KEYWORDS
        ):
            catalogue.add(message, context=context)
    return catalogue


def missing(catalogue: Catalog) -> list[object]:
    """Texts that have no translation, or only some of their plural forms."""
    found = []
    for message in catalogue:
        whole = all(message.string) if isinstance(message.string, tuple) else message.string
        if message.id and not whole:
            found.append(message.id)
    return found


def main() -> int:
    source = extracted()
    left = 0
    for language in LANGUAGES:
        path = TEXTS / language / "LC_MESSAGES" / "hjemveien.po"
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        catalogue.update(source, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, sort_output=True, width=100)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        for text in missing(catalogue):
            left += 1
            print(f"{language}: {text!r}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
